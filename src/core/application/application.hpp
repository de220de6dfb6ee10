#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan/ledger.hpp"
#include "core/policy/policy.hpp"

namespace kaoji::core {

/// domain.md, "Life of an application".
enum class Status {
  draft,
  submitted,
  forwarded,
  returned,
  approved,
  partly_approved,
  rejected,
  withdrawn,
  voided,
};
inline constexpr std::size_t kStatusCount = static_cast<std::size_t>(Status::voided) + 1;

/// The block of annex 1 in which a `new` line is printed (R5, fine print).
enum class AnnexBlock { left, right };

/// One line as the institution writes it: what it wants, not yet what it means.
struct LineWish {
  std::string certificate;                      ///< name; kept when the catalogue does not know it
  std::optional<CertificateId> certificate_id;  ///< nothing: not in the catalogue
  std::string level_text;                       ///< as written
  std::optional<std::int64_t> headcount;        ///< the net change; nothing: not a whole number
  std::string reason;                           ///< for increase and decrease
  std::optional<int> year;                      ///< plan year, for increase and decrease

  [[nodiscard]] std::optional<Level> level() const { return parse_level(level_text); }
};

/// 例外: a line that a decision leaves out, with its reason.
struct LineExcept {
  Stage stage{};  ///< preliminary or final
  std::string reason;
  base::Instant at;
  std::string actor;  ///< login
};

/// A line of an application. From submission on, `plan_year` and, for increase and decrease, `plan` say which plan it
/// is of.
struct Line {
  LineWish wish;
  int plan_year = 0;
  PlanId plan;
  std::int64_t before = 0;  ///< the plan's live headcount when it was submitted, as the signed form says
  std::optional<AnnexBlock> block;
  std::optional<LineExcept> except;
};

/// 申报 with its lines of the current revision.
struct Application {
  ApplicationId id;
  std::string number;  ///< shown to people, such as KJ2026-000123; given when it is created
  ApplicationKind kind{};
  InstitutionId institution;
  Status status = Status::draft;
  std::int64_t revision = 1;  ///< of the lines; the signed form is printed from one
  std::int64_t version = 1;   ///< counts every change, for If-Match
  RoundRef round;             ///< of a windowed application once submitted
  std::string policy_id;      ///< the policy under which it was last submitted
  Stage returned_by{};        ///< when returned: preliminary or final
  bool waived = false;        ///< a waiver covers it to its end (fine print)
  base::Instant created_at;
  base::Instant updated_at;                 ///< of the latest change
  std::optional<base::Instant> decided_at;  ///< of the final decision, withdrawal or voiding
  std::optional<base::Instant> first_submitted_at;
  std::optional<base::Instant> submitted_at;  ///< the latest submission
  std::optional<std::int64_t> scan_revision;  ///< of the newest scan; nothing: no scan
  std::string contact_name;
  std::string contact_phone;
  std::vector<Line> lines;
};

/// Awaiting = a decision is due: submitted or forwarded (fine print).
[[nodiscard]] bool awaiting(Status status);
/// Does it lie with its institution, to be edited and submitted: a draft, or returned for correction?
[[nodiscard]] bool with_institution(Status status);

/// Does the institution's bureau review its applications before the department (R11)? Never where there is no bureau.
[[nodiscard]] bool bureau_reviews(const Policy& policy, const Institution& institution);

/// Who has to act next.
enum class Desk { nobody, institution, bureau, department };

/// The desk on which an application of this status lies, for an institution whose bureau reviews first or not (R11).
[[nodiscard]] Desk awaits(Status status, bool bureau_reviews);
/// The stage that the awaiting application stands at; nothing when it is not awaiting.
[[nodiscard]] std::optional<Stage> stage_of(Status status, bool bureau_reviews);

/// `partly-approved`, …
[[nodiscard]] std::string_view to_text(Status status);
[[nodiscard]] std::optional<Status> parse_status(std::string_view text);
[[nodiscard]] std::string_view words_zh(Status status);
/// `left`, `right`.
[[nodiscard]] std::string_view to_text(AnnexBlock block);
/// `nobody`, `institution`, `bureau`, `department`.
[[nodiscard]] std::string_view to_text(Desk desk);
[[nodiscard]] std::string_view words_zh(Desk desk);

/// “Web前端开发 中级”, with the year when the line names one: how findings call a line.
[[nodiscard]] std::string called(const LineWish& wish);

}  // namespace kaoji::core
