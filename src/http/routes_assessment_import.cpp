#include <fmt/format.h>

#include <array>

#include "http/assessment_schemas.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

using ports::SheetCell;
using ports::SheetKind;
using usecases::AssessmentImport;
using Sheets = std::vector<ports::ReadSheet>;

constexpr std::size_t kDatesAndNumbersWidth = 14;

SheetKind kind_of(std::string_view column) {
  if (column == "on" || column == "planned_on" || column == "due_on" || column == "paid_on") return SheetKind::date;
  if (column == "year") return SheetKind::ordinal;
  if (column == "examined" || column == "passed" || column == "headcount") return SheetKind::number;
  return SheetKind::text;
}

/// The columns of a table as those of a sheet.
std::vector<ports::SheetColumn> sheet_columns(std::span<const usecases::TableColumn> table) {
  std::vector<ports::SheetColumn> columns;
  for (const usecases::TableColumn& column : table) {
    const int width = column.name == "certificate" || column.name == "place" ? 32 : kDatesAndNumbersWidth + 2;
    columns.push_back({column.head, kind_of(column.name), width});
  }
  return columns;
}

/// A sheet of the template: the asker's live plans, ready to be filled in behind their names.
void write_template_sheet(ports::SheetWriter& writer, std::string_view name,
                          std::span<const usecases::TableColumn> table, const std::vector<ports::PlanRow>& plans) {
  const auto columns = sheet_columns(table);
  writer.begin(name, columns);
  for (const ports::PlanRow& plan : plans) {
    std::vector<SheetCell> cells(columns.size());
    cells[0] = std::string_view(plan.certificate_name);
    cells[1] = core::to_text(plan.plan.key.level);
    cells[2] = std::int64_t{plan.plan.key.year};
    writer.row(cells);
  }
}

/// Makes a book in a snapshot, then sends it. `make` gives a refusal instead.
void make_and_send(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, std::string_view name,
                   std::function<std::optional<Answer>(ports::Transaction&, const Asked&, ports::SheetWriter&)> make,
                   bool token_needed) {
  const auto bytes = std::make_shared<std::unique_ptr<ports::SheetBytes>>();
  site.ask_then(
      visit,
      [&site, bytes, make = std::move(make)](ports::Transaction& tx, const Asked& asked) {
        const auto writer = site.dependencies().books.book(asked.zone);
        if (auto refused = make(tx, asked, *writer)) return *std::move(refused);
        *bytes = writer->finish();
        return Answer{};
      },
      [&site, visit, bytes, file, name](Answer answer) {
        if (*bytes == nullptr) return visit->answer(std::move(answer));
        site.slowly(visit, [visit, bytes, file, name] { send_book(*visit, file, name, **bytes); });
      },
      token_needed);
}

void read_template(Site& site, const std::shared_ptr<Visit>& visit) {
  make_and_send(
      site, visit, "assessment-template.xlsx", "考核登记模板.xlsx",
      [](ports::Transaction& tx, const Asked& asked, ports::SheetWriter& writer) -> std::optional<Answer> {
        asked.takes_no_query();
        const auto plans = usecases::plans_to_import(tx, asked.context);
        if (!plans) return asked.refused(plans.error());
        write_template_sheet(writer, usecases::kResultSheet, usecases::kResultTable, *plans);
        write_template_sheet(writer, usecases::kScheduleSheet, usecases::kScheduleTable, *plans);
        return std::nullopt;
      },
      false);
}

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

/// Whoever may not import at all is told so before the book is read; then `then` gets its sheets.
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

Answer import_answer(const Asked& asked, const AssessmentImport& outcome, bool dry_run) {
  JsonWriter json = asked.json(256 + outcome.problems.size() * 256);
  write_import(json, outcome, dry_run);
  return json_answer(json.take());
}

Answer import_now(ports::Transaction& tx, const Asked& asked, const Sheets& sheets) {
  const auto outcome = usecases::import_assessments(tx, asked.context, sheets, false);
  if (!outcome) return asked.refused(outcome.error());
  if (!outcome->problems.empty()) {
    const usecases::CellProblem& first = outcome->problems.front();
    const std::size_t count = outcome->problems.size();
    throw Fault{422,
                "sheet-invalid",
                fmt::format("{}：{}（共 {} 处，全部未登记）", usecases::place_of(first), first.zh, count),
                fmt::format("{}: {} ({} problems; nothing was recorded)", usecases::place_of(first), first.en, count),
                usecases::place_of(first),
                {},
                0};
  }
  return import_answer(asked, *outcome, false);
}

void import_assessments(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::book, true);
  QueryReader query(visit->request().query);
  const bool dry_run = query.flag("dry_run");
  query.done();
  if (!dry_run) check_idempotency_key(visit->request());
  with_sheets(site, visit, [&site, visit, dry_run](const std::shared_ptr<Sheets>& sheets) {
    if (!dry_run) {
      return site.change(
          visit, [sheets](ports::Transaction& tx, const Asked& asked) { return import_now(tx, asked, *sheets); });
    }
    site.ask(
        visit,
        [sheets](ports::Transaction& tx, const Asked& asked) {
          const auto outcome = usecases::import_assessments(tx, asked.context, *sheets, true);
          return outcome ? import_answer(asked, *outcome, true) : asked.refused(outcome.error());
        },
        true);
  });
}

/// The failed rows of one table, as they were typed, each with what is wrong with it.
void write_failed(ports::SheetWriter& writer, std::string_view name, std::span<const usecases::TableColumn> table,
                  const std::vector<usecases::TableRow>& failed, std::string_view own_column) {
  std::vector<ports::SheetColumn> columns;
  for (const usecases::TableColumn& column : table) columns.push_back({column.head, SheetKind::text, 18});
  columns.push_back({"问题", SheetKind::text, 60});
  writer.begin(name, columns);
  for (const usecases::TableRow& row : failed) {
    if (!row.has_column(own_column)) continue;
    std::vector<std::string> texts;
    for (const usecases::TableColumn& column : table) texts.push_back(row.text(column.name));
    std::string problems;
    for (const usecases::CellProblem& problem : row.problems())
      problems += fmt::format("{}{}：{}", problems.empty() ? "" : "；", usecases::place_of(problem), problem.zh);
    texts.push_back(std::move(problems));
    std::vector<SheetCell> cells;
    for (const std::string& text : texts) cells.emplace_back(std::string_view(text));
    writer.row(cells);
  }
}

void read_failed_rows(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::book, true);
  QueryReader(visit->request().query).done();
  with_sheets(site, visit, [&site, visit](const std::shared_ptr<Sheets>& sheets) {
    make_and_send(
        site, visit, "failed-rows.xlsx", "未通过的行.xlsx",
        [sheets](ports::Transaction& tx, const Asked& asked, ports::SheetWriter& writer) -> std::optional<Answer> {
          const auto outcome = usecases::import_assessments(tx, asked.context, *sheets, true);
          if (!outcome) return asked.refused(outcome.error());
          write_failed(writer, usecases::kResultSheet, usecases::kResultTable, outcome->failed, "examined");
          write_failed(writer, usecases::kScheduleSheet, usecases::kScheduleTable, outcome->failed, "planned_on");
          return std::nullopt;
        },
        true);
  });
}

constexpr std::array kAssessmentImportRoutes{
    flows(Method::get, "/api/assessments/template.xlsx", core::Act::assessment_import, read_template),
    flows(Method::post, "/api/assessments/import", core::Act::assessment_import, import_assessments),
    flows(Method::post, "/api/assessments/import/failed-rows", core::Act::assessment_import, read_failed_rows),
};
static_assert(all_have_rows(kAssessmentImportRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> assessment_import_routes() {
  return kAssessmentImportRoutes;
}

}  // namespace kaoji::http
