#pragma once

#include <cstdint>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

struct NoticeQuery {
  bool unread_only = false;
  std::int64_t before = 0;  ///< older than this one; 0: from the newest
  int limit = 50;
};

struct NoticePage {
  std::vector<ports::Notice> notices;
  std::int64_t total = 0;
  std::int64_t unread = 0;
  bool more = false;
};

/// What the actor's institution or bureau was told, newest first.
[[nodiscard]] Outcome<NoticePage> list_notices(ports::Transaction& tx, const Context& context,
                                               const NoticeQuery& query);

/// Marks it as read by the actor's account; again changes nothing. `not-yours` for another's.
[[nodiscard]] Outcome<ports::Notice> mark_notice(ports::Transaction& tx, const Context& context, std::int64_t id);

}  // namespace kaoji::usecases
