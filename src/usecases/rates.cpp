#include "usecases/rates.hpp"

#include <algorithm>
#include <map>

#include "usecases/narrowed_scope.hpp"

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

ports::SumsQuery sums_query(const Context& context, const NamedRates& named, SumsBy by, int last_year) {
  ports::SumsQuery query{named.scope.scope, by, last_year, std::nullopt, *named.certificates};
  const core::Policy& policy = context.policy();
  if (policy.exit_window_of(last_year)) query.exit = policy.exit_window.first;
  return query;
}

YearRates rates_in(const Context& context, const ports::GroupedSums& sums, int year) {
  const core::Policy& policy = context.policy();
  YearRates out{year, {}, {}, 0};
  // A year that has not begun has nothing to be measured: every denominator is 0.
  if (year <= context.year()) {
    const bool begun = core::exit_eve(policy, year, context.today()).has_value();
    out.measures = core::measures_of(sums.sums, begun ? std::optional(sums.before_exit) : std::nullopt, year);
    out.excluded = core::excluded_of(sums.sums, year);
  }
  out.rates = core::rates_of(policy.indicators, out.measures);
  return out;
}

/// Everything of that sort that lies in the scope, with or without entries.
std::vector<NamedScope> scopes_by(ports::Transaction& tx, SumsBy by, const ports::Scope& within) {
  std::vector<NamedScope> scopes;
  if (by == SumsBy::kind) {
    using enum core::InstitutionKind;
    for (const auto kind : {applied_undergraduate, higher_vocational, provincial_secondary, local_secondary}) {
      // A part of a kind has no rate that is the kind's.
      if (within.institution || !within.bureau.empty() || within.kind.value_or(kind) != kind) continue;
      scopes.push_back({std::string(core::to_text(kind)), std::string(core::words_zh(kind)), {std::nullopt, {}, kind}});
    }
  } else if (by == SumsBy::bureau) {
    for (const core::Bureau& each : tx.catalogue().bureaus()) {
      if (within.institution || (!within.bureau.empty() && within.bureau != each.code)) continue;
      scopes.push_back({each.code, each.name, {std::nullopt, each.code, std::nullopt}});
    }
  } else {
    ports::InstitutionFilter filter;
    filter.bureau = within.bureau;
    filter.kind = within.kind;
    filter.limit = kAllRows;
    for (const core::Institution& each : tx.catalogue().institutions(filter)) {
      if (within.institution.value_or(each.id) != each.id) continue;
      scopes.push_back({each.code, each.name, {each.id, each.bureau, std::nullopt}});
    }
  }
  return scopes;
}

/// What the role reaches, as a scope without a name.
std::optional<NamedScope> reached_scope(const Context& context) {
  const auto reached = reach(context, core::Act::rate_read);
  if (!reached) return std::nullopt;
  return NamedScope{{}, {}, *reached};
}

}  // namespace

std::optional<NamedScope> find_scope(ports::Transaction& tx, const Context& context, const std::string& name) {
  auto named = named_scope(tx, name);
  if (!named || !covers(tx, reach(context, core::Act::rate_read), named->scope)) return std::nullopt;
  return named;
}

std::optional<NamedRates> find_rates(ports::Transaction& tx, const Context& context, const RatesOf& of) {
  auto scope = of.scope.empty() ? reached_scope(context) : find_scope(tx, context, of.scope);
  if (!scope) return std::nullopt;
  return NamedRates{*std::move(scope), named_certificates(tx, of.certificate, of.organisation)};
}

std::vector<core::Round> excluded_rounds(const Context& context, int year) {
  std::vector<core::Round> rounds = context.book.rounds_of_year(year);
  std::erase_if(rounds, [](const core::Round& round) { return round.decrease_in_indicators; });
  return rounds;
}

Outcome<ScopeRates> read_rates(ports::Transaction& tx, const Context& context, const RatesOf& of, YearSpan years) {
  const auto named = find_rates(tx, context, of);
  if (!named) return not_yours();
  ports::GroupedSums sums;
  if (named->certificates) {
    const auto groups = tx.plans().grouped_sums(sums_query(context, *named, SumsBy::whole, years.to));
    if (!groups.empty()) sums = groups.front();
  }
  ScopeRates out{named->scope.name, named->scope.label, {}};
  for (int year = years.from; year <= years.to; ++year) out.years.push_back(rates_in(context, sums, year));
  return out;
}

Outcome<std::vector<ScopeRates>> rank_rates(ports::Transaction& tx, const Context& context, const RankingOf& ranking) {
  const auto named = find_rates(tx, context, ranking.of);
  if (!named) return not_yours();
  std::map<std::string, ports::GroupedSums> sums;
  std::vector<ScopeRates> ranked;
  if (named->certificates) {
    for (ports::GroupedSums& group : tx.plans().grouped_sums(sums_query(context, *named, ranking.by, ranking.year))) {
      sums.emplace(group.key, std::move(group));
    }
  }
  if (ranking.by == SumsBy::certificate || ranking.by == SumsBy::organisation) {
    for (const auto& [name, group] : sums) ranked.push_back({name, name, {rates_in(context, group, ranking.year)}});
    return ranked;
  }
  for (NamedScope& each : scopes_by(tx, ranking.by, named->scope.scope)) {
    const YearRates rates = rates_in(context, sums[each.name], ranking.year);
    ranked.push_back({std::move(each.name), std::move(each.label), {rates}});
  }
  return ranked;
}

}  // namespace kaoji::usecases
