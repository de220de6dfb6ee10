#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/role.hpp"

namespace kaoji::ports {

/// What a notice is about.
inline constexpr std::string_view kReminder = "reminder";                     ///< 催办
inline constexpr std::string_view kPlanExited = "plan-exited";                ///< a forced exit took plans
inline constexpr std::string_view kApplicationVoided = "application-voided";  ///< a forced exit voided an application
inline constexpr std::string_view kExitAhead = "exit-ahead";                  ///< plans would be forced out soon
inline constexpr std::string_view kExitReversed = "exit-reversed";            ///< a mistaken exit was taken back

/// Something that an institution or a bureau is told. Which members say something depends on the kind.
struct Notice {
  std::int64_t id = 0;
  std::string kind;
  core::InstitutionId institution;  ///< whom it is for; none: a bureau
  std::string bureau;               ///< code; empty: an institution
  core::RoundRef round;             ///< of a reminder
  std::string standing;             ///< of a reminder to an institution: how it stood
  core::ApplicationId application;  ///< that was voided
  core::PlanId plan;                ///< whose exit was taken back
  int year = 0;                     ///< of the exit
  std::int64_t plans = 0;           ///< that the exit took, would take or gave back, of this institution
  std::int64_t headcount = 0;       ///< persons of these
  int days_left = 0;                ///< until the exit that is ahead
  std::string note;                 ///< words of the sender's own; of an exit taken back: the reason
  std::string sender;               ///< login
  base::Instant created_at;
  std::optional<base::Instant> read_at;  ///< read only: by the account that asks; of reminders(): first by anyone
};

/// A message that was queued, with the notice that shows it. Whoever delivers messages takes them from here.
struct Job {
  std::string kind;
  core::InstitutionId institution;
  int year = 0;
  int step = 0;             ///< which of several of its kind in that year: the days before the exit
  std::int64_t notice = 0;  ///< id
  base::Instant queued_at;
};

/// On whose desk notices are looked for, and by which account they are read.
struct NoticeFilter {
  core::InstitutionId institution;
  std::string bureau;
  core::AccountId account;
  bool unread_only = false;
  std::int64_t before = 0;  ///< cursor: older than this one; 0: from the newest
  int limit = 50;
};

/// Notices, and who has read them.
class NoticeStore {
 public:
  virtual ~NoticeStore() = default;

  virtual std::int64_t insert(const Notice& notice) = 0;
  /// Newest first.
  [[nodiscard]] virtual std::vector<Notice> notices(const NoticeFilter& filter) = 0;
  /// How many the filter finds, cursor and limit aside.
  [[nodiscard]] virtual std::int64_t count(const NoticeFilter& filter) = 0;
  [[nodiscard]] virtual std::optional<Notice> notice(std::int64_t id, core::AccountId account) = 0;
  /// The first reading counts.
  virtual void mark_read(std::int64_t id, core::AccountId account, base::Instant at) = 0;
  /// Queues a message; there is at most one of a kind, institution, year and step.
  virtual void queue(const Job& job) = 0;
  /// The institutions for which that message was queued already.
  [[nodiscard]] virtual std::set<core::InstitutionId> queued(std::string_view kind, int year, int step) = 0;
  /// All reminders of a round, oldest first.
  [[nodiscard]] virtual std::vector<Notice> reminders(const core::RoundRef& round) = 0;
};

}  // namespace kaoji::ports
