#include "usecases/plan_questions.hpp"

#include <algorithm>
#include <utility>

#include "usecases/narrowed_scope.hpp"

namespace kaoji::usecases {

namespace {

std::vector<core::PlanId> held_among(ports::Transaction& tx, int year, const std::vector<ports::PlanRow>& rows) {
  std::vector<core::PlanId> held;
  for (const ports::Hold& hold : tx.grants().holds(year)) {
    if (hold.lifted_at) continue;
    const bool shown =
        std::any_of(rows.begin(), rows.end(), [&](const ports::PlanRow& row) { return row.plan.id == hold.plan; });
    if (shown) held.push_back(hold.plan);
  }
  return held;
}

void add_to(ports::PlanSums& sums, const core::Balance& balance, int live_year) {
  sums.plans += 1;
  sums.headcount += balance.headcount;
  sums.live += core::live(balance, live_year);
  sums.examined += balance.examined;
}

/// Every plan of the filter as it would have been shown at an earlier instant: its balance folded again from the
/// ledger.
void each_plan_as_of(ports::Transaction& tx, ports::PlanFilter filter, base::Instant at, int live_year,
                     const std::function<void(ports::PlanRow&&)>& plan) {
  const bool live_only = std::exchange(filter.live_only, false);
  filter.after = {};
  tx.plans().each_plan(filter, [&](const ports::PlanRow& stored) {
    ports::PlanRow row = stored;
    const auto entries = tx.plans().entries(row.plan.id);
    const bool known = std::any_of(entries.begin(), entries.end(),
                                   [&](const core::LedgerEntry& entry) { return entry.recorded_at <= at; });
    row.plan.balance = core::fold_as_of(entries, at);
    if (known && (!live_only || core::live(row.plan.balance, live_year) > 0)) plan(std::move(row));
  });
}

PlanPage page_as_of(ports::Transaction& tx, const ports::PlanFilter& filter, const PlanQuery& query, base::Instant at,
                    int live_year) {
  PlanPage page;
  each_plan_as_of(tx, filter, at, live_year, [&](ports::PlanRow&& row) {
    add_to(page.sums, row.plan.balance, live_year);
    const bool on_page = row.plan.id.value > query.after && page.rows.size() < static_cast<std::size_t>(query.limit);
    if (on_page) page.rows.push_back(std::move(row));
  });
  return page;
}

ports::EntryRow entry_row(const ports::PlanRow& plan, core::LedgerEntry entry, std::string number) {
  return {std::move(entry),
          plan.plan.key,
          plan.institution_code,
          plan.institution_name,
          plan.certificate_name,
          std::move(number),
          {}};
}

/// The store's filter for that query within the actor's reach; nothing: it finds no plan.
std::optional<ports::PlanFilter> plan_filter(ports::Transaction& tx, const Context& context, core::Act act,
                                             const PlanQuery& query) {
  const auto scope = narrowed_scope(tx, context, act, {query.institution, query.bureau, query.kind});
  if (!scope) return std::nullopt;
  ports::PlanFilter filter;
  filter.institution = scope->institution;
  filter.bureau = scope->bureau;
  filter.kind = scope->kind;
  if (!query.certificate.empty()) {
    const auto certificate = tx.catalogue().certificate_by_name(query.certificate);
    if (!certificate) return std::nullopt;
    filter.certificate = certificate->id;
  }
  filter.level = query.level;
  filter.year = query.year;
  filter.search = query.search;
  filter.live_only = query.live_only;
  filter.live_year = context.year();
  filter.after = core::PlanId{query.after};
  filter.limit = query.limit;
  return filter;
}

}  // namespace

Outcome<PlanPage> list_plans(ports::Transaction& tx, const Context& context, const PlanQuery& query) {
  if (!core::may_ever(context.actor.role, core::Act::plan_list)) return not_yours();
  const auto filter = plan_filter(tx, context, core::Act::plan_list, query);
  PlanPage page;
  if (query.as_of && filter) {
    const int live_year = base::year_of(context.book.today(*query.as_of));
    page = page_as_of(tx, *filter, query, *query.as_of, live_year);
    page.live_year = live_year;
  } else if (filter) {
    page.rows = tx.plans().plans(*filter);
    page.sums = tx.plans().sum_plans(*filter);
    page.live_year = context.year();
  }
  page.as_of = query.as_of.value_or(context.now);
  page.held = held_among(tx, context.year(), page.rows);
  return page;
}

void each_plan(ports::Transaction& tx, const Context& context, core::Act act, const PlanQuery& query,
               const std::function<void(const ports::PlanRow&, int live_year)>& plan) {
  const auto filter = plan_filter(tx, context, act, query);
  if (!filter) return;
  if (!query.as_of) {
    tx.plans().each_plan(*filter, [&](const ports::PlanRow& row) { plan(row, filter->live_year); });
    return;
  }
  const int live_year = base::year_of(context.book.today(*query.as_of));
  each_plan_as_of(tx, *filter, *query.as_of, live_year, [&](const ports::PlanRow& row) { plan(row, live_year); });
}

Outcome<PlanLedger> read_ledger(ports::Transaction& tx, const Context& context, core::Act act, core::PlanId id,
                                std::optional<base::Instant> as_of) {
  auto row = tx.plans().plan_row(id);
  if (!row) return not_yours();
  const auto institution = tx.catalogue().institution(row->plan.key.institution);
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return not_yours();
  PlanLedger ledger;
  ledger.as_of = as_of.value_or(context.now);
  ledger.live_year = base::year_of(context.book.today(ledger.as_of));
  std::vector<core::LedgerEntry> entries = tx.plans().entries(id);
  std::erase_if(entries, [&](const core::LedgerEntry& entry) {
    return entry.recorded_at > ledger.as_of || entry.effective_at > ledger.as_of;
  });
  row->plan.balance = core::fold(entries);
  for (core::LedgerEntry& entry : entries) {
    std::string number = tx.applications().number(entry.application);
    ledger.entries.push_back(entry_row(*row, std::move(entry), std::move(number)));
  }
  for (const ports::EntryRow& row : ledger.entries) {
    const auto reversed = std::ranges::find(ledger.entries, row.entry.reverses,
                                            [](const ports::EntryRow& each) { return each.entry.id; });
    if (reversed != ledger.entries.end()) reversed->reversed_by = row.entry.id;
  }
  ledger.row = std::move(*row);
  ledger.held = !held_among(tx, context.year(), {ledger.row}).empty();
  return ledger;
}

Outcome<EntryPage> list_entries(ports::Transaction& tx, const Context& context, core::Act act,
                                const EntryQuery& query) {
  if (!core::may_ever(context.actor.role, act)) return not_yours();
  const auto scope = narrowed_scope(tx, context, act, {query.institution, query.bureau, query.institution_kind});
  const auto certificates = named_certificates(tx, query.certificate, query.organisation);
  if (!scope || !certificates) return EntryPage{};
  ports::EntryFilter filter;
  filter.scope = *scope;
  filter.certificates = *certificates;
  filter.in_indicators = query.in_indicators;
  filter.kind = query.kind;
  filter.plan = query.plan;
  filter.effective_year = query.effective_year;
  filter.before = core::EntryId{query.before};
  filter.limit = query.limit;
  filter.recorded_at = query.recorded_at;
  filter.originals_only = query.originals_only;
  if (query.measure) {
    const int year = query.effective_year.value_or(context.year());
    filter.measure = core::entries_of(*query.measure, year, core::exit_eve(context.policy(), year, context.today()));
    filter.effective_year.reset();
  }
  const ports::EntryTally tally = tx.plans().tally_entries(filter);
  return EntryPage{tx.plans().entry_rows(filter), tally.entries, tally.sum, filter.measure};
}

Outcome<std::vector<ports::PlanTotal>> read_totals(ports::Transaction& tx, const Context& context) {
  const auto scope = reach(context, core::Act::plan_totals);
  if (!scope) return not_yours();
  if (scope->institution) return tx.plans().totals_of(*scope->institution, context.year());
  auto totals = tx.plans().totals(context.year());
  if (!scope->bureau.empty()) {
    std::erase_if(totals, [&](const ports::PlanTotal& total) { return total.bureau != scope->bureau; });
  }
  return totals;
}

Outcome<CapNow> read_cap(ports::Transaction& tx, const Context& context, const std::string& code) {
  const auto institution = tx.catalogue().institution_by_code(code);
  if (!institution || core::access(context.actor, *institution, core::Act::cap_read) != core::Access::granted) {
    return not_yours();
  }
  CapNow cap;
  const std::int64_t live_now = tx.plans().live_total(institution->id, context.year());
  const auto rounds = context.book.last_opened(core::ApplicationKind::decrease, context.now);
  if (rounds.empty()) {
    cap.figures.base = live_now;
    return cap;
  }
  cap.round = rounds.front();
  const core::Policy* policy = context.book.find(cap.round->ref.policy_id);
  base::check(policy != nullptr, "an opened round's policy is not in the book");
  const core::CapRule rule = core::cap_rule(*policy, *cap.round);
  const auto decreases = tx.applications().round_decreases(institution->id, cap.round->ref, {});
  cap.figures = core::cap_figures(rule.percent, live_now, decreases);
  cap.scope = rule.scope;
  for (const ports::Waiver& waiver : tx.grants().waivers(institution->id)) {
    if (waiver.round == cap.round->ref && !waiver.used_by.some()) cap.waiver_usable = true;
  }
  return cap;
}

InstitutionView view_of_institution(ports::Transaction& tx, const Context& context, core::Institution institution) {
  InstitutionView view;
  view.live = tx.plans().live_total(institution.id, context.year());
  view.former_names = tx.catalogue().former_names(institution.id);
  view.edit = tx.catalogue().last_edit(institution.id);
  view.institution = std::move(institution);
  return view;
}

Outcome<InstitutionView> read_institution(ports::Transaction& tx, const Context& context, const std::string& code) {
  auto institution = tx.catalogue().institution_by_code(code);
  if (!institution || core::access(context.actor, *institution, core::Act::institution_read) != core::Access::granted) {
    return not_yours();
  }
  return view_of_institution(tx, context, *std::move(institution));
}

Outcome<std::vector<InstitutionView>> list_institutions(ports::Transaction& tx, const Context& context,
                                                        ports::InstitutionFilter filter) {
  const auto scope = reach(context, core::Act::institution_list);
  if (!scope) return not_yours();
  std::vector<InstitutionView> views;
  if (scope->institution) {
    const auto own = tx.catalogue().institution(*scope->institution);
    base::check(own.has_value(), "a clerk's institution is not there");
    views.push_back({*own, tx.plans().live_total(own->id, context.year()), tx.catalogue().former_names(own->id)});
    return views;
  }
  if (!scope->bureau.empty()) {
    if (!filter.bureau.empty() && filter.bureau != scope->bureau) return views;
    filter.bureau = scope->bureau;
  }
  for (core::Institution& each : tx.catalogue().institutions(filter)) {
    const auto live = tx.plans().live_total(each.id, context.year());
    auto names = tx.catalogue().former_names(each.id);
    views.push_back({std::move(each), live, std::move(names)});
  }
  return views;
}

}  // namespace kaoji::usecases
