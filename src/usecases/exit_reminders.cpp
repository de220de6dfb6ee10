#include "usecases/exit_reminders.hpp"

#include <fmt/format.h>

#include "usecases/audit_trail.hpp"
#include "usecases/exit_questions.hpp"

namespace kaoji::usecases {

namespace {

ports::Notice notice_of(const Context& context, const core::ExitReminder& due, const ports::ExitOutlook& outlook) {
  ports::Notice notice;
  notice.kind = ports::kExitAhead;
  notice.institution = outlook.institution;
  notice.year = due.search.year;
  notice.plans = outlook.plans;
  notice.headcount = outlook.headcount;
  notice.days_left = due.days_left;
  notice.sender = context.actor.login;
  notice.created_at = context.now;
  return notice;
}

}  // namespace

Context context_of_time(const core::PolicyBook& book, base::Instant now, const ports::Crypto& crypto) {
  core::Actor actor;
  actor.login = "system";
  actor.role = core::Role::system_administrator;
  return {book, now, std::move(actor), crypto, {}, {}};
}

std::int64_t queue_exit_reminders(ports::Transaction& tx, const Context& context) {
  const auto due = core::exit_reminder(context.book, context.now);
  if (!due) return 0;
  // Two servers on one database, or a run of the exit meanwhile: one after the other.
  tx.catalogue().lock_all_institutions();
  const auto told = tx.notices().queued(ports::kExitAhead, due->search.year, due->step);
  ports::ExitFilter filter = exit_filter(due->search);
  std::int64_t queued = 0;
  for (const ports::ExitOutlook& outlook : tx.plans().exit_outlook(filter)) {
    if (told.contains(outlook.institution)) continue;
    const std::int64_t notice = tx.notices().insert(notice_of(context, *due, outlook));
    tx.notices().queue(
        {std::string(ports::kExitAhead), outlook.institution, due->search.year, due->step, notice, context.now});
    ++queued;
  }
  if (queued > 0) {
    append_audit(tx, context,
                 {"exit-remind", object_name("year", due->search.year), "ok",
                  fmt::format("{} days before: {} institutions", due->step, queued)});
  }
  return queued;
}

}  // namespace kaoji::usecases
