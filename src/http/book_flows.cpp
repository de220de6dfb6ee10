#include "http/book_flows.hpp"

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

Fault sheet_invalid(std::string zh, std::string en, std::string place) {
  return {422, "sheet-invalid", std::move(zh), std::move(en), std::move(place), {}, 0};
}

}  // namespace kaoji::http
