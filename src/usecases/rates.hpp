#pragma once

#include <string>
#include <vector>

#include "core/indicators/rates.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// The rates of one scope in one year.
struct ScopeRates {
  std::string scope;  ///< `province`, a kind, a bureau's or an institution's code
  std::string label;
  core::Measures measures{};
  std::vector<core::Rate> rates;
};

/// 监测指标 of a scope: `province`, an institution kind, a bureau's code or an institution's code. `not-yours` for one
/// that is not there or outside the actor's reach. The formulas are those of the policy in force now.
[[nodiscard]] Outcome<ScopeRates> read_rates(ports::Transaction& tx, const Context& context, const std::string& scope,
                                             int year);

enum class RankingBy { kind, bureau, institution };

/// The rates of all kinds, bureaus or institutions (of one bureau, if given) within the actor's reach, beside one
/// another.
[[nodiscard]] Outcome<std::vector<ScopeRates>> rank_rates(ports::Transaction& tx, const Context& context, RankingBy by,
                                                          const std::string& bureau, int year);

}  // namespace kaoji::usecases
