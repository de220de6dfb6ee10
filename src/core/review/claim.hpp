#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/policy/policy.hpp"
#include "core/refusal/finding.hpp"

namespace kaoji::core {

/// 领取: a reviewer of the desk on which an application lies has taken it in hand. It lasts until the application
/// leaves that desk or somebody of the desk releases it (放回). Where the policy does not ask for claims there are
/// none.
struct Claim {
  std::string login;
  LastChange taken;  ///< by whom, as people call them, and when
};

/// What the present claim of an application, if any, means for those who act on it. `clause`: what refusals cite.
/// Each gives the refusal `not-awaiting` in words of its own, or nothing when the act may go on.
class ClaimRule {
 public:
  ClaimRule(const Policy& policy, std::optional<Claim> claim, const base::Zone& zone);

  [[nodiscard]] bool asked_for() const { return asked_for_; }
  /// The claim that counts; none where the policy does not ask for claims.
  [[nodiscard]] const std::optional<Claim>& claim() const { return claim_; }

  /// The level below does not take back what somebody above has in hand.
  [[nodiscard]] std::optional<Finding> against_withdrawal() const;
  /// Only who has claimed it decides.
  [[nodiscard]] std::optional<Finding> against_decision(std::string_view login) const;
  /// Nothing is claimed twice, nor where the policy does not ask for it.
  [[nodiscard]] std::optional<Finding> against_claiming() const;
  /// Only what is claimed can be released, by anyone of the desk: its holder may be away.
  [[nodiscard]] std::optional<Finding> against_releasing() const;

 private:
  bool asked_for_;
  std::optional<Claim> claim_;
  std::string clause_;
  base::Zone zone_;
};

}  // namespace kaoji::core
