#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace kaoji::ports {

/// 公告: what the office tells everyone, on whole days of the policy's zone.
struct Announcement {
  std::int64_t id = 0;
  std::int64_t version = 1;  ///< counts every change, for If-Match
  std::string title_zh;
  std::string title_en;  ///< empty: the Chinese one stands for both
  std::string body_zh;
  std::string body_en;
  base::Date from;                  ///< the first day on which it is shown
  std::optional<base::Date> until;  ///< the last one; nothing: until it is taken off
  bool for_visitors = false;        ///< also shown before signing in
  base::Instant changed_at;
  std::string actor;  ///< login
};

/// 联系方式: an office desk that people may ask. Never a person.
struct Contact {
  std::string desk_zh;
  std::string desk_en;
  std::string phone;
  std::string mail;
  std::string note_zh;  ///< hours, what to ask there
  std::string note_en;
};

/// The office's notice board.
class BulletinStore {
 public:
  virtual ~BulletinStore() = default;

  /// The latest first day in front, the newest of a day first.
  [[nodiscard]] virtual std::vector<Announcement> announcements() = 0;
  /// Locked until the end of a write, so that the version read is the one that changes.
  [[nodiscard]] virtual std::optional<Announcement> announcement(std::int64_t id) = 0;
  virtual std::int64_t insert(const Announcement& announcement) = 0;
  virtual void update(const Announcement& announcement) = 0;
  virtual void remove_announcement(std::int64_t id) = 0;

  /// In the order in which they were put.
  [[nodiscard]] virtual std::vector<Contact> contacts() = 0;
  /// Takes the place of all that were there.
  virtual void put_contacts(const std::vector<Contact>& contacts) = 0;
};

}  // namespace kaoji::ports
