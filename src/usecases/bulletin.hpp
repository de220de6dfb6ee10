#pragma once

#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Is it shown on that day?
[[nodiscard]] bool shown_on(const ports::Announcement& announcement, base::Date day);

/// What is shown today, to visitors only what is for them.
[[nodiscard]] std::vector<ports::Announcement> announcements_now(ports::Transaction& tx, const Context& context,
                                                                 bool visitor);
/// All of them, those of the past and of later days too.
[[nodiscard]] Outcome<std::vector<ports::Announcement>> all_announcements(ports::Transaction& tx,
                                                                          const Context& context);

/// Puts up a new announcement, whose id, version, instant and actor are given here. Clash: the last day before the
/// first.
[[nodiscard]] Outcome<ports::Announcement> put_up_announcement(ports::Transaction& tx, const Context& context,
                                                               ports::Announcement wish);
/// Changes the one with that id, if it still has this version.
[[nodiscard]] Outcome<ports::Announcement> change_announcement(ports::Transaction& tx, const Context& context,
                                                               ports::Announcement wish);
/// Takes it off for good.
[[nodiscard]] Outcome<Done> take_off_announcement(ports::Transaction& tx, const Context& context, std::int64_t id);

/// Takes the place of all contacts.
[[nodiscard]] Outcome<Done> put_contacts(ports::Transaction& tx, const Context& context,
                                         const std::vector<ports::Contact>& contacts);

}  // namespace kaoji::usecases
