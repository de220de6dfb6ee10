#include <array>
#include <limits>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/plan_schemas.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/exit_questions.hpp"
#include "usecases/run_exit.hpp"

namespace kaoji::http {

namespace {

constexpr int kExportPage = 1000;
constexpr TextRule kExitReason{.max_characters = 2000, .lines = true};

void write_candidate(JsonWriter& json, Directory& directory, const ports::ExitCandidate& candidate, int live_year) {
  const bool held = candidate.hold != 0;
  json.begin_object().key("plan");
  write_plan(json, directory, candidate.row, {live_year, held});
  json.member("held", held).key("hold_id");
  if (held) {
    json.value(candidate.hold);
  } else {
    json.null();
  }
  json.member_or_null("hold_reason", candidate.hold_reason).end_object();
}

usecases::ExitQuery read_exit_query(QueryReader& query) {
  usecases::ExitQuery wanted;
  wanted.year = query.year("year");
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.bureau = query.text("bureau", 32).value_or("");
  wanted.held = query.maybe_flag("held");
  wanted.search = query.text("q", 64).value_or("");
  return wanted;
}

base::Result<usecases::ExitPreview, Answer> preview_of(ports::Transaction& tx, const Asked& asked,
                                                       const usecases::ExitQuery& wanted) {
  auto preview = usecases::preview_exit(tx, asked.context, wanted);
  if (!preview) return asked.refused(preview.error());
  auto found = std::move(preview).value();
  if (!found)
    throw parameter_invalid("year", "现行政策在该年度不强制退出", "The policy in force forces no exit in that year");
  return *std::move(found);
}

constexpr std::array kCandidateColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 28, "Bureau"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"申报日期", ports::SheetKind::date, 12, "Declared on"},
    ports::SheetColumn{"实有", ports::SheetKind::number, 10, "Live"},
    ports::SheetColumn{"处理", ports::SheetKind::text, 12, "Outcome"},
    ports::SheetColumn{"暂缓理由", ports::SheetKind::text, 40, "Reason of the hold"},
};

std::optional<Answer> fill_candidates(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  usecases::ExitQuery wanted = read_exit_query(query);
  query.done();
  wanted.limit = kExportPage;
  Directory directory(tx);
  for (;;) {
    const auto preview = preview_of(tx, asked, wanted);
    if (!preview) return preview.error();
    for (const ports::ExitCandidate& candidate : preview->candidates) {
      const ports::PlanRow& row = candidate.row;
      const core::Institution* const institution = directory.institution(std::string_view(row.institution_code));
      rows.row(
          {row.institution_code, row.institution_name,
           bureau_cell(directory, institution != nullptr ? std::string_view(institution->bureau) : "", rows.language()),
           row.certificate_name, rows.word(row.plan.key.level), number_cell(row.plan.key.year),
           row.plan.balance.declared_on, core::live(row.plan.balance, asked.context.year()),
           rows.say(candidate.hold != 0 ? base::Words{"暂缓退出", "Held"} : base::Words{"将退出", "Will exit"}),
           candidate.hold_reason});
    }
    if (static_cast<int>(preview->candidates.size()) < kExportPage) return std::nullopt;
    wanted.after = preview->candidates.back().row.plan.id;
  }
}
constexpr ListSheet kCandidateSheet{"强制退出名单", "exit-candidates.xlsx", kCandidateColumns, fill_candidates,
                                    "Exit candidates"};

Answer list_candidates(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::ExitQuery wanted = read_exit_query(query);
  wanted.after = core::PlanId{cursor_number(query, "exit")};
  const int limit = query.limit();
  wanted.limit = limit + 1;
  query.done();
  auto preview = preview_of(tx, asked, wanted);
  if (!preview) return preview.error();
  usecases::ExitPreview found = std::move(preview).value();
  const bool more = static_cast<int>(found.candidates.size()) > limit;
  if (more) found.candidates.pop_back();
  Directory directory(tx);
  JsonWriter json = asked.json(1024 + found.candidates.size() * 704);
  const ports::ExitTally& tally = found.tally;
  const core::DayWindow& window = found.search.window;
  json.begin_object().member("year", found.search.year).member("cut_off", window.first).key("window");
  json.begin_object().member("from", window.first).member("to", window.last).end_object();
  json.member_or_null("clause", found.clause)
      .member("days_left", (std::chrono::sys_days(window.first) - std::chrono::sys_days(asked.context.today())).count())
      .key("items")
      .begin_array();
  for (const ports::ExitCandidate& each : found.candidates)
    write_candidate(json, directory, each, asked.context.year());
  json.end_array().member(
      "total", wanted.held ? (*wanted.held ? tally.held_plans : tally.plans) : tally.plans + tally.held_plans);
  write_next(json, "exit", more, more ? found.candidates.back().row.plan.id.value : 0);
  json.member("plans", tally.plans)
      .member("headcount", tally.headcount)
      .member("held_plans", tally.held_plans)
      .member("held_headcount", tally.held_headcount)
      .end_object();
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

/// The runs that a list shows; reads the query's year.
base::Result<std::vector<ports::ExitRunRecord>, Answer> runs_asked(ports::Transaction& tx, const Asked& asked,
                                                                   std::optional<int> year) {
  auto runs = usecases::list_exit_runs(tx, asked.context);
  if (!runs) return asked.refused(runs.error());
  std::vector<ports::ExitRunRecord> wanted = std::move(runs).value();
  std::erase_if(wanted, [&](const ports::ExitRunRecord& run) { return year && run.year != *year; });
  return wanted;
}

Answer list_runs(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto year = query.year("year");
  const Slice slice = read_slice(query, "exit-runs");
  query.done();
  const auto wanted = runs_asked(tx, asked, year);
  if (!wanted) return wanted.error();
  Directory directory(tx);
  return sliced(asked, "exit-runs", *wanted, slice, [&](JsonWriter& json, const ports::ExitRunRecord& run) {
    json.begin_object()
        .member("id", run.id)
        .member("year", run.year)
        .member("ran_at", run.ran_at)
        .member("ran_by", actor_name(directory, run.actor))
        .member("plans", run.plans)
        .member("headcount", run.headcount)
        .member("voided", run.voided)
        .member("reversed_plans", run.reversed_plans)
        .member("reversed_headcount", run.reversed_headcount)
        .end_object();
  });
}

constexpr std::array kRunColumns{
    ports::SheetColumn{"年度", ports::SheetKind::ordinal, 8, "Year"},
    ports::SheetColumn{"执行时间", ports::SheetKind::instant, 18, "Run at"},
    ports::SheetColumn{"执行人", ports::SheetKind::text, 24, "Run by"},
    ports::SheetColumn{"退出计划数", ports::SheetKind::number, 12, "Plans exited"},
    ports::SheetColumn{"退出人数", ports::SheetKind::number, 12, "Headcount exited"},
    ports::SheetColumn{"作废申报数", ports::SheetKind::number, 12, "Applications voided"},
    ports::SheetColumn{"冲销计划数", ports::SheetKind::number, 12, "Plans given back"},
    ports::SheetColumn{"冲销人数", ports::SheetKind::number, 12, "Headcount given back"},
};

std::optional<Answer> fill_runs(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const auto year = query.year("year");
  query.done();
  const auto wanted = runs_asked(tx, asked, year);
  if (!wanted) return wanted.error();
  Directory directory(tx);
  for (const ports::ExitRunRecord& run : *wanted)
    rows.row({number_cell(run.year), run.ran_at, actor_name(directory, run.actor, rows.language()), run.plans,
              run.headcount, run.voided, run.reversed_plans, run.reversed_headcount});
  return std::nullopt;
}
constexpr ListSheet kRunSheet{"强制退出执行记录", "exit-runs.xlsx", kRunColumns, fill_runs, "Exit runs"};

usecases::ExitShareQuery read_share_query(QueryReader& query) {
  usecases::ExitShareQuery wanted;
  wanted.year = query.year("year");
  wanted.run = query.integer("run", 1, std::numeric_limits<std::int64_t>::max());
  return wanted;
}

Answer list_letters(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::ExitShareQuery wanted = read_share_query(query);
  wanted.after = cursor_number(query, "exit-letters");
  wanted.limit = query.limit();
  query.done();
  const auto page = usecases::list_exit_shares(tx, asked.context, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->rows.size() * 320 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::ExitShare& share : page->rows) {
    json.begin_object().member("run", share.run).member("ran_at", share.ran_at).key("institution");
    write_institution_ref(json, directory, share.institution_code);
    json.member("plans", share.plans).member("headcount", share.headcount).end_object();
  }
  json.end_array().member("total", page->total);
  const std::int64_t end = wanted.after + static_cast<std::int64_t>(page->rows.size());
  write_next(json, "exit-letters", end < page->total, end);
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kLetterColumns{
    ports::SheetColumn{"执行时间", ports::SheetKind::instant, 18, "Run at"},
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"退出计划数", ports::SheetKind::number, 12, "Plans exited"},
    ports::SheetColumn{"退出人数", ports::SheetKind::number, 12, "Headcount exited"},
};

/// Who gets a letter, and what went.
std::optional<Answer> fill_letters(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  usecases::ExitShareQuery wanted = read_share_query(query);
  query.done();
  wanted.limit = kExportPage;
  Directory directory(tx);
  for (;;) {
    const auto page = usecases::list_exit_shares(tx, asked.context, wanted);
    if (!page) return asked.refused(page.error());
    for (const ports::ExitShare& share : page->rows) {
      const core::Institution* const institution = directory.institution(std::string_view(share.institution_code));
      rows.row({share.ran_at, share.institution_code,
                institution != nullptr ? std::string_view(institution->name) : std::string_view(), share.plans,
                share.headcount});
    }
    if (static_cast<int>(page->rows.size()) < kExportPage) return std::nullopt;
    wanted.after += static_cast<std::int64_t>(page->rows.size());
  }
}
constexpr ListSheet kLetterSheet{"退出通知书", "exit-letters.xlsx", kLetterColumns, fill_letters, "Exit letters"};

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

Prepared reverse_exit(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string reason;
  read_json_object(request.body,
                   [&](ObjectReader& body) { reason = body.maybe_text("reason", kExitReason).value_or(""); });
  return {[reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    const auto counter = usecases::reverse_exit(tx, asked.context, core::EntryId{asked.id()}, reason);
    if (!counter) return asked.refused(counter.error());
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_entry(json, directory, *counter, {});
    return json_answer(json.take());
  }};
}

constexpr std::array kExitRoutes{
    asks("/api/exit/candidates", core::Act::exit_preview, list_candidates),
    flows(Method::get, "/api/exit/candidates.xlsx", core::Act::exit_export, exports<kCandidateSheet>),
    asks("/api/exit/runs", core::Act::exit_run_list, list_runs),
    flows(Method::get, "/api/exit/runs.xlsx", core::Act::exit_run_list, exports<kRunSheet>),
    writes(Method::post, "/api/exit/runs", core::Act::exit_run, BodyType::json, run_exit),
    asks("/api/exit/letters", core::Act::exit_letter, list_letters),
    flows(Method::get, "/api/exit/letters.xlsx", core::Act::exit_export, exports<kLetterSheet>),
    writes(Method::post, "/api/exit/entries/{id}/reversal", core::Act::exit_reverse, BodyType::json, reverse_exit),
};
static_assert(all_have_rows(kExitRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> exit_routes() {
  return kExitRoutes;
}

}  // namespace kaoji::http
