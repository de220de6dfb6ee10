#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "http/limits.hpp"
#include "http/listed.hpp"
#include "http/plan_schemas.hpp"
#include "http/plans_csv.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"
#include "usecases/plan_questions.hpp"

namespace kaoji::http {

namespace {

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
  const auto sent = std::make_shared<std::pair<core::Actor, std::int64_t>>();
  site.ask_then(
      visit,
      [visit, sent](ports::Transaction& tx, const Asked& asked) {
        QueryReader query = asked.query();
        const usecases::PlanQuery wanted = read_query(query);
        query.done();
        if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
        Answer head;
        head.content_type = kCsvType;
        head.headers.emplace_back("Content-Disposition", attachment("plans.csv", "考核计划.csv"));
        visit->exchange->begin_pieces(std::move(head));
        std::string text = csv_head();
        bool gone = false;
        usecases::each_plan(tx, asked.context, asked.act, wanted, [&](const ports::PlanRow& row, int live_year) {
          if (gone) return;
          append_csv_row(text, row, live_year);
          ++sent->second;
          if (text.size() < kCsvPiece) return;
          gone = !visit->exchange->piece(std::exchange(text, {}));
          text.reserve(kCsvPiece + 1024);
        });
        if (!gone) static_cast<void>(visit->exchange->piece(std::move(text)));
        visit->exchange->end_pieces();
        sent->first = asked.context.actor;
        return Answer{};
      },
      [&site, visit, sent](const Answer&) { note_export(site, visit, "plans.csv", sent->first, sent->second); });
}

constexpr std::array kPlanColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"培训评价组织", ports::SheetKind::text, 30, "Organisation"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"申报日期", ports::SheetKind::date, 12, "Declared on"},
    ports::SheetColumn{"启用日期", ports::SheetKind::date, 12, "Use from"},
    ports::SheetColumn{"沿用", ports::SheetKind::number, 10, "Carried"},
    ports::SheetColumn{"新增", ports::SheetKind::number, 10, "Declared"},
    ports::SheetColumn{"调增", ports::SheetKind::number, 10, "Increased"},
    ports::SheetColumn{"调减", ports::SheetKind::number, 10, "Decreased"},
    ports::SheetColumn{"退出", ports::SheetKind::number, 10, "Exited"},
    ports::SheetColumn{"计划人数", ports::SheetKind::number, 10, "Headcount"},
    ports::SheetColumn{"实有", ports::SheetKind::number, 10, "Live"},
    ports::SheetColumn{"已考核", ports::SheetKind::number, 10, "Examined"},
    ports::SheetColumn{"合格", ports::SheetKind::number, 10, "Passed"},
    ports::SheetColumn{"未考核", ports::SheetKind::number, 10, "Not examined"},
};

std::optional<Answer> fill_plans(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const usecases::PlanQuery wanted = read_query(query);
  query.done();
  usecases::each_plan(tx, asked.context, asked.act, wanted, [&](const ports::PlanRow& row, int live_year) {
    const core::Balance& balance = row.plan.balance;
    rows.row({row.institution_code, row.institution_name, row.certificate_name, row.organisation,
              rows.word(row.plan.key.level), number_cell(row.plan.key.year), balance.declared_on, balance.use_from,
              balance.carried, balance.declared, balance.increased, balance.decreased, balance.exited_headcount,
              balance.headcount, core::live(balance, live_year), balance.examined, balance.passed,
              balance.headcount - balance.examined});
  });
  return std::nullopt;
}
constexpr ListSheet kPlanSheet{"考核计划", "plans.xlsx", kPlanColumns, fill_plans, "Plans"};

base::Result<std::vector<ports::PlanTotal>, Answer> asked_totals(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto year = query.year("year");
  const auto as_of = query.instant("as_of");
  query.done();
  if (as_of && *as_of > asked.context.now) throw parameter_invalid("as_of", "时刻在将来", "The instant lies ahead");
  auto totals = usecases::read_totals(tx, asked.context);
  if (!totals) return asked.refused(totals.error());
  auto found = std::move(totals).value();
  if (year) std::erase_if(found, [&](const ports::PlanTotal& total) { return total.plan_year != *year; });
  return found;
}

constexpr std::array kTotalColumns{
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 28, "Bureau"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"院校类别", ports::SheetKind::text, 14, "Kind of institution"},
    ports::SheetColumn{"计划数", ports::SheetKind::number, 10, "Plans"},
    ports::SheetColumn{"计划人数", ports::SheetKind::number, 12, "Headcount"},
    ports::SheetColumn{"实有", ports::SheetKind::number, 12, "Live"},
    ports::SheetColumn{"已考核", ports::SheetKind::number, 12, "Examined"},
    ports::SheetColumn{"未考核", ports::SheetKind::number, 12, "Not examined"},
};

std::optional<Answer> fill_totals(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const auto totals = asked_totals(tx, asked);
  if (!totals) return totals.error();
  Directory directory(tx);
  for (const ports::PlanTotal& total : *totals)
    rows.row({bureau_cell(directory, total.bureau, rows.language()), number_cell(total.plan_year),
              rows.word(total.kind), total.plans, total.headcount, total.live, total.examined,
              total.headcount - total.examined});
  return std::nullopt;
}
constexpr ListSheet kTotalSheet{"计划汇总", "plan-totals.xlsx", kTotalColumns, fill_totals, "Plan totals"};

Answer read_totals(ports::Transaction& tx, const Asked& asked) {
  const auto totals = asked_totals(tx, asked);
  if (!totals) return totals.error();
  Directory directory(tx);
  JsonWriter json = asked.json(totals->size() * 256 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::PlanTotal& total : *totals) {
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

constexpr std::array kPlanLedgerColumns{
    ports::SheetColumn{"序号", ports::SheetKind::ordinal, 10, "No."},
    ports::SheetColumn{"分录", ports::SheetKind::text, 10, "Entry"},
    ports::SheetColumn{"人数", ports::SheetKind::number, 10, "Headcount"},
    ports::SheetColumn{"合格", ports::SheetKind::number, 10, "Passed"},
    ports::SheetColumn{"计划人数", ports::SheetKind::number, 10, "Headcount of the plan"},
    ports::SheetColumn{"生效时间", ports::SheetKind::instant, 18, "In effect from"},
    ports::SheetColumn{"登记时间", ports::SheetKind::instant, 18, "Recorded at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 24, "By"},
    ports::SheetColumn{"申报编号", ports::SheetKind::text, 22, "Application"},
    ports::SheetColumn{"理由", ports::SheetKind::text, 40, "Reason"},
    ports::SheetColumn{"冲销", ports::SheetKind::ordinal, 10, "Reverses"},
};

/// The entries of one plan, oldest first, with its headcount after each.
std::optional<Answer> fill_plan_ledger(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  const auto ledger = ledger_of(tx, asked);
  if (!ledger) return ledger.error();
  Directory directory(tx);
  std::int64_t headcount = 0;
  for (const ports::EntryRow& row : ledger->entries) {
    const core::LedgerEntry& entry = row.entry;
    headcount += core::headcount_sign(entry.kind) * entry.headcount;
    const bool sat = entry.kind == core::EntryKind::examined;
    rows.row({entry.id.value, rows.word(entry.kind), entry.headcount,
              sat ? ports::SheetCell(entry.passed) : ports::SheetCell(), headcount, entry.effective_at,
              entry.recorded_at, actor_name(directory, entry.actor, rows.language()), row.application_number,
              entry.reason, entry.reverses.some() ? ports::SheetCell(entry.reverses.value) : ports::SheetCell()});
  }
  return std::nullopt;
}
constexpr ListSheet kPlanLedgerSheet{"计划台账", "plan-ledger.xlsx", kPlanLedgerColumns, fill_plan_ledger,
                                     "Ledger of a plan"};

constexpr std::array kPlanRoutes{
    asks("/api/plans", core::Act::plan_list, list_plans),
    flows(Method::get, "/api/plans.csv", core::Act::plan_export, export_plans),
    flows(Method::get, "/api/plans.xlsx", core::Act::plan_export, exports<kPlanSheet>),
    asks("/api/plans/totals", core::Act::plan_totals, read_totals),
    flows(Method::get, "/api/plans/totals.xlsx", core::Act::plan_export, exports<kTotalSheet>),
    asks("/api/plans/{id}", core::Act::plan_read, read_plan),
    asks("/api/plans/{id}/ledger", core::Act::ledger_read, read_plan_ledger),
    flows(Method::get, "/api/plans/{id}/ledger.xlsx", core::Act::plan_export, exports<kPlanLedgerSheet>),
};
static_assert(all_have_rows(kPlanRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> plan_routes() {
  return kPlanRoutes;
}

}  // namespace kaoji::http
