#pragma once

#include "core/policy/text_comparison.hpp"
#include "usecases/policy_files.hpp"

namespace kaoji::usecases {

/// Two notices side by side as to what they say of a year, each as if it held all of it.
struct ComparedWords {
  std::vector<core::PolicyWords> left;
  std::vector<core::PolicyWords> right;
  std::vector<core::ComparedRow> rows;
};
[[nodiscard]] ComparedWords compare_policies(const core::Policy& left, const core::Policy& right, int year);

/// Why a policy cannot be put in force so.
struct PolicyObstacle {
  std::string field;  ///< of the request; empty: about the policy
  std::string zh;
  std::string en;
};

/// What putting a policy in force did, or would do.
struct PutInForce {
  PolicyView view;
  base::Date from{};
  base::Date earliest{};                  ///< the first day that is possible
  std::vector<PolicyObstacle> obstacles;  ///< of a dry run
  std::optional<core::Policy> replaces;   ///< in force on that day without it
  std::vector<core::Round> interrupted;   ///< rounds under way on that day: they keep their windows to the end
  core::PolicyBook book;                  ///< with it in force
  ComparedWords words;                    ///< what changes, in the year of that day; empty when it replaces none
};

/// 施行: puts a draft in force from a day, which is neither past nor before the day that the file names. On that day no
/// other policy may come into force. With `dry_run` nothing changes, and obstacles are told instead of refused.
[[nodiscard]] PolicyOutcome<PutInForce> put_policy_in_force(ports::Transaction& tx, const Context& context,
                                                            const PolicyDesk& desk, std::string_view id,
                                                            std::int64_t version, std::optional<base::Date> from,
                                                            bool dry_run);

/// 撤回施行: makes a policy that is not yet in force a draft again. Refused once it holds, and while a grant names one
/// of its rounds.
[[nodiscard]] PolicyOutcome<PolicyView> take_policy_back(ports::Transaction& tx, const Context& context,
                                                         const PolicyDesk& desk, std::string_view id,
                                                         std::int64_t version);

}  // namespace kaoji::usecases
