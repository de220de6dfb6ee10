#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/application/reduction_cap.hpp"
#include "core/indicators/side_figures.hpp"
#include "ports/certificate_scope.hpp"
#include "ports/kept_reading.hpp"

namespace kaoji::ports {

/// What happened to an application, in order: its timeline.
struct ApplicationEvent {
  base::Instant at;
  std::string event;  ///< created, saved, scan-uploaded, submitted, resubmitted, forwarded, returned, approved, …
  std::string actor;  ///< login
  std::optional<core::Stage> stage;  ///< of a review
  std::int64_t revision = 0;
  std::string note;
  std::string policy_id;  ///< the policy that the decision rests on
  std::string clause;
};

/// A scan of the signed form, tied to the revision it was made from. The bytes lie in the FileStore under `digest`.
struct Scan {
  std::int64_t id = 0;
  core::ApplicationId application;
  std::int64_t revision = 0;
  std::string digest;  ///< SM3, hex
  std::int64_t bytes = 0;
  int pages = 0;
  base::Instant uploaded_at;
  std::string actor;
};

/// A row of the list of applications.
struct ApplicationRow {
  core::ApplicationId id;
  std::string number;
  core::ApplicationKind kind{};
  core::Status status{};
  std::string institution_code;
  std::string institution_name;
  core::InstitutionKind institution_kind{};
  std::string bureau;
  core::RoundRef round;
  std::int64_t revision = 0;
  std::int64_t version = 0;
  std::int64_t lines = 0;
  std::int64_t headcount = 0;  ///< sum of the lines that are whole numbers
  base::Instant created_at;
  base::Instant updated_at;
  std::optional<base::Instant> submitted_at;
  std::optional<base::Instant> decided_at;
  std::optional<std::int64_t> scan_revision;
  std::optional<std::int64_t> submitted_revision;  ///< of the latest submission
  core::Stage returned_by{};                       ///< when returned
};

struct StatusCount {
  core::Status status{};
  std::int64_t applications = 0;
  std::int64_t headcount = 0;
};

/// What came of the plans that a round's declarations brought: persons, and of each plan no more than was declared.
struct RoundYield {
  std::int64_t plans = 0;
  std::int64_t approved = 0;
  std::int64_t examined = 0;
  std::int64_t passed = 0;
};

/// Of one institution: persons whom a round's applications declared, as last submitted and not withdrawn, and of them
/// those that the first who reviews passed on or decided.
struct RoundDeclared {
  core::InstitutionId institution;
  std::int64_t declared = 0;
  std::int64_t reviewed = 0;
};
struct InstitutionYield {
  core::InstitutionId institution;
  RoundYield yield;
};

/// One of the round's applications: what it declared, and what came of the plans that it brought.
struct RoundApplication {
  core::ApplicationId application;
  core::InstitutionId institution;
  std::int64_t declared = 0;
  std::int64_t reviewed = 0;
  RoundYield yield;
};

/// Which reviews are meant: from `from` on, before `until`, and where given no later than that event.
struct ReviewSpan {
  base::Instant from;
  base::Instant until;
  std::optional<std::int64_t> last_event = std::nullopt;
};

enum class ApplicationOrder { newest_first, oldest_submission_first };

struct ApplicationFilter {
  std::optional<core::InstitutionId> institution;
  std::string bureau;                                       ///< code; applications of its institutions
  std::vector<core::InstitutionKind> kinds_of_institution;  ///< empty: any
  std::vector<core::Status> statuses;                       ///< empty: any
  std::optional<core::ApplicationKind> kind;
  std::optional<core::RoundRef> round;
  std::optional<int> year;                 ///< of the round, or of an increase's creation
  std::optional<core::Stage> reviewed_at;  ///< a decision was taken on it at this stage
  bool hide_drafts = false;
  std::string search;  ///< part of number, institution name or code
  /// Of figures only: reviews of applications with such a line; persons of such lines and plans.
  CertificateScope certificates = {};
  ApplicationOrder order = ApplicationOrder::newest_first;
  core::ApplicationId after;  ///< newest first: only those older than this one; none: from the newest
  int limit = 50;
};

using core::AwaitingTouch;
using core::RoundDecrease;

/// Applications, their lines by revision, timeline and scans.
class ApplicationStore {
 public:
  virtual ~ApplicationStore() = default;

  [[nodiscard]] virtual std::optional<core::Application> application(core::ApplicationId id) = 0;
  /// Its number alone; empty when there is no such application.
  [[nodiscard]] virtual std::string number(core::ApplicationId id) = 0;
  /// The application as it stood at a submitted revision: the lines only.
  [[nodiscard]] virtual std::vector<core::Line> lines_of_revision(core::ApplicationId id, std::int64_t revision) = 0;
  [[nodiscard]] virtual std::vector<ApplicationRow> applications(const ApplicationFilter& filter) = 0;
  [[nodiscard]] virtual std::int64_t count_applications(const ApplicationFilter& filter) = 0;

  /// Stores a new application with its lines; gives it id and number (`prefix` + a running number of six digits or
  /// more).
  virtual core::Application insert(const core::Application& application, std::string_view number_prefix) = 0;
  /// Stores all fields and the lines of the current revision; earlier submitted revisions stay, an earlier draft
  /// revision that was never submitted goes.
  virtual void update(const core::Application& application) = 0;
  /// Takes a draft away that was never submitted.
  virtual void discard(core::ApplicationId id) = 0;

  /// The submitted revisions and the present one, oldest first.
  [[nodiscard]] virtual std::vector<std::int64_t> revisions(core::ApplicationId id) = 0;
  /// Rows of the same filter summed by status: how a round stands.
  [[nodiscard]] virtual std::vector<StatusCount> count_by_status(const ApplicationFilter& filter) = 0;
  /// The reviews of the filter's applications that were done in the span, oldest first.
  [[nodiscard]] virtual std::vector<core::ReviewDone> reviews_done(const ApplicationFilter& filter,
                                                                   const ReviewSpan& span) = 0;
  /// By institution; as the timelines stood after `last_event`, or now.
  [[nodiscard]] virtual std::vector<RoundDeclared> round_declared(const ApplicationFilter& filter,
                                                                  std::optional<std::int64_t> last_event) = 0;
  /// By the ledger, reversals taken off, over the filter's applications.
  [[nodiscard]] virtual RoundYield round_yield(const ApplicationFilter& filter) = 0;
  /// The applications behind round_declared() as of now and round_yield(): their columns add up to those figures. In
  /// the order of ids.
  [[nodiscard]] virtual std::vector<RoundApplication> round_applications(const ApplicationFilter& filter) = 0;
  /// The same by institution, as the ledger stood after that entry: slow, folded from its entries; certificates aside.
  [[nodiscard]] virtual std::vector<InstitutionYield> round_yields_after(const ApplicationFilter& filter,
                                                                         core::EntryId last) = 0;
  virtual void append_event(core::ApplicationId id, const ApplicationEvent& event) = 0;
  [[nodiscard]] virtual std::vector<ApplicationEvent> events(core::ApplicationId id) = 0;

  /// Keeps the scan on record and gives its id; which one counts is the application's `scan_revision`.
  virtual std::int64_t insert_scan(const Scan& scan) = 0;
  /// Newest first.
  [[nodiscard]] virtual std::vector<Scan> scans(core::ApplicationId id) = 0;
  /// Keeps what was read off a scan, once for each.
  virtual void insert_scan_reading(std::int64_t scan, const KeptReading& reading) = 0;
  /// Nothing: no machine has looked at this scan.
  [[nodiscard]] virtual std::optional<KeptReading> scan_reading(std::int64_t scan) = 0;

  /// R7: all decreases of the institution in the round, approved (by the ledger, reversals taken off) or awaiting
  /// (lines not excepted), without those of `except`.
  [[nodiscard]] virtual std::vector<RoundDecrease> round_decreases(core::InstitutionId institution,
                                                                   const core::RoundRef& round,
                                                                   core::ApplicationId except) = 0;
  /// R15: plans touched by the institution's awaiting applications other than `except`.
  [[nodiscard]] virtual std::vector<AwaitingTouch> awaiting_touches(core::InstitutionId institution,
                                                                    core::ApplicationId except) = 0;
  /// Those that were voided at exactly that instant, in the order of ids.
  [[nodiscard]] virtual std::vector<ApplicationRow> voided_at(base::Instant at) = 0;
  /// Each plan that a line of an awaiting application is of, excepted lines included, with that application; in the
  /// order of applications. One question, however many plans are looked for among them.
  [[nodiscard]] virtual std::vector<std::pair<core::ApplicationId, core::PlanId>> awaiting_plans() = 0;
  /// R16: the awaiting applications for new plans or increases with a line of the certificate that is not excepted, of
  /// that level when one is given, in the order of ids.
  [[nodiscard]] virtual std::vector<core::ApplicationId> awaiting_on_certificate(core::CertificateId certificate,
                                                                                 std::optional<core::Level> level) = 0;
};

}  // namespace kaoji::ports
