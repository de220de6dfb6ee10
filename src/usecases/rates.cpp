#include "usecases/rates.hpp"

#include <algorithm>

namespace kaoji::usecases {

namespace {

constexpr int kAllRows = 1'000'000;

struct NamedScope {
  std::string name;
  std::string label;
  ports::Scope scope;
};

std::optional<NamedScope> find_scope(ports::Transaction& tx, const std::string& name) {
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

ScopeRates rates_in(ports::Transaction& tx, const Context& context, const NamedScope& named, int year) {
  const core::Policy& policy = context.policy();
  ScopeRates out{named.name, named.label, {}, {}};
  // A year that has not begun has nothing to be measured: every denominator is 0.
  if (year <= context.year()) {
    const auto sums = tx.plans().entry_sums(named.scope, year);
    std::optional<std::vector<core::EntrySum>> eve;
    if (const auto day = core::exit_eve(policy, year, context.today())) {
      eve = tx.plans().entry_sums_before(named.scope, *day);
    }
    out.measures = core::measures_of(sums, eve, year);
  }
  out.rates = core::rates_of(policy, out.measures);
  return out;
}

std::vector<NamedScope> scopes_by(ports::Transaction& tx, RankingBy by, const std::string& bureau) {
  std::vector<NamedScope> scopes;
  if (by == RankingBy::kind) {
    using enum core::InstitutionKind;
    for (const auto kind : {applied_undergraduate, higher_vocational, provincial_secondary, local_secondary}) {
      scopes.push_back({std::string(core::to_text(kind)), std::string(core::words_zh(kind)), {std::nullopt, {}, kind}});
    }
  } else if (by == RankingBy::bureau) {
    for (const core::Bureau& each : tx.catalogue().bureaus()) {
      scopes.push_back({each.code, each.name, {std::nullopt, each.code, std::nullopt}});
    }
  } else {
    ports::InstitutionFilter filter;
    filter.bureau = bureau;
    filter.limit = kAllRows;
    for (const core::Institution& each : tx.catalogue().institutions(filter)) {
      scopes.push_back({each.code, each.name, {each.id, {}, std::nullopt}});
    }
  }
  return scopes;
}

}  // namespace

Outcome<ScopeRates> read_rates(ports::Transaction& tx, const Context& context, const std::string& scope, int year) {
  const auto named = find_scope(tx, scope);
  if (!named || !covers(tx, reach(context, core::Act::rate_read), named->scope)) return not_yours();
  return rates_in(tx, context, *named, year);
}

Outcome<std::vector<ScopeRates>> rank_rates(ports::Transaction& tx, const Context& context, RankingBy by,
                                            const std::string& bureau, int year) {
  const auto reached = reach(context, core::Act::rate_read);
  if (!reached) return not_yours();
  std::vector<ScopeRates> ranking;
  for (const NamedScope& named : scopes_by(tx, by, bureau)) {
    if (covers(tx, reached, named.scope)) ranking.push_back(rates_in(tx, context, named, year));
  }
  return ranking;
}

}  // namespace kaoji::usecases
