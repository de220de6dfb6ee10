#include "usecases/import_assessments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kaoji::usecases {

namespace {

using core::Act;

constexpr std::int64_t kMostPeople = 99'999;
constexpr int kWholeList = 10'000;

/// Reads rows, checks them one behind the other as if those before had been recorded, and keeps what is to be done.
class Import {
 public:
  Import(ports::Transaction& tx, const Context& context, const core::Institution& institution)
      : tx_(tx), context_(context), institution_(institution), today_(context.today()) {}

  void read_results(SheetTable table) {
    take_problems(table);
    for (TableRow& row : table.rows) {
      if (!filled(row, {"on", "examined", "passed", "batch", "rate", "due_on", "paid_on", "invoice"})) continue;
      read_result(row);
      close(std::move(row));
    }
  }
  void read_schedules(SheetTable table) {
    take_problems(table);
    for (TableRow& row : table.rows) {
      if (!filled(row,
                  {"planned_on", "place", "headcount", "contact", "training_from", "training_to", "schedule_rate"}))
        continue;
      read_schedule(row);
      close(std::move(row));
    }
  }
  void nothing_found() {
    outcome_.problems.push_back({"", 0, 0, "cell-invalid", "没有找到“考核结果”或“考核安排”的表头，请使用下载的模板",
                                 "No heads of results or schedules were found; use the template"});
  }

  [[nodiscard]] bool sound() const { return outcome_.problems.empty(); }
  void record();
  [[nodiscard]] AssessmentImport take() { return std::move(outcome_); }

 private:
  struct Result {
    core::LedgerEntry entry;
    std::string batch;
    std::optional<core::FeeWish> fee;
  };
  using Sitting = std::tuple<core::PlanId, base::Date, std::int64_t, std::int64_t, std::string>;

  static bool filled(const TableRow& row, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view name) { return !row.text(name).empty(); });
  }

  void take_problems(const SheetTable& table) {
    outcome_.problems.insert(outcome_.problems.end(), table.problems.begin(), table.problems.end());
  }

  void close(TableRow row) {
    if (row.problems().empty()) return;
    outcome_.problems.insert(outcome_.problems.end(), row.problems().begin(), row.problems().end());
    outcome_.failed.push_back(std::move(row));
  }

  /// The plan of the row, as it stands after the rows before.
  std::optional<core::NamedPlan> plan_of(TableRow& row) {
    const std::string certificate = row.text("certificate", 200, true);
    const std::string level = row.text("level", 32, true);
    const auto year = row.number("year", 2000, 2999, true);
    if (certificate.empty() || level.empty() || !year) return std::nullopt;
    auto named = name_plan(tx_, {institution_.code, certificate, level, static_cast<int>(*year)}, institution_.id);
    if (named.plan) {
      const auto known = balances_.find(named.plan->id);
      if (known != balances_.end()) named.plan->balance = known->second;
    }
    return named;
  }

  static void note(TableRow& row, const core::Findings& findings) {
    for (const core::Finding& finding : findings.all()) {
      row.wrong(finding.field == "plan" ? "certificate" : finding.field, core::to_text(finding.code), finding.zh,
                finding.en);
    }
  }

  std::optional<core::FeeWish> fee_of(TableRow& row, base::Date assessed_on) {
    if (!filled(row, {"rate", "due_on", "paid_on", "invoice"})) return std::nullopt;
    core::FeeWish fee;
    const auto rate = row.hundredths("rate", true);
    const auto due_on = row.day("due_on", true);
    fee.paid_on = row.day("paid_on", false);
    fee.invoice = row.text("invoice", 64, false);
    if (!rate || !due_on) return std::nullopt;
    fee.rate = *rate;
    fee.due_on = *due_on;
    note(row, core::check_fee(std::nullopt, fee, {}, assessed_on, today_));
    return fee;
  }

  void read_result(TableRow& row);
  void read_schedule(TableRow& row);
  bool recorded_before(const Sitting& sitting);

  ports::Transaction& tx_;
  const Context& context_;
  const core::Institution& institution_;
  base::Date today_;
  std::map<core::PlanId, core::Balance> balances_;
  std::set<Sitting> sittings_;
  std::set<core::PlanId> looked_up_;
  std::vector<Result> results_;
  std::vector<core::Schedule> schedules_;
  AssessmentImport outcome_;
};

/// Was the very same assessment recorded, in this book or before it, and not taken back?
bool Import::recorded_before(const Sitting& sitting) {
  const core::PlanId plan = std::get<0>(sitting);
  if (looked_up_.insert(plan).second) {
    ports::AssessmentFilter filter;
    filter.plan = plan;
    filter.today = today_;
    filter.limit = kWholeList;
    for (const ports::AssessmentRow& known : tx_.assessments().assessments(filter)) {
      const core::LedgerEntry& entry = known.row.entry;
      if (!known.reversed_by.some() && !entry.reverses.some())
        sittings_.emplace(plan, entry.effective_on, entry.headcount, entry.passed, known.batch);
    }
  }
  return !sittings_.insert(sitting).second;
}

void Import::read_result(TableRow& row) {
  const auto named = plan_of(row);
  const auto on = row.day("on", true);
  const auto examined = row.number("examined", 1, kMostPeople, true);
  const auto passed = row.number("passed", 0, kMostPeople, true);
  const std::string batch = row.text("batch", 64, false);
  if (!named || !on || !examined || !passed) return;
  note(row, core::check_assessment(*named, {*on, examined, passed}, today_, context_.policy().exit_clause));
  const auto fee = fee_of(row, *on);
  if (!row.problems().empty()) return;
  const core::Plan& plan = *named->plan;
  if (recorded_before({plan.id, *on, *examined, *passed, batch})) {
    row.wrong("on", core::to_text(core::Code::duplicate_line), "同一考核已登记（证书、日期、人数和批次号都相同）",
              "The same assessment was recorded already (same plan, day, numbers and batch)");
    return;
  }
  Result result{assessment_entry(context_, plan.id, {*on, examined, passed}), batch, fee};
  balances_[plan.id] = core::after(plan.balance, result.entry);
  outcome_.results += 1;
  outcome_.examined += *examined;
  results_.push_back(std::move(result));
}

void Import::read_schedule(TableRow& row) {
  const auto named = plan_of(row);
  const auto on = row.day("planned_on", true);
  const std::string place = row.text("place", 200, true);
  const auto headcount = row.number("headcount", 1, kMostPeople, true);
  const std::string contact = row.text("contact", 100, true);
  const core::Training training{row.day("training_from", false), row.day("training_to", false)};
  const auto rate = row.hundredths("schedule_rate", false);
  if (!named || !on || !headcount || !row.problems().empty()) return;
  const core::ScheduleWish wish{*on, place, headcount, contact, training, rate};
  note(row, core::check_schedule(*named, wish, today_, context_.policy().exit_clause));
  if (!row.problems().empty()) return;
  outcome_.schedules += 1;
  schedules_.push_back(schedule_of(context_, {}, named->plan->id, wish, {}));
}

void Import::record() {
  for (Result& result : results_) {
    const core::EntryId id = tx_.plans().append(result.entry);
    if (!result.batch.empty()) tx_.assessments().keep_batch(id, result.batch);
    if (result.fee) tx_.assessments().append_fee({id, *result.fee, {}, context_.now, context_.actor.login});
  }
  for (const core::Schedule& schedule : schedules_) tx_.assessments().append_schedule(schedule);
}

/// The clerk's institution, locked; nothing: whoever asks has none.
std::optional<core::Institution> own_institution(ports::Transaction& tx, const Context& context, bool lock) {
  auto institution = tx.catalogue().institution(context.actor.institution);
  if (!institution || core::access(context.actor, *institution, Act::assessment_import) != core::Access::granted)
    return std::nullopt;
  if (lock && tx.catalogue().lock_institution(institution->id))
    institution = tx.catalogue().institution(institution->id);
  return institution;
}

}  // namespace

Outcome<AssessmentImport> import_assessments(ports::Transaction& tx, const Context& context,
                                             const std::vector<ports::ReadSheet>& sheets, bool dry_run) {
  const AuditedAct act{Act::assessment_import, object_name("import", "assessments")};
  const auto institution = own_institution(tx, context, !dry_run);
  if (!institution) return dry_run ? not_yours() : record_not_yours(tx, context, act);
  Import import(tx, context, *institution);
  bool found = false;
  for (const ports::ReadSheet& sheet : sheets) {
    auto results = read_table(sheet, kResultTable);
    auto schedules = read_table(sheet, kScheduleTable);
    // The plan's columns are in both; whichever sheet has more of its own heads is meant.
    const bool is_result = results && (!schedules || results->problems.size() <= schedules->problems.size());
    found = found || results || schedules;
    if (is_result) {
      import.read_results(*std::move(results));
    } else if (schedules) {
      import.read_schedules(*std::move(schedules));
    }
  }
  if (!found) import.nothing_found();
  const bool record = import.sound() && !dry_run;
  if (record) import.record();
  AssessmentImport outcome = import.take();
  if (record) {
    record_done(
        tx, context, act,
        fmt::format("results {} examined {} schedules {}", outcome.results, outcome.examined, outcome.schedules));
  }
  return outcome;
}

Outcome<std::vector<ports::PlanRow>> plans_to_import(ports::Transaction& tx, const Context& context) {
  const auto institution = own_institution(tx, context, false);
  if (!institution) return not_yours();
  ports::PlanFilter filter;
  filter.institution = institution->id;
  filter.live_only = true;
  filter.live_year = context.year();
  std::vector<ports::PlanRow> rows;
  tx.plans().each_plan(filter, [&](const ports::PlanRow& row) { rows.push_back(row); });
  return rows;
}

}  // namespace kaoji::usecases
