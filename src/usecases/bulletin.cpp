#include "usecases/bulletin.hpp"

#include <fmt/format.h>

#include "usecases/last_change.hpp"

namespace kaoji::usecases {

namespace {

bool office_may(const Context& context, core::Act act) {
  return core::may_ever(context.actor.role, act);
}

std::optional<ClashFound> days_clash(const ports::Announcement& wish) {
  if (!wish.until || wish.from <= *wish.until) return std::nullopt;
  return ClashFound{Clash::field_invalid, "until", "结束日期不能早于开始日期。",
                    "The last day must not be before the first."};
}

}  // namespace

bool shown_on(const ports::Announcement& announcement, base::Date day) {
  return announcement.from <= day && (!announcement.until || day <= *announcement.until);
}

std::vector<ports::Announcement> announcements_now(ports::Transaction& tx, const Context& context, bool visitor) {
  auto shown = tx.bulletin().announcements();
  std::erase_if(shown, [&](const ports::Announcement& each) {
    return !shown_on(each, context.today()) || (visitor && !each.for_visitors);
  });
  return shown;
}

Outcome<std::vector<ports::Announcement>> all_announcements(ports::Transaction& tx, const Context& context) {
  if (!office_may(context, core::Act::announcement_list)) return not_yours();
  return tx.bulletin().announcements();
}

Outcome<ports::Announcement> put_up_announcement(ports::Transaction& tx, const Context& context,
                                                 ports::Announcement wish) {
  const AuditedAct act{core::Act::announcement_write, "announcement/new"};
  if (!office_may(context, act.act)) return record_not_yours(tx, context, act);
  if (auto clash = days_clash(wish)) return record_clash(tx, context, act, *std::move(clash));
  wish.version = 1;
  wish.changed_at = context.now;
  wish.actor = context.actor.login;
  wish.id = tx.bulletin().insert(wish);
  record_done(tx, context, {act.act, object_name("announcement", wish.id)}, wish.title_zh);
  return wish;
}

Outcome<ports::Announcement> change_announcement(ports::Transaction& tx, const Context& context,
                                                 ports::Announcement wish) {
  const AuditedAct act{core::Act::announcement_write, object_name("announcement", wish.id)};
  const auto before = tx.bulletin().announcement(wish.id);
  if (!before || !office_may(context, act.act)) return record_not_yours(tx, context, act);
  if (before->version != wish.version)
    return record_overtaken(tx, context, act, before->version, last_change(tx, before->actor, before->changed_at));
  if (auto clash = days_clash(wish)) return record_clash(tx, context, act, *std::move(clash));
  wish.version = before->version + 1;
  wish.changed_at = context.now;
  wish.actor = context.actor.login;
  tx.bulletin().update(wish);
  record_done(tx, context, act, wish.title_zh);
  return wish;
}

Outcome<Done> take_off_announcement(ports::Transaction& tx, const Context& context, std::int64_t id) {
  const AuditedAct act{core::Act::announcement_write, object_name("announcement", id)};
  const auto before = tx.bulletin().announcement(id);
  if (!before || !office_may(context, act.act)) return record_not_yours(tx, context, act);
  tx.bulletin().remove_announcement(id);
  record_done(tx, context, act, fmt::format("taken off: {}", before->title_zh));
  return Done{};
}

Outcome<Done> put_contacts(ports::Transaction& tx, const Context& context,
                           const std::vector<ports::Contact>& contacts) {
  const AuditedAct act{core::Act::contact_write, "contacts"};
  if (!office_may(context, act.act)) return record_not_yours(tx, context, act);
  tx.bulletin().put_contacts(contacts);
  record_done(tx, context, act, fmt::format("{} desks", contacts.size()));
  return Done{};
}

}  // namespace kaoji::usecases
