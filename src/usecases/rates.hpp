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
  std::int64_t excluded = 0;  ///< persons of decreases that a round keeps out of the indicators
};

/// The rates of one scope, year by year.
struct ScopeRates {
  std::string
      scope;  ///< `province`, a kind, a bureau's or an institution's code, a certificate's name, an organisation's
  std::string label;
  std::vector<YearRates> years;  ///< each year that was asked for, oldest first
};

/// Both ends included.
struct YearSpan {
  int from = 0;
  int to = 0;
};

/// Whose figures, and of which certificates.
struct RatesOf {
  std::string scope;         ///< `province`, an institution kind, a bureau's or an institution's code
  std::string certificate;   ///< name; empty: all
  std::string organisation;  ///< name; empty: all
};

/// 监测指标 of a scope. `not-yours` for one that is not there or outside the actor's reach; figures of 0 where there is
/// no such certificate. The formulas are those of the policy in force now.
[[nodiscard]] Outcome<ScopeRates> read_rates(ports::Transaction& tx, const Context& context, const RatesOf& of,
                                             YearSpan years);

using ports::SumsBy;

/// What a ranking is asked for: all that lies in the scope, kept apart. SumsBy::whole is not asked.
struct RankingOf {
  SumsBy by{};
  RatesOf of;  ///< an empty scope: whatever the actor's role reaches
  int year = 0;
};

/// The rates in one year of all kinds, bureaus, institutions, certificates or organisations of the scope, beside one
/// another; certificates and organisations only where they have entries. `not-yours` as above.
[[nodiscard]] Outcome<std::vector<ScopeRates>> rank_rates(ports::Transaction& tx, const Context& context,
                                                          const RankingOf& ranking);

/// The rounds of that year whose decreases stay out of the indicators (三).
[[nodiscard]] std::vector<core::Round> excluded_rounds(const Context& context, int year);

/// The scope of that name within the actor's reach, with its label; nothing: not the actor's.
struct NamedScope {
  std::string name;
  std::string label;
  ports::Scope scope;
};
[[nodiscard]] std::optional<NamedScope> find_scope(ports::Transaction& tx, const Context& context,
                                                   const std::string& name);
/// The same and the certificates; nothing: not the actor's. `certificates` is nothing where there is no such one.
struct NamedRates {
  NamedScope scope;
  std::optional<ports::CertificateScope> certificates;
};
[[nodiscard]] std::optional<NamedRates> find_rates(ports::Transaction& tx, const Context& context, const RatesOf& of);

}  // namespace kaoji::usecases
