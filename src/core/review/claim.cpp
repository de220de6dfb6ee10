#include "core/review/claim.hpp"

#include <utility>

namespace kaoji::core {

namespace {

// domain.md's list of codes is closed: whoever is in the way of a claim finds the application in no state that the act
// starts from (decision 0038).
constexpr Wording kCannotWithdraw{
    "申报已由{changed_by}于{changed_at}领取审核，领取期间不能撤回。",
    "{changed_by} claimed this application for review at {changed_at}; it cannot be withdrawn meanwhile.",
    "如需撤回或修改，请联系审核单位放回或退回修改。",
    "To withdraw or change it, ask the reviewer to release or to return it.",
};
constexpr Wording kClaimedByOther{
    "申报已由{changed_by}于{changed_at}领取，由领取人审核。",
    "{changed_by} claimed this application at {changed_at} and decides it.",
    "领取人不能办理时，可先放回，再由您领取。",
    "If they cannot, release it and claim it yourself.",
};
constexpr Wording kNotClaimed{
    "政策要求审核前先领取，这份申报还没有人领取。",
    "The policy asks reviewers to claim an application before they decide; nobody has claimed this one.",
    "请先领取，再审核。",
    "Claim it first, then decide.",
};
constexpr Wording kNothingToRelease{
    "这份申报没有人领取，不需要放回。",
    "Nobody has claimed this application; there is nothing to release.",
    "可以直接领取。",
    "It can be claimed.",
};
constexpr Wording kNoClaims{
    "现行政策不需要领取，可以直接审核。",
    "The policy in force asks for no claims: decide at once.",
    "请直接审核。",
    "Decide without claiming.",
};

Finding claim_finding(const Wording& wording, std::string_view clause) {
  return FindingBuilder(Code::not_awaiting).clause(clause).field("status").worded(wording).done();
}

Finding claim_finding(const Wording& wording, std::string_view clause, const Claim& claim, const base::Zone& zone) {
  FindingBuilder builder(Code::not_awaiting);
  return builder.clause(clause).field("status").worded(wording).changed(claim.taken, zone).done();
}

}  // namespace

ClaimRule::ClaimRule(const Policy& policy, std::optional<Claim> claim, const base::Zone& zone)
    : asked_for_(policy.claiming), clause_(policy.routing_clause), zone_(zone) {
  if (asked_for_) claim_ = std::move(claim);
}

std::optional<Finding> ClaimRule::against_withdrawal() const {
  if (!claim_) return std::nullopt;
  return claim_finding(kCannotWithdraw, clause_, *claim_, zone_);
}

std::optional<Finding> ClaimRule::against_decision(std::string_view login) const {
  if (!asked_for_) return std::nullopt;
  if (!claim_) return claim_finding(kNotClaimed, clause_);
  if (claim_->login == login) return std::nullopt;
  return claim_finding(kClaimedByOther, clause_, *claim_, zone_);
}

std::optional<Finding> ClaimRule::against_claiming() const {
  if (!asked_for_) return claim_finding(kNoClaims, clause_);
  if (!claim_) return std::nullopt;
  return claim_finding(kClaimedByOther, clause_, *claim_, zone_);
}

std::optional<Finding> ClaimRule::against_releasing() const {
  if (!asked_for_) return claim_finding(kNoClaims, clause_);
  if (claim_) return std::nullopt;
  return claim_finding(kNothingToRelease, clause_);
}

}  // namespace kaoji::core
