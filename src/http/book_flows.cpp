#include "http/book_flows.hpp"

#include <fmt/format.h>

#include <utility>

#include "http/sheet_export.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

/// The contract's name of a refusal, which lives as long as the program.
std::string_view contract_code(ports::SheetRefusal refusal) {
  switch (refusal) {
    case ports::SheetRefusal::too_large:
      return "sheet-too-large";
    case ports::SheetRefusal::not_xlsx:
      return "sheet-not-xlsx";
    case ports::SheetRefusal::bomb:
      return "sheet-bomb";
    case ports::SheetRefusal::active:
      return "sheet-active";
    case ports::SheetRefusal::rows:
      return "sheet-rows";
    case ports::SheetRefusal::timeout:
      return "sheet-timeout";
    case ports::SheetRefusal::damaged:
    case ports::SheetRefusal::none:
      break;
  }
  return "sheet-damaged";
}

/// The sheets of the book in the request. Throws Fault for a book that is refused.
Sheets read_sheets(const Site& site, const Request& request) {
  ports::SheetReading reading = site.dependencies().sheets.read(request.body);
  if (reading.refusal == ports::SheetRefusal::none) return std::move(reading.sheets);
  throw Fault{422, contract_code(reading.refusal), reading.zh, reading.en, reading.place, {}, 0};
}

}  // namespace

void make_and_send(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, std::string_view name,
                   std::function<MadeBook(ports::Transaction&, const Asked&)> make, bool token_needed,
                   const std::shared_ptr<ShownContacts>& shown) {
  const auto bytes = std::make_shared<std::unique_ptr<ports::SheetBytes>>();
  site.ask_then(
      visit,
      [bytes, make = std::move(make)](ports::Transaction& tx, const Asked& asked) {
        auto made = make(tx, asked);
        if (!made) return std::move(made).error();
        *bytes = std::move(made).value();
        return Answer{};
      },
      [&site, visit, bytes, file, name, shown](Answer answer) {
        if (*bytes == nullptr) return visit->answer(std::move(answer));
        note_shown(site, visit, shown == nullptr ? ShownContacts{} : *shown, [&site, visit, bytes, file, name] {
          site.slowly(visit, [visit, bytes, file, name] {
            send_book(*visit, file, name, language_of(visit->request().accept_language), **bytes);
          });
        });
      },
      token_needed);
}

void with_sheets(Site& site, const std::shared_ptr<Visit>& visit, std::function<void(std::shared_ptr<Sheets>)> then) {
  site.ask_then(
      visit,
      [](ports::Transaction&, const Asked& asked) {
        return core::may_ever(asked.context.actor.role, asked.act) ? Answer{} : asked.refused(usecases::not_yours());
      },
      [&site, visit, then = std::move(then)](Answer answer) {
        if (answer.status != Answer{}.status) return visit->answer(std::move(answer));
        site.slowly(visit,
                    [&site, visit, then] { then(std::make_shared<Sheets>(read_sheets(site, visit->request()))); });
      },
      true);
}

void write_problems(JsonWriter& json, const std::vector<usecases::CellProblem>& problems) {
  json.key("problems").begin_array();
  for (const usecases::CellProblem& problem : problems)
    json.begin_object()
        .member("place", usecases::place_of(problem))
        .member("code", problem.code)
        .member("zh", problem.zh)
        .member("en", problem.en)
        .end_object();
  json.end_array();
}

namespace {

Answer import_now(ports::Transaction& tx, const Asked& asked, const Sheets& sheets, RunImport run) {
  auto imported = run(tx, asked, sheets, false);
  if (!imported) return std::move(imported).error();
  if (imported->problems.empty()) return std::move(imported->answer);
  const usecases::CellProblem& first = imported->problems.front();
  const std::size_t count = imported->problems.size();
  throw sheet_invalid(
      fmt::format("{}：{}（共 {} 处，全部未登记）", usecases::place_of(first), first.zh, count),
      fmt::format("{}: {} ({} problems; nothing was recorded)", usecases::place_of(first), first.en, count),
      usecases::place_of(first));
}

}  // namespace

void import_book(Site& site, const std::shared_ptr<Visit>& visit, RunImport run) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::book, true);
  QueryReader query(visit->request().query);
  const bool dry_run = query.flag("dry_run");
  query.done();
  if (!dry_run) check_idempotency_key(visit->request());
  with_sheets(site, visit, [&site, visit, dry_run, run](const std::shared_ptr<Sheets>& sheets) {
    if (!dry_run) {
      return site.change(visit, [sheets, run](ports::Transaction& tx, const Asked& asked) {
        return import_now(tx, asked, *sheets, run);
      });
    }
    site.ask(
        visit,
        [sheets, run](ports::Transaction& tx, const Asked& asked) {
          auto imported = run(tx, asked, *sheets, true);
          return imported ? std::move(imported->answer) : std::move(imported).error();
        },
        true);
  });
}

void put_failed_rows(ports::SheetWriter& writer, const base::Words& name, std::span<const usecases::TableColumn> table,
                     const std::vector<usecases::TableRow>& failed, std::string_view own_column,
                     base::Language language) {
  std::vector<ports::SheetColumn> columns;
  for (const usecases::TableColumn& column : table)
    columns.push_back({column.head, ports::SheetKind::text, 18, column.head_en});
  columns.push_back({"问题", ports::SheetKind::text, 60, "Problems"});
  writer.begin(name.in(language), columns, language);
  const bool english = language == base::Language::en;
  for (const usecases::TableRow& row : failed) {
    if (!row.has_column(own_column)) continue;
    std::vector<std::string> texts;
    for (const usecases::TableColumn& column : table) texts.push_back(row.text(column.name));
    std::string problems;
    for (const usecases::CellProblem& problem : row.problems()) {
      if (!problems.empty()) problems += english ? "; " : "；";
      problems +=
          fmt::format("{}{}{}", usecases::place_of(problem), english ? ": " : "：", english ? problem.en : problem.zh);
    }
    texts.push_back(std::move(problems));
    std::vector<ports::SheetCell> cells;
    for (const std::string& text : texts) cells.emplace_back(std::string_view(text));
    writer.row(cells);
  }
}

void failed_rows_book(Site& site, const std::shared_ptr<Visit>& visit, FailedRows put) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::book, true);
  QueryReader(visit->request().query).done();
  with_sheets(site, visit, [&site, visit, put](const std::shared_ptr<Sheets>& sheets) {
    make_and_send(
        site, visit, "failed-rows.xlsx", "未通过的行",
        [&site, sheets, put](ports::Transaction& tx, const Asked& asked) -> MadeBook {
          const auto writer = site.dependencies().books.book(asked.zone);
          if (auto refused = put(tx, asked, *sheets, *writer)) return *std::move(refused);
          return writer->finish();
        },
        true);
  });
}

Fault sheet_invalid(std::string zh, std::string en, std::string place) {
  return {422, "sheet-invalid", std::move(zh), std::move(en), std::move(place), {}, 0};
}

}  // namespace kaoji::http
