#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/role.hpp"

namespace kaoji::ports {

/// What a notice is about.
inline constexpr std::string_view kReminder = "reminder";                     ///< 催办
inline constexpr std::string_view kPlanExited = "plan-exited";                ///< a forced exit took plans
inline constexpr std::string_view kApplicationVoided = "application-voided";  ///< a forced exit voided an application

/// Something that an institution or a bureau is told. Which members say something depends on the kind.
struct Notice {
  std::int64_t id = 0;
  std::string kind;
  core::InstitutionId institution;  ///< whom it is for; none: a bureau
  std::string bureau;               ///< code; empty: an institution
  core::RoundRef round;             ///< of a reminder
  std::string standing;             ///< of a reminder to an institution: how it stood
  core::ApplicationId application;  ///< that was voided
  int year = 0;                     ///< of the exit
  std::int64_t plans = 0;           ///< that the exit took, of this institution
  std::int64_t headcount = 0;       ///< persons of these
  std::string note;                 ///< of a reminder: words of the sender's own
  std::string sender;               ///< login
  base::Instant created_at;
  std::optional<base::Instant> read_at;  ///< read only: by the account that asks; of reminders(): first by anyone
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
  /// All reminders of a round, oldest first.
  [[nodiscard]] virtual std::vector<Notice> reminders(const core::RoundRef& round) = 0;
};

}  // namespace kaoji::ports
