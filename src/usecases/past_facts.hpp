#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "core/application/submission.hpp"
#include "ports/store.hpp"

namespace kaoji::usecases {

/// An application with what happened to it.
struct PastApplication {
  core::Application application;  ///< as it stands now
  std::vector<ports::ApplicationEvent> events;
};

/// Under which notice the past is looked at: which round an application fell into, and which round a grant is for.
struct PastView {
  std::function<core::RoundRef(const core::Application&)> round_of;
  std::function<core::RoundRef(const core::RoundRef&)> granted_round;
};

/// What the store keeps of one institution's past, from which the facts of any instant are put together again: plans
/// from the ledger, what awaited and what was decided from the timelines, grants by the instant of their granting.
/// Partial, and taken as they must have been: the platform's switch (open), a level that was closed and opened again,
/// a scan that was taken away again.
class InstitutionPast {
 public:
  /// Reads everything at once; `tx` must outlive it.
  InstitutionPast(ports::Transaction& tx, core::Institution institution);

  [[nodiscard]] const core::Institution& institution() const { return institution_; }
  [[nodiscard]] const std::vector<PastApplication>& applications() const { return applications_; }
  /// Its lines of a revision that was submitted.
  [[nodiscard]] std::vector<core::Line> lines(const core::Application& application, std::int64_t revision) const;
  /// The revision of the newest scan that there was at `at`.
  [[nodiscard]] std::optional<std::int64_t> scanned_revision(core::ApplicationId id, base::Instant at) const;
  /// The extensions granted by `at`.
  [[nodiscard]] std::vector<core::Extension> extensions(base::Instant at, const PastView& view) const;
  /// The facts just before `at` for an application with these lines, in a round of the view (or none). Days are
  /// counted in `zone`.
  [[nodiscard]] core::SubmissionFacts facts(const core::Application& application, base::Instant at,
                                            const base::Zone& zone, const core::RoundRef& round,
                                            const PastView& view) const;

 private:
  [[nodiscard]] std::vector<core::Plan> plans_before(base::Instant at) const;
  [[nodiscard]] std::vector<core::Certificate> certificates_of(const core::Application& application,
                                                               base::Instant at) const;
  [[nodiscard]] std::vector<core::AwaitingTouch> touches(core::ApplicationId except, base::Instant at) const;
  [[nodiscard]] std::vector<core::RoundDecrease> decreases(core::ApplicationId except, base::Instant at,
                                                           const core::RoundRef& round, const PastView& view) const;
  void add_approved(const core::Application& application, base::Instant at,
                    std::vector<core::RoundDecrease>& found) const;

  ports::Transaction& tx_;
  core::Institution institution_;
  std::vector<PastApplication> applications_;
  std::vector<core::Plan> plans_;
  std::vector<std::vector<core::LedgerEntry>> entries_;  ///< of each plan, in the order of recording
  std::vector<ports::GrantedExtension> extensions_;
  std::vector<ports::Admission> admissions_;
  std::vector<ports::Waiver> waivers_;
  std::vector<ports::Closure> closures_;
};

}  // namespace kaoji::usecases
