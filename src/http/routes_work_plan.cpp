#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/shown_contacts.hpp"
#include "http/site.hpp"
#include "usecases/work_plan.hpp"

namespace kaoji::http {

namespace {

usecases::WorkPlanQuery read_work_plan_query(const Asked& asked) {
  QueryReader query = asked.query();
  usecases::WorkPlanQuery wish;
  wish.year = query.required_year("year");
  const auto round = query.text("round", 64);
  wish.institution = query.text("institution", 32).value_or("");
  wish.bureau = query.text("bureau", 32).value_or("");
  query.done();
  if (!round) throw parameter_invalid("round", "缺少批次", "The round is missing");
  wish.round = *round;
  return wish;
}

/// Looks the plan up in the snapshot, then prints it on a thread for slow work.
void print_work_plan(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto found = std::make_shared<std::optional<ports::WorkPlan>>();
  const auto shown = std::make_shared<ShownContacts>();
  site.ask_then(
      visit,
      [found, shown](ports::Transaction& tx, const Asked& asked) {
        auto plan = usecases::work_plan(tx, asked.context, read_work_plan_query(asked));
        if (!plan) return asked.refused(plan.error());
        if (!*plan) throw no_such_round();
        if ((*plan)->rows.size() > usecases::kMostPrintedRows)
          throw parameter_invalid("bureau", "行数太多，不宜打印；请按市县或院校打印，或导出表格",
                                  "Too many rows for a paper; print by bureau or institution, or export the sheet");
        *found = std::move(plan).value();
        const core::Actor& actor = asked.context.actor;
        const bool any = std::ranges::any_of((*found)->rows, [](const auto& row) { return !row.contact.empty(); });
        *shown = {any && actor.institution.some(), actor, usecases::object_name("export", "work-plan.pdf")};
        return Answer{};
      },
      [&site, visit, found, shown](Answer answer) {
        if (!*found) return visit->answer(std::move(answer));
        note_shown(site, visit, *shown, [&site, visit, found] {
          site.slowly(visit, [&site, visit, found] {
            visit->answer(pdf_answer(site.dependencies().papers.print(**found), "work-plan", Shows::document));
          });
        });
      });
}

constexpr std::array kWorkPlanColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"未考核", ports::SheetKind::number, 10, "Not examined"},
    ports::SheetColumn{"安排", ports::SheetKind::text, 10, "Schedule"},
    ports::SheetColumn{"培训开始日", ports::SheetKind::date, 12, "Training from"},
    ports::SheetColumn{"培训结束日", ports::SheetKind::date, 12, "Training until"},
    ports::SheetColumn{"考核日期", ports::SheetKind::date, 12, "Assessed on"},
    ports::SheetColumn{"考核地点", ports::SheetKind::text, 30, "Place"},
    ports::SheetColumn{"评价组织联系人", ports::SheetKind::text, 24, "Contact at the organisation"},
    ports::SheetColumn{"人数", ports::SheetKind::number, 10, "Headcount"},
    ports::SheetColumn{"每人费用（元）", ports::SheetKind::money, 14, "Fee per person (yuan)"},
    ports::SheetColumn{"费用合计（元）", ports::SheetKind::money, 14, "Fee in all (yuan)"},
};

std::optional<Answer> fill_work_plan(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const auto round =
      usecases::each_work_plan_row(tx, asked.context, read_work_plan_query(asked), [&](const ports::WorkPlanRow& row) {
        const bool priced = row.rate_fen > 0;
        rows.row({row.institution_code, row.institution_name, row.certificate, row.level, number_cell(row.plan_year),
                  row.left,
                  rows.say(row.scheduled ? base::Words{"已安排", "Planned"} : base::Words{"未安排", "Not planned"}),
                  maybe_cell(row.training_from), maybe_cell(row.training_to), maybe_cell(row.planned_on), row.place,
                  row.contact, row.headcount, priced ? ports::SheetCell(row.rate_fen) : ports::SheetCell(),
                  priced ? ports::SheetCell(row.rate_fen * row.headcount) : ports::SheetCell()});
      });
  if (!round) return asked.refused(round.error());
  if (!*round) throw no_such_round();
  return std::nullopt;
}
constexpr ListSheet kWorkPlanSheet{"工作计划", "work-plan.xlsx", kWorkPlanColumns, fill_work_plan, "Work plan"};

constexpr std::array kWorkPlanRoutes{
    flows(Method::get, "/api/rounds/work-plan.pdf", core::Act::work_plan_print, print_work_plan),
    flows(Method::get, "/api/rounds/work-plan.xlsx", core::Act::work_plan_print, exports<kWorkPlanSheet>),
};
static_assert(all_have_rows(kWorkPlanRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> work_plan_routes() {
  return kWorkPlanRoutes;
}

}  // namespace kaoji::http
