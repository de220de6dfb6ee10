#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/plan_schemas.hpp"
#include "http/plans_csv.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"
#include "usecases/plan_acts.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kCsvPiece = std::size_t{64} * 1024;

usecases::PlanQuery read_query(QueryReader& query) {
  usecases::PlanQuery wanted;
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.bureau = query.text("bureau", 32).value_or("");
  wanted.kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  wanted.certificate = query.text("certificate", 128).value_or("");
  wanted.level = query.choice<core::Level>("level", core::parse_level);
  wanted.year = query.year("year");
  wanted.search = query.text("q", 64).value_or("");
  wanted.live_only = query.flag("live_only");
  wanted.as_of = query.instant("as_of");
  return wanted;
}

Answer list_plans(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::PlanQuery wanted = read_query(query);
  wanted.after = cursor_number(query, "plans");
  wanted.limit = query.limit();
  query.done();
  const auto page = usecases::list_plans(tx, asked.context, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->rows.size() * 640 + 256);
  json.begin_object().key("items").begin_array();
  for (const ports::PlanRow& row : page->rows)
    write_plan(json, directory, row, {page->live_year, std::ranges::find(page->held, row.plan.id) != page->held.end()});
  const ports::PlanSums& sums = page->sums;
  json.end_array().member("total", sums.plans);
  const bool full = static_cast<int>(page->rows.size()) == wanted.limit;
  write_next(json, "plans", full && (wanted.after != 0 || sums.plans > wanted.limit),
             full ? page->rows.back().plan.id.value : 0);
  json.key("sums")
      .begin_object()
      .member("headcount", sums.headcount)
      .member("live", sums.live)
      .member("examined", sums.examined)
      .member("left", sums.headcount - sums.examined)
      .end_object()
      .member("as_of", page->as_of)
      .end_object();
  return json_answer(json.take());
}

/// Streams in pieces while the snapshot lasts: memory does not grow with the number of plans.
void export_plans(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask_then(
      visit,
      [visit](ports::Transaction& tx, const Asked& asked) {
        QueryReader query = asked.query();
        const usecases::PlanQuery wanted = read_query(query);
        query.done();
        const auto filter = usecases::plan_filter(tx, asked.context, asked.act, wanted);
        if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
        Answer head;
        head.content_type = kCsvType;
        head.headers.emplace_back(
            "Content-Disposition",
            "attachment; filename=\"plans.csv\"; filename*=UTF-8''%E8%80%83%E6%A0%B8%E8%AE%A1%E5%88%92.csv");
        visit->exchange->begin_pieces(std::move(head));
        std::string text = csv_head();
        bool gone = false;
        if (filter) {
          tx.plans().each_plan(*filter, [&](const ports::PlanRow& row) {
            if (gone) return;
            append_csv_row(text, row, filter->live_year);
            if (text.size() < kCsvPiece) return;
            gone = !visit->exchange->piece(std::exchange(text, {}));
            text.reserve(kCsvPiece + 1024);
          });
        }
        if (!gone) static_cast<void>(visit->exchange->piece(std::move(text)));
        visit->exchange->end_pieces();
        return Answer{};
      },
      [](const Answer&) {});
}

Answer read_totals(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto year = query.year("year");
  const auto as_of = query.instant("as_of");
  query.done();
  if (as_of && *as_of > asked.context.now) throw parameter_invalid("as_of", "时刻在将来", "The instant lies ahead");
  const auto totals = usecases::read_totals(tx, asked.context);
  if (!totals) return asked.refused(totals.error());
  Directory directory(tx);
  JsonWriter json = asked.json(totals->size() * 256 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::PlanTotal& total : *totals) {
    if (year && total.plan_year != *year) continue;
    json.begin_object().key("bureau");
    write_bureau_ref(json, directory, total.bureau);
    json.member("year", total.plan_year)
        .member("kind", core::to_text(total.kind))
        .member("plans", total.plans)
        .member("headcount", total.headcount)
        .member("live", total.live)
        .member("examined", total.examined)
        .member("left", total.headcount - total.examined)
        .end_object();
  }
  json.end_array().member("as_of", asked.context.now).end_object();
  return json_answer(json.take());
}

base::Result<usecases::PlanLedger, Answer> ledger_of(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto as_of = query.instant("as_of");
  query.done();
  auto ledger = usecases::read_ledger(tx, asked.context, asked.act, {asked.id()}, as_of);
  if (!ledger) return asked.refused(ledger.error());
  return std::move(ledger).value();
}

Answer read_plan(ports::Transaction& tx, const Asked& asked) {
  const auto ledger = ledger_of(tx, asked);
  if (!ledger) return ledger.error();
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_plan(json, directory, ledger->row, {ledger->live_year, ledger->held});
  return json_answer(json.take());
}

Answer read_plan_ledger(ports::Transaction& tx, const Asked& asked) {
  const auto ledger = ledger_of(tx, asked);
  if (!ledger) return ledger.error();
  Directory directory(tx);
  JsonWriter json = asked.json(1024 + ledger->entries.size() * 512);
  json.begin_object().key("plan");
  write_plan(json, directory, ledger->row, {ledger->live_year, ledger->held});
  json.key("items").begin_array();
  std::int64_t headcount = 0;
  for (const ports::EntryRow& row : ledger->entries) {
    headcount += core::headcount_sign(row.entry.kind) * row.entry.headcount;
    write_entry(json, directory, row, {headcount, std::nullopt});
  }
  json.end_array().member("as_of", ledger->as_of).end_object();
  return json_answer(json.take());
}

/// A page of entries, newest first; `write` is told what the page says of its measure.
template <class Write>
Answer entries_page(ports::Transaction& tx, const Asked& asked, const usecases::EntryQuery& wanted,
                    std::string_view list, bool with_sum, const Write& write) {
  const auto page = usecases::list_entries(tx, asked.context, asked.act, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->rows.size() * 512 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::EntryRow& row : page->rows) write(json, directory, row, page->measure);
  json.end_array().member("total", page->total);
  if (with_sum) json.member("sum", page->sum);
  const bool full = static_cast<int>(page->rows.size()) == wanted.limit;
  write_next(json, list, full && (wanted.before != 0 || page->total > wanted.limit),
             full ? page->rows.back().entry.id.value : 0);
  json.end_object();
  return json_answer(json.take());
}

/// The instant of the run of that id, which whoever asks may see; nothing: no entry is of it.
std::optional<base::Instant> instant_of_run(ports::Transaction& tx, std::int64_t id) {
  const auto run = tx.records().exit_run(id);
  return run && run->plans > 0 ? std::optional(run->ran_at) : std::nullopt;
}

Answer list_ledger(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::EntryQuery wanted;
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.bureau = query.text("bureau", 32).value_or("");
  wanted.institution_kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  wanted.effective_year = query.year("year");
  wanted.kind = query.choice<core::EntryKind>("kind", core::parse_entry_kind);
  wanted.measure = query.choice<core::Measure>("measure", core::parse_measure);
  const auto run = query.integer("exit_run", 1, std::numeric_limits<std::int64_t>::max());
  wanted.before = cursor_number(query, "ledger");
  wanted.limit = query.limit();
  query.done();
  if (run) {
    wanted.recorded_at = instant_of_run(tx, *run).value_or(base::Instant{});
    wanted.originals_only = true;
  }
  return entries_page(tx, asked, wanted, "ledger", true,
                      [](JsonWriter& json, Directory& directory, const ports::EntryRow& row,
                         const std::optional<core::MeasureEntries>& measure) {
                        std::optional<std::int64_t> counts;
                        if (measure) counts = core::share_of(measure->share, row.entry);
                        write_entry(json, directory, row, {std::nullopt, counts});
                      });
}

Answer list_assessments(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::EntryQuery wanted;
  wanted.kind = core::EntryKind::examined;
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.effective_year = query.year("year");
  if (const auto plan = query.integer("plan", 1, std::numeric_limits<std::int64_t>::max()))
    wanted.plan = core::PlanId{*plan};
  wanted.before = cursor_number(query, "assessments");
  wanted.limit = query.limit();
  query.done();
  return entries_page(tx, asked, wanted, "assessments", false,
                      [](JsonWriter& json, Directory& directory, const ports::EntryRow& row,
                         const std::optional<core::MeasureEntries>&) { write_assessment(json, directory, row); });
}

Prepared record_assessment(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::PlanName name;
  core::AssessmentWish wish;
  read_json_object(request.body, [&](ObjectReader& body) {
    name.institution =
        body.maybe_text("institution", {.max_characters = 32, .min_characters = 1, .form = TextForm::numbers})
            .value_or("");
    name.certificate = body.required_text("certificate", {.max_characters = 200});
    name.level = body.required_text("level", {.max_characters = 32});
    name.year = static_cast<int>(body.required_integer("year", 2000, 2999));
    wish.on = body.required_date("on");
    wish.examined = body.typed_number("examined", false);
    wish.passed = body.typed_number("passed", false);
  });
  return {[name = std::move(name), wish](ports::Transaction& tx, const Asked& asked) {
    const auto recorded = usecases::record_assessment(tx, asked.context, name, wish);
    if (!recorded) return asked.refused(recorded.error());
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_assessment(json, directory, *recorded);
    return json_answer(json.take(), 201);
  }};
}

constexpr std::array kPlanRoutes{
    asks("/api/plans", core::Act::plan_list, list_plans),
    flows(Method::get, "/api/plans.csv", core::Act::plan_export, export_plans),
    asks("/api/plans/totals", core::Act::plan_totals, read_totals),
    asks("/api/plans/{id}", core::Act::plan_read, read_plan),
    asks("/api/plans/{id}/ledger", core::Act::ledger_read, read_plan_ledger),
    asks("/api/ledger", core::Act::ledger_read, list_ledger),
    asks("/api/assessments", core::Act::assessment_list, list_assessments),
    writes(Method::post, "/api/assessments", core::Act::assessment_record, BodyType::json, record_assessment),
};
static_assert(all_have_rows(kPlanRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> plan_routes() {
  return kPlanRoutes;
}

}  // namespace kaoji::http
