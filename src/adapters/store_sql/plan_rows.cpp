#include "adapters/store_sql/plan_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/stored_words.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

namespace {

std::vector<core::Plan> read_plans(Query& query) {
  std::vector<core::Plan> plans;
  while (query.next()) read_plan(query, plans.emplace_back());
  return plans;
}

std::optional<core::Plan> read_one(Query& query) {
  if (!query.next()) return std::nullopt;
  core::Plan plan;
  read_plan(query, plan);
  return plan;
}

void check_balance(const core::Balance& balance) {
  base::check(balance.headcount >= 0, "a plan's headcount must not fall below 0");
  base::check(balance.examined >= 0 && balance.examined_in_year >= 0, "persons examined must not fall below 0");
  base::check(balance.examined <= balance.headcount, "a plan's live headcount must not fall below 0");
}

}  // namespace

void read_plan(Query& query, core::Plan& plan) {
  plan.id = core::PlanId{query.number()};
  plan.key.institution = core::InstitutionId{query.number()};
  plan.key.certificate = core::CertificateId{query.number()};
  plan.key.level = level_in(query.text());
  plan.key.year = query.small();
  plan.balance.carried = query.number();
  plan.balance.declared = query.number();
  plan.balance.increased = query.number();
  plan.balance.decreased = query.number();
  plan.balance.exited_headcount = query.number();
  plan.balance.headcount = query.number();
  plan.balance.examined = query.number();
  plan.balance.passed = query.number();
  plan.balance.examined_year = query.small();
  plan.balance.examined_in_year = query.number();
  plan.balance.exited = query.flag();
  plan.balance.declared_on = query.date();
  plan.balance.use_from = query.date();
}

std::optional<core::Plan> PlanRows::plan(core::PlanId id) {
  static const std::string text = fmt::format("SELECT {} FROM plan p WHERE p.id = :id", kPlanSelect);
  auto query = session_.query({text, kPlanColumns});
  query.set("id", id);
  return read_one(query);
}

std::optional<core::Plan> PlanRows::plan_by_key(const core::PlanKey& key) {
  static const std::string text = fmt::format(
      "SELECT {} FROM plan p WHERE p.institution = :institution AND p.certificate = :certificate "
      "AND p.level = :level AND p.plan_year = :year",
      kPlanSelect);
  auto query = session_.query({text, kPlanColumns});
  query.set("institution", key.institution)
      .set("certificate", key.certificate)
      .set("level", core::to_text(key.level))
      .set("year", key.year);
  return read_one(query);
}

std::vector<core::Plan> PlanRows::plans_of(core::InstitutionId institution,
                                           const std::vector<core::CertificateId>& certificates) {
  std::vector<std::int64_t> wanted;
  wanted.reserve(certificates.size());
  for (const auto id : certificates) wanted.push_back(id.value);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::vector<core::Plan> plans;
  in_pieces(wanted, [&](std::string_view list, const std::function<void(Query&)>& set) {
    const std::string text =
        fmt::format("SELECT {} FROM plan p WHERE p.institution = :institution AND p.certificate{} ORDER BY p.id",
                    kPlanSelect, list);
    auto query = session_.query({text, kPlanColumns});
    query.set("institution", institution);
    set(query);
    while (query.next()) read_plan(query, plans.emplace_back());
  });
  return plans;
}

std::vector<core::Plan> PlanRows::plans_of(core::InstitutionId institution) {
  static const std::string text =
      fmt::format("SELECT {} FROM plan p WHERE p.institution = :institution ORDER BY p.id", kPlanSelect);
  auto query = session_.query({text, kPlanColumns});
  query.set("institution", institution);
  return read_plans(query);
}

core::Plan PlanRows::find_or_make(const core::PlanKey& key) {
  if (auto found = plan_by_key(key)) return *found;
  core::Plan made;
  made.key = key;
  {
    // On PostgreSQL a second maker of the same plan waits here for the first, fails on the unique key and runs again.
    auto query = session_.insertion(
        "INSERT INTO plan (institution, certificate, level, plan_year) "
        "VALUES (:institution, :certificate, :level, :year)");
    query.set("institution", key.institution)
        .set("certificate", key.certificate)
        .set("level", core::to_text(key.level))
        .set("year", key.year);
    made.id = core::PlanId{session_.insert(query)};
  }
  sums_.plan_made(key);
  return made;
}

core::Plan PlanRows::plan_to_change(core::PlanId id) {
  if (session_.locks_rows()) {
    auto lock = session_.query({"SELECT id FROM plan WHERE id = :id FOR UPDATE", "n"});
    lock.set("id", id);
    lock.next();
  }
  const auto found = plan(id);
  base::check(found.has_value(), "a ledger entry needs a plan");
  return *found;
}

core::EntryId PlanRows::append(const core::LedgerEntry& entry) {
  const core::Plan before = plan_to_change(entry.plan);
  const core::Balance balance = core::after(before.balance, entry);
  check_balance(balance);
  const bool in_rounds = RoundSums::are_changed_by(entry.kind);
  std::vector<RoundSums::Share> shares;
  if (in_rounds) shares = rounds_.shares_of(entry.plan, before.balance);
  const core::EntryId id = insert(entry);
  if (in_rounds) rounds_.change(before.key.institution, shares, rounds_.shares_of(entry.plan, balance));
  if (balance != before.balance) update_balance(entry.plan, balance);
  sums_.balance_changed(before.key, before.balance, balance);
  sums_.entry_appended(before.key, entry);
  return id;
}

void PlanRows::update_balance(core::PlanId id, const core::Balance& balance) {
  session_
      .query({"UPDATE plan SET carried = :carried, declared = :declared, increased = :increased, "
              "decreased = :decreased, exited_headcount = :exited_headcount, headcount = :headcount, "
              "examined = :examined, passed = :passed, examined_year = :examined_year, "
              "examined_in_year = :examined_in_year, exited = :exited, declared_on = :declared_on, "
              "use_from = :use_from WHERE id = :id",
              ""})
      .set("carried", balance.carried)
      .set("declared", balance.declared)
      .set("increased", balance.increased)
      .set("decreased", balance.decreased)
      .set("exited_headcount", balance.exited_headcount)
      .set("headcount", balance.headcount)
      .set("examined", balance.examined)
      .set("passed", balance.passed)
      .set("examined_year", balance.examined_year)
      .set("examined_in_year", balance.examined_in_year)
      .set("exited", balance.exited ? 1 : 0)
      .set("declared_on", balance.declared_on)
      .set("use_from", balance.use_from)
      .set("id", id)
      .run();
}

}  // namespace kaoji::store_sql
