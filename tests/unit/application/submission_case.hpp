#pragma once

#include <string>

#include "core/application/submission.hpp"
#include "unit/application/notice_628.hpp"

namespace kaoji::core {

inline constexpr CertificateId kCertificate{1};       ///< 甲证书: all levels
inline constexpr CertificateId kOtherCertificate{2};  ///< 乙证书: 中级 alone

/// An application, the world that it is judged in and the instant: every rule lets it through until a row spoils it.
struct SubmissionCase {
  Policy policy = notice_628();
  Application application;
  SubmissionFacts facts;
  base::Instant now;

  [[nodiscard]] SubmissionAssessment assess() const {
    return assess_submission(PolicyBook({policy}), application, facts, now);
  }
};

/// On 12 March 2026. The institution has two plans: 甲证书 中级 of 2025, 200 live and nobody examined; 乙证书 中级 of
/// 2025, 100 live, 40 of them examined this year. `new`: 甲证书 初级; the others: 甲证书 中级. 60 persons.
[[nodiscard]] SubmissionCase valid_case(ApplicationKind kind);
/// The same application, submitted before in this round and returned by the department.
[[nodiscard]] SubmissionCase returned_case(ApplicationKind kind);

[[nodiscard]] Line line_of(std::string certificate, CertificateId id, std::string level, std::int64_t headcount,
                           std::string reason);
/// A plan of institution 1 of which `examined` of `headcount` persons were examined in 2026.
[[nodiscard]] Plan plan_of(PlanId id, CertificateId certificate, Level level, int year, std::int64_t headcount,
                           std::int64_t examined);

}  // namespace kaoji::core
