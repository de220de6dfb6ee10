#pragma once

#include <string>
#include <vector>

#include "core/indicators/rates.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// The measures and rates of one year.
struct YearRates {
  int year = 0;
  core::Measures measures{};
  std::vector<core::Rate> rates;
};

/// The rates of one scope, year by year.
struct ScopeRates {
  std::string scope;  ///< `province`, a kind, a bureau's or an institution's code
  std::string label;
  std::vector<YearRates> years;  ///< each year that was asked for, oldest first
};

/// Both ends included.
struct YearSpan {
  int from = 0;
  int to = 0;
};

/// 监测指标 of a scope: `province`, an institution kind, a bureau's code or an institution's code. `not-yours` for one
/// that is not there or outside the actor's reach. The formulas are those of the policy in force now.
[[nodiscard]] Outcome<ScopeRates> read_rates(ports::Transaction& tx, const Context& context, const std::string& scope,
                                             YearSpan years);

using ports::SumsBy;

/// The rates in one year of all kinds, bureaus or institutions (of one bureau, if given) within the actor's reach,
/// beside one another.
[[nodiscard]] Outcome<std::vector<ScopeRates>> rank_rates(ports::Transaction& tx, const Context& context, SumsBy by,
                                                          const std::string& bureau, int year);

/// The scope of that name within the actor's reach, with its label; nothing: not the actor's.
struct NamedScope {
  std::string name;
  std::string label;
  ports::Scope scope;
};
[[nodiscard]] std::optional<NamedScope> find_scope(ports::Transaction& tx, const Context& context,
                                                   const std::string& name);

}  // namespace kaoji::usecases
