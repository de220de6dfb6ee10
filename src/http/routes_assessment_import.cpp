#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "http/assessment_schemas.hpp"
#include "http/book_flows.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

using ports::SheetCell;
using ports::SheetKind;

constexpr std::size_t kDatesAndNumbersWidth = 14;

SheetKind kind_of(std::string_view column) {
  if (column == "on" || column == "planned_on" || column == "due_on" || column == "paid_on") return SheetKind::date;
  if (column == "year") return SheetKind::ordinal;
  if (column == "rate") return SheetKind::money;
  if (column == "examined" || column == "passed" || column == "headcount") return SheetKind::number;
  return SheetKind::text;
}

/// The columns of a table as those of a sheet.
std::vector<ports::SheetColumn> sheet_columns(std::span<const usecases::TableColumn> table) {
  std::vector<ports::SheetColumn> columns;
  for (const usecases::TableColumn& column : table) {
    const int width = column.name == "certificate" || column.name == "place" ? 32 : kDatesAndNumbersWidth + 2;
    columns.push_back({column.head, kind_of(column.name), width, column.head_en});
  }
  return columns;
}

/// The sheets of the template: the asker's live plans, ready to be filled in behind their names, and free rows below
/// for those that are assessed more than once.
class TemplateSheets {
 public:
  TemplateSheets(ports::SheetWriter& writer, const std::vector<ports::PlanRow>& plans, base::Language language)
      : writer_(writer), plans_(plans), language_(language) {}

  void write(const base::Words& name, std::span<const usecases::TableColumn> table) const {
    const auto columns = sheet_columns(table);
    ports::SheetFilling filling{kNamesOfPlan, kFreeRows, {}};
    for (std::size_t column = 0; column < kNamesOfPlan; ++column) filling.choices.push_back({column, words_of(column)});
    writer_.begin_to_fill(name.in(language_), columns, std::move(filling), language_);
    for (const ports::PlanRow& plan : plans_) {
      std::vector<SheetCell> cells(columns.size());
      cells[0] = std::string_view(plan.certificate_name);
      cells[1] = core::to_text(plan.plan.key.level);
      cells[2] = std::int64_t{plan.plan.key.year};
      writer_.row(cells);
    }
  }

 private:
  static constexpr std::size_t kNamesOfPlan = 3;
  static constexpr int kFreeRows = 100;

  /// What may stand in one of the columns that name a plan: each word once, in the order of the plans.
  [[nodiscard]] std::vector<std::string> words_of(std::size_t column) const {
    std::vector<std::string> words;
    for (const ports::PlanRow& plan : plans_) {
      std::string word = column == 0   ? plan.certificate_name
                         : column == 1 ? std::string(core::to_text(plan.plan.key.level))
                                       : fmt::format("{}", plan.plan.key.year);
      if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
    }
    return words;
  }

  ports::SheetWriter& writer_;
  const std::vector<ports::PlanRow>& plans_;
  base::Language language_;
};

void read_template(Site& site, const std::shared_ptr<Visit>& visit) {
  make_and_send(
      site, visit, "assessment-template.xlsx", "考核登记模板",
      [&site](ports::Transaction& tx, const Asked& asked) -> MadeBook {
        asked.takes_no_query();
        const auto plans = usecases::plans_to_import(tx, asked.context);
        if (!plans) return asked.refused(plans.error());
        const auto writer = site.dependencies().books.book(asked.zone);
        const TemplateSheets sheets(*writer, *plans, asked.language());
        sheets.write(usecases::kResultSheet, usecases::kResultTable);
        sheets.write(usecases::kScheduleSheet, usecases::kScheduleTable);
        return writer->finish();
      },
      false);
}

base::Result<Imported, Answer> run_assessment_import(ports::Transaction& tx, const Asked& asked, const Sheets& sheets,
                                                     bool dry_run) {
  auto outcome = usecases::import_assessments(tx, asked.context, sheets, dry_run);
  if (!outcome) return asked.refused(outcome.error());
  JsonWriter json = asked.json(256 + outcome->problems.size() * 256);
  write_import(json, *outcome, dry_run);
  return Imported{json_answer(json.take()), std::move(outcome->problems)};
}

void import_assessments(Site& site, const std::shared_ptr<Visit>& visit) {
  import_book(site, visit, run_assessment_import);
}

std::optional<Answer> put_failed_assessments(ports::Transaction& tx, const Asked& asked, const Sheets& sheets,
                                             ports::SheetWriter& writer) {
  const auto outcome = usecases::import_assessments(tx, asked.context, sheets, true);
  if (!outcome) return asked.refused(outcome.error());
  const base::Language language = asked.language();
  put_failed_rows(writer, usecases::kResultSheet, usecases::kResultTable, outcome->failed, "examined", language);
  put_failed_rows(writer, usecases::kScheduleSheet, usecases::kScheduleTable, outcome->failed, "planned_on", language);
  return std::nullopt;
}

void read_failed_rows(Site& site, const std::shared_ptr<Visit>& visit) {
  failed_rows_book(site, visit, put_failed_assessments);
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
