#include "usecases/reminders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kaoji::usecases {

namespace {

bool today_already(const Context& context, const std::optional<ports::Notice>& reminder) {
  return reminder && context.book.today(reminder->created_at) == context.today();
}

ReminderOutcome judge(const Context& context, bool finished, const std::optional<base::Date>& last_day,
                      const std::optional<ports::Notice>& reminder, bool again) {
  if (finished) return ReminderOutcome::finished;
  if (last_day && *last_day < context.today()) return ReminderOutcome::too_late;
  if (!again && today_already(context, reminder)) return ReminderOutcome::reminded_today;
  return ReminderOutcome::sent;
}

ports::Notice reminder_of(const Context& context, const core::Round& round, const ReminderCommand& command) {
  ports::Notice notice;
  notice.kind = ports::kReminder;
  notice.round = round.ref;
  notice.note = command.note;
  notice.sender = context.actor.login;
  notice.created_at = context.now;
  return notice;
}

/// Makes every submission and review of those named wait, so that nobody is reminded of what was just done, or twice.
void lock(ports::Transaction& tx, const ReminderCommand& command) {
  if (!command.bureaus.empty()) return tx.catalogue().lock_all_institutions();
  std::set<core::InstitutionId> ids;
  for (const std::string& code : command.institutions) {
    if (const auto found = tx.catalogue().institution_by_code(code)) ids.insert(found->id);
  }
  for (const core::InstitutionId id : ids) static_cast<void>(tx.catalogue().lock_institution(id));
}

/// Judges those that are named; false when one of them is not within reach.
bool choose(const Context& context, const ReminderCommand& command, RoundProgress& progress, Reminded& out) {
  const std::set<std::string> institutions(command.institutions.begin(), command.institutions.end());
  const std::set<std::string> bureaus(command.bureaus.begin(), command.bureaus.end());
  for (InstitutionProgress& each : progress.institutions) {
    if (!institutions.contains(each.institution.code)) continue;
    const auto outcome = reminding(context, each, command.again);
    out.institutions.push_back({std::move(each), outcome});
  }
  for (BureauProgress& each : progress.bureaus) {
    if (!bureaus.contains(each.bureau.code)) continue;
    const auto outcome = reminding(context, each, command.again);
    out.bureaus.push_back({std::move(each), outcome});
  }
  return out.institutions.size() == institutions.size() && out.bureaus.size() == bureaus.size();
}

void tell(ports::Transaction& tx, const Context& context, const core::Round& round, const ReminderCommand& command,
          const Reminded& reminded) {
  for (const RemindedInstitution& each : reminded.institutions) {
    if (each.outcome != ReminderOutcome::sent) continue;
    ports::Notice notice = reminder_of(context, round, command);
    notice.institution = each.progress.institution.id;
    notice.standing = core::to_text(each.progress.standing);
    tx.notices().insert(notice);
  }
  for (const RemindedBureau& each : reminded.bureaus) {
    if (each.outcome != ReminderOutcome::sent) continue;
    ports::Notice notice = reminder_of(context, round, command);
    notice.bureau = each.progress.bureau.code;
    tx.notices().insert(notice);
  }
}

/// Who was told, in the order of codes, as many as one line holds.
std::string told(const Reminded& reminded) {
  constexpr std::size_t kLongest = 1000;
  std::string line = fmt::format("{}:", reminded.sent());
  const auto add = [&line](const std::string& code) {
    if (line.size() < kLongest) line += ' ' + code;
  };
  for (const auto& each : reminded.institutions) {
    if (each.outcome == ReminderOutcome::sent) add(each.progress.institution.code);
  }
  for (const auto& each : reminded.bureaus) {
    if (each.outcome == ReminderOutcome::sent) add(each.progress.bureau.code);
  }
  return line;
}

}  // namespace

std::string_view to_text(ReminderOutcome outcome) {
  constexpr std::array<std::string_view, 4> kOutcomes{"sent", "finished", "reminded-today", "too-late"};
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

ReminderOutcome reminding(const Context& context, const InstitutionProgress& progress, bool again) {
  return judge(context, core::finished(progress.standing), progress.last_day, progress.reminder, again);
}

ReminderOutcome reminding(const Context& context, const BureauProgress& progress, bool again) {
  return judge(context, progress.awaiting == 0, progress.last_day, progress.reminder, again);
}

std::int64_t Reminded::sent() const {
  const auto went = [](const auto& each) { return each.outcome == ReminderOutcome::sent; };
  return std::ranges::count_if(institutions, went) + std::ranges::count_if(bureaus, went);
}

Outcome<Reminded> send_reminders(ports::Transaction& tx, const Context& context, const core::Round& round,
                                 const ReminderCommand& command, bool dry_run) {
  const AuditedAct act{core::Act::reminder_send,
                       object_name("round", fmt::format("{}-{}", round.ref.year, round.ref.name))};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  if (!dry_run) lock(tx, command);
  auto found = round_progress(tx, context, act.act, round);
  if (!found) return record_not_yours(tx, context, act);
  RoundProgress progress = std::move(found).value();
  Reminded reminded;
  if (!choose(context, command, progress, reminded)) return record_not_yours(tx, context, act);
  if (dry_run) return reminded;
  tell(tx, context, round, command, reminded);
  record_done(tx, context, act, told(reminded));
  return reminded;
}

}  // namespace kaoji::usecases
