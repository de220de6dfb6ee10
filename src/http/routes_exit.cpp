#include <array>

#include "http/json_reader.hpp"
#include "http/plan_schemas.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/run_exit.hpp"

namespace kaoji::http {

namespace {

void write_candidates(JsonWriter& json, Directory& directory, const std::vector<ports::PlanRow>& rows,
                      const PlanFigures& figures) {
  for (const ports::PlanRow& row : rows) {
    json.begin_object().key("plan");
    write_plan(json, directory, row, figures);
    json.member("held", figures.held).null_member("hold_reason").end_object();
  }
}

base::Result<usecases::ExitPreview, Answer> preview_of(ports::Transaction& tx, const Asked& asked, int year) {
  auto preview = usecases::preview_exit(tx, asked.context, year);
  if (!preview) return asked.refused(preview.error());
  auto found = std::move(preview).value();
  if (!found)
    throw parameter_invalid("year", "现行政策在该年度不强制退出", "The policy in force forces no exit in that year");
  return *std::move(found);
}

constexpr std::array kCandidateColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30},
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 28},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10},
    ports::SheetColumn{"申报日期", ports::SheetKind::date, 12},
    ports::SheetColumn{"实有", ports::SheetKind::number, 10},
    ports::SheetColumn{"处理", ports::SheetKind::text, 12},
};

std::optional<Answer> fill_candidates(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  query.done();
  const auto preview = preview_of(tx, asked, year);
  if (!preview) return preview.error();
  Directory directory(tx);
  const auto add = [&](const ports::PlanRow& row, std::string_view fate) {
    const core::Institution* const institution = directory.institution(std::string_view(row.institution_code));
    rows.row({row.institution_code, row.institution_name,
              bureau_cell(directory, institution != nullptr ? std::string_view(institution->bureau) : ""),
              row.certificate_name, core::to_text(row.plan.key.level), number_cell(row.plan.key.year),
              row.plan.balance.declared_on, core::live(row.plan.balance, asked.context.year()), fate});
  };
  for (const ports::PlanRow& row : preview->candidates) add(row, "将退出");
  for (const ports::PlanRow& row : preview->held) add(row, "暂缓退出");
  return std::nullopt;
}
constexpr ListSheet kCandidateSheet{"强制退出名单", "exit-candidates.xlsx", kCandidateColumns, fill_candidates};

Answer list_candidates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  query.done();
  const auto preview = preview_of(tx, asked, year);
  if (!preview) return preview.error();
  const usecases::ExitPreview& found = *preview;
  Directory directory(tx);
  const int live_year = asked.context.year();
  std::int64_t headcount = 0;
  for (const auto& row : found.candidates) headcount += core::live(row.plan.balance, live_year);
  JsonWriter json = asked.json(1024 + (found.candidates.size() + found.held.size()) * 640);
  json.begin_object().member("year", year).member("cut_off", found.search.window.first);
  json.key("window")
      .begin_object()
      .member("from", found.search.window.first)
      .member("to", found.search.window.last)
      .end_object();
  json.member_or_null("clause", found.clause).key("items").begin_array();
  write_candidates(json, directory, found.candidates, {live_year, false});
  write_candidates(json, directory, found.held, {live_year, true});
  json.end_array().member("headcount", headcount).end_object();
  return json_answer(json.take());
}

void write_run(JsonWriter& json, Directory& directory, const usecases::ExitRun& run, const core::PolicyBook& book) {
  const bool dry_run = run.record.id == 0;
  json.begin_object().key("id");
  if (dry_run) {
    json.null();
  } else {
    json.value(run.record.id);
  }
  json.member("dry_run", dry_run).member("allowed", run.findings.empty()).key("findings");
  write_findings(json, run.findings, &book);
  json.member("year", run.record.year)
      .member("ran_at", run.record.ran_at)
      .member("ran_by", actor_name(directory, run.record.actor))
      .key("exited")
      .begin_array();
  std::int64_t headcount = 0;
  for (const usecases::ExitedPlan& exited : run.exited) {
    headcount += exited.headcount;
    json.begin_object().member("plan_id", exited.row.plan.id).key("institution");
    write_institution_ref(json, directory, exited.row.institution_code);
    json.member("certificate", exited.row.certificate_name)
        .member("level", core::to_text(exited.row.plan.key.level))
        .member("year", exited.row.plan.key.year)
        .member("headcount", exited.headcount)
        .end_object();
  }
  json.end_array().key("voided").begin_array();
  for (const auto& voided : run.voided)
    json.begin_object().member("id", voided.id).member("number", voided.number).end_object();
  json.end_array().member("headcount", headcount).end_object();
}

Answer list_runs(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto year = query.year("year");
  query.done();
  const auto runs = usecases::list_exit_runs(tx, asked.context);
  if (!runs) return asked.refused(runs.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  json.begin_object().key("items").begin_array();
  for (const auto& run : *runs) {
    if (!year || run.record.year == *year) write_run(json, directory, run, asked.context.book);
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

Prepared run_exit(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) { dry_run = body.flag("dry_run"); });
  return {[dry_run](ports::Transaction& tx, const Asked& asked) {
            const auto run = usecases::run_exit(tx, asked.context, dry_run);
            if (!run) return asked.refused(run.error());
            Directory directory(tx);
            JsonWriter json = asked.json();
            write_run(json, directory, *run, asked.context.book);
            return json_answer(json.take());
          },
          dry_run};
}

constexpr std::array kExitRoutes{
    asks("/api/exit/candidates", core::Act::exit_preview, list_candidates),
    flows(Method::get, "/api/exit/candidates.xlsx", core::Act::exit_export, exports<kCandidateSheet>),
    asks("/api/exit/runs", core::Act::exit_run_list, list_runs),
    writes(Method::post, "/api/exit/runs", core::Act::exit_run, BodyType::json, run_exit),
};
static_assert(all_have_rows(kExitRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> exit_routes() {
  return kExitRoutes;
}

}  // namespace kaoji::http
