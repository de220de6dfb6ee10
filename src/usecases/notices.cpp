#include "usecases/notices.hpp"

namespace kaoji::usecases {

namespace {

/// The actor's own desk: its institution's or its bureau's. False: it has neither.
bool narrow_to_desk(const Context& context, core::Act act, ports::NoticeFilter& filter) {
  if (!core::may_ever(context.actor.role, act)) return false;
  filter.institution = context.actor.institution;
  filter.bureau = context.actor.bureau;
  filter.account = context.actor.account;
  return filter.institution.some() || !filter.bureau.empty();
}

}  // namespace

Outcome<NoticePage> list_notices(ports::Transaction& tx, const Context& context, const NoticeQuery& query) {
  ports::NoticeFilter filter;
  if (!narrow_to_desk(context, core::Act::notice_list, filter)) return not_yours();
  filter.unread_only = true;
  NoticePage page;
  page.unread = tx.notices().count(filter);
  filter.unread_only = query.unread_only;
  page.total = tx.notices().count(filter);
  filter.before = query.before;
  filter.limit = query.limit + 1;
  page.notices = tx.notices().notices(filter);
  page.more = static_cast<int>(page.notices.size()) > query.limit;
  if (page.more) page.notices.pop_back();
  return page;
}

Outcome<ports::Notice> mark_notice(ports::Transaction& tx, const Context& context, std::int64_t id) {
  const AuditedAct act{core::Act::notice_mark, object_name("notice", id)};
  ports::NoticeFilter desk;
  if (!narrow_to_desk(context, act.act, desk)) return record_not_yours(tx, context, act);
  auto notice = tx.notices().notice(id, context.actor.account);
  const bool own =
      notice && (notice->institution.some() ? notice->institution == desk.institution : notice->bureau == desk.bureau);
  if (!own) return record_not_yours(tx, context, act);
  if (!notice->read_at) {
    tx.notices().mark_read(id, context.actor.account, context.now);
    notice->read_at = context.now;
    record_done(tx, context, act);
  }
  return *std::move(notice);
}

}  // namespace kaoji::usecases
