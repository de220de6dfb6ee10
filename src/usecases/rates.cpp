#include "usecases/rates.hpp"

#include <map>

namespace kaoji::usecases {

namespace {

constexpr int kAllRows = 1'000'000;

std::optional<NamedScope> named_scope(ports::Transaction& tx, const std::string& name) {
  if (name == "province") return NamedScope{name, "全省", {}};
  if (const auto kind = core::parse_institution_kind(name)) {
    return NamedScope{name, std::string(core::words_zh(*kind)), {std::nullopt, {}, *kind}};
  }
  for (const core::Bureau& bureau : tx.catalogue().bureaus()) {
    if (bureau.code == name) return NamedScope{name, bureau.name, {std::nullopt, bureau.code, std::nullopt}};
  }
  if (const auto institution = tx.catalogue().institution_by_code(name)) {
    return NamedScope{name, institution->name, {institution->id, {}, std::nullopt}};
  }
  return std::nullopt;
}

/// Does what the role reaches cover the whole of that scope?
bool covers(ports::Transaction& tx, const std::optional<ports::Scope>& reached, const ports::Scope& asked) {
  if (!reached) return false;
  if (reached->institution) return asked.institution == reached->institution;
  if (reached->bureau.empty()) return true;
  if (asked.institution) {
    const auto institution = tx.catalogue().institution(*asked.institution);
    return institution && institution->bureau == reached->bureau;
  }
  return asked.bureau == reached->bureau;
}

ports::SumsQuery sums_query(const Context& context, const ports::Scope& scope, SumsBy by, int last_year) {
  ports::SumsQuery query{scope, by, last_year, std::nullopt};
  const core::Policy& policy = context.policy();
  if (policy.exit_window_of(last_year)) query.exit = policy.exit_window.first;
  return query;
}

YearRates rates_in(const Context& context, const ports::GroupedSums& sums, int year) {
  const core::Policy& policy = context.policy();
  YearRates out{year, {}, {}};
  // A year that has not begun has nothing to be measured: every denominator is 0.
  if (year <= context.year()) {
    const bool begun = core::exit_eve(policy, year, context.today()).has_value();
    out.measures = core::measures_of(sums.sums, begun ? std::optional(sums.before_exit) : std::nullopt, year);
  }
  out.rates = core::rates_of(policy, out.measures);
  return out;
}

std::vector<NamedScope> scopes_by(ports::Transaction& tx, SumsBy by, const std::string& bureau) {
  std::vector<NamedScope> scopes;
  if (by == SumsBy::kind) {
    using enum core::InstitutionKind;
    for (const auto kind : {applied_undergraduate, higher_vocational, provincial_secondary, local_secondary}) {
      scopes.push_back({std::string(core::to_text(kind)), std::string(core::words_zh(kind)), {std::nullopt, {}, kind}});
    }
  } else if (by == SumsBy::bureau) {
    for (const core::Bureau& each : tx.catalogue().bureaus()) {
      scopes.push_back({each.code, each.name, {std::nullopt, each.code, std::nullopt}});
    }
  } else {
    ports::InstitutionFilter filter;
    filter.bureau = bureau;
    filter.limit = kAllRows;
    for (const core::Institution& each : tx.catalogue().institutions(filter)) {
      scopes.push_back({each.code, each.name, {each.id, each.bureau, std::nullopt}});
    }
  }
  return scopes;
}

/// Does the reach cover what stands in a ranking? As covers(), for scopes that carry their bureau.
bool reaches(const ports::Scope& reached, const NamedScope& named) {
  if (reached.institution) return named.scope.institution == reached.institution;
  return reached.bureau.empty() || named.scope.bureau == reached.bureau;
}

}  // namespace

std::optional<NamedScope> find_scope(ports::Transaction& tx, const Context& context, const std::string& name) {
  auto named = named_scope(tx, name);
  if (!named || !covers(tx, reach(context, core::Act::rate_read), named->scope)) return std::nullopt;
  return named;
}

Outcome<ScopeRates> read_rates(ports::Transaction& tx, const Context& context, const std::string& scope,
                               YearSpan years) {
  const auto named = find_scope(tx, context, scope);
  if (!named) return not_yours();
  const auto groups = tx.plans().grouped_sums(sums_query(context, named->scope, SumsBy::whole, years.to));
  const ports::GroupedSums sums = groups.empty() ? ports::GroupedSums{} : groups.front();
  ScopeRates out{named->name, named->label, {}};
  for (int year = years.from; year <= years.to; ++year) out.years.push_back(rates_in(context, sums, year));
  return out;
}

Outcome<std::vector<ScopeRates>> rank_rates(ports::Transaction& tx, const Context& context, SumsBy by,
                                            const std::string& bureau, int year) {
  const auto reached = reach(context, core::Act::rate_read);
  if (!reached) return not_yours();
  std::map<std::string, ports::GroupedSums> sums;
  ports::Scope asked = *reached;
  if (by == SumsBy::institution && asked.bureau.empty()) asked.bureau = bureau;
  for (ports::GroupedSums& group : tx.plans().grouped_sums(sums_query(context, asked, by, year))) {
    sums.emplace(group.key, std::move(group));
  }
  std::vector<ScopeRates> ranking;
  for (NamedScope& named : scopes_by(tx, by, bureau)) {
    if (!reaches(*reached, named)) continue;
    const YearRates rates = rates_in(context, sums[named.name], year);
    ranking.push_back({std::move(named.name), std::move(named.label), {rates}});
  }
  return ranking;
}

}  // namespace kaoji::usecases
