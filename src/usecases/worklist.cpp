#include "usecases/worklist.hpp"

#include <algorithm>

#include "usecases/exit_questions.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kWholeWorklist = 1'000'000;
/// 临期: the stage closes within this many days.
constexpr int kSoonDays = 2;

/// What the actor's role sees of applications, as a filter; nothing: none.
std::optional<ports::ApplicationFilter> seen(const Context& context, core::Act act) {
  const auto scope = reach(context, act);
  if (!scope) return std::nullopt;
  ports::ApplicationFilter filter;
  filter.institution = scope->institution;
  filter.bureau = scope->bureau;
  filter.hide_drafts = context.actor.role != core::Role::institution_clerk;
  return filter;
}

core::Desk desk_of(core::Role role) {
  switch (role) {
    case core::Role::institution_clerk:
      return core::Desk::institution;
    case core::Role::bureau_reviewer:
      return core::Desk::bureau;
    case core::Role::department_reviewer:
      return core::Desk::department;
    default:
      return core::Desk::nobody;
  }
}

bool lies_with(const Context& context, const ports::ApplicationRow& row) {
  core::Institution institution;
  institution.kind = row.institution_kind;
  institution.bureau = row.bureau;
  const auto desk = core::awaits(row.status, core::bureau_reviews(context.policy(), institution));
  return desk == desk_of(context.actor.role);
}

std::vector<core::Extension> all_extensions(ports::Transaction& tx) {
  std::vector<core::Extension> all;
  for (ports::GrantedExtension& each : tx.grants().extensions()) all.push_back(std::move(each.extension));
  return all;
}

/// The statuses of `some` that are wanted; all of them when nothing is.
std::vector<core::Status> wanted_of(std::vector<core::Status> some, const std::vector<core::Status>& wanted) {
  if (!wanted.empty())
    std::erase_if(some, [&](core::Status status) { return std::ranges::find(wanted, status) == wanted.end(); });
  return some;
}

struct AwaitingRow {
  ports::ApplicationRow row;
  std::optional<base::Date> due;
};

/// Those of the filter that await the actor, in the order of submission.
std::vector<AwaitingRow> awaiting_rows(ports::Transaction& tx, const Context& context, ports::ApplicationFilter filter,
                                       const std::vector<core::Status>& wanted = {}) {
  if (desk_of(context.actor.role) == core::Desk::nobody) return {};
  const bool clerk = context.actor.role == core::Role::institution_clerk;
  filter.statuses = wanted_of(
      clerk ? std::vector{core::Status::returned} : std::vector{core::Status::submitted, core::Status::forwarded},
      wanted);
  if (filter.statuses.empty()) return {};
  filter.order = ports::ApplicationOrder::oldest_submission_first;
  filter.limit = kWholeWorklist;
  const auto extensions = all_extensions(tx);
  std::vector<AwaitingRow> rows;
  for (ports::ApplicationRow& row : tx.applications().applications(filter)) {
    if (!lies_with(context, row)) continue;
    const auto due = due_day(context, row, extensions);
    rows.push_back({std::move(row), due});
  }
  return rows;
}

/// By their last day, the overdue in front; those without one at the end, each in the order of submission.
std::vector<AwaitingRow> by_last_day(std::vector<AwaitingRow> rows) {
  std::ranges::stable_sort(
      rows, [](const AwaitingRow& a, const AwaitingRow& b) { return a.due && (!b.due || *a.due < *b.due); });
  return rows;
}

std::vector<ports::ApplicationRow> without_days(std::vector<AwaitingRow> rows) {
  std::vector<ports::ApplicationRow> bare;
  bare.reserve(rows.size());
  for (AwaitingRow& each : rows) bare.push_back(std::move(each.row));
  return bare;
}

/// Counts what awaits, what of it closes soon and what is past its day.
template <class Counters>
void count_due(const Context& context, const std::vector<AwaitingRow>& rows, Counters& out) {
  const base::Date today = context.today();
  for (const AwaitingRow& each : rows) {
    if (!each.due) continue;
    if (*each.due < today) {
      ++out.overdue;
    } else if (*each.due < base::plus_days(today, kSoonDays)) {
      ++out.due_soon;
    }
  }
}

/// Drafts whose submit window, extensions counted, closes soon: what is typed and not handed in is due as well.
std::int64_t drafts_due_soon(ports::Transaction& tx, const Context& context, ports::ApplicationFilter filter) {
  filter.statuses = {core::Status::draft};
  filter.limit = kWholeWorklist;
  const auto extensions = all_extensions(tx);
  const base::Date today = context.today();
  std::int64_t soon = 0;
  for (const ports::ApplicationRow& row : tx.applications().applications(filter)) {
    if (!context.policy().windowed(row.kind)) continue;
    const auto round =
        core::round_for_submission(context.book, row.kind, extensions, row.institution_code, row.bureau, context.now);
    if (!round) continue;
    const auto window = core::window_for(*round, core::Stage::submit, extensions, row.institution_code, row.bureau);
    if (window.last < base::plus_days(today, kSoonDays)) ++soon;
  }
  return soon;
}

/// 已办: a decision was taken on the actor's desk, and the application has not come back to it since. False: nobody
/// decides on that desk.
bool narrow_to_done(const Context& context, const std::vector<core::Status>& wanted, ports::ApplicationFilter& filter) {
  using core::Status;
  std::vector<Status> left{Status::returned, Status::approved,  Status::partly_approved,
                           Status::rejected, Status::withdrawn, Status::voided};
  switch (desk_of(context.actor.role)) {
    case core::Desk::bureau:
      left.push_back(Status::forwarded);
      filter.reviewed_at = core::Stage::preliminary;
      break;
    case core::Desk::department:
      filter.reviewed_at = core::Stage::final;
      break;
    default:
      return false;
  }
  filter.statuses = wanted_of(std::move(left), wanted);
  return !filter.statuses.empty();
}

/// The page of a whole list that comes after `query.after`; from the beginning when that one has left the list.
ApplicationPage page_of(const std::vector<ports::ApplicationRow>& rows, const ApplicationQuery& query) {
  const auto last = std::ranges::find(rows, query.after, &ports::ApplicationRow::id);
  const auto from = last == rows.end() ? rows.begin() : std::next(last);
  const auto length = std::min<std::ptrdiff_t>(query.limit, rows.end() - from);
  return {{from, from + length}, static_cast<std::int64_t>(rows.size()), from + length != rows.end()};
}

/// Narrows what the actor sees to what is asked for, states and desk aside; false: that is nothing.
bool narrow(ports::Transaction& tx, const ApplicationQuery& query, ports::ApplicationFilter& filter) {
  if (!query.institution.empty()) {
    const auto institution = tx.catalogue().institution_by_code(query.institution);
    if (!institution || (filter.institution && *filter.institution != institution->id)) return false;
    filter.institution = institution->id;
  }
  if (!query.bureau.empty()) {
    if (!filter.bureau.empty() && filter.bureau != query.bureau) return false;
    filter.bureau = query.bureau;
  }
  filter.kind = query.kind;
  filter.round = query.round;
  filter.year = query.year;
  filter.search = query.search;
  return true;
}

}  // namespace

Outcome<std::vector<ports::ApplicationRow>> worklist(ports::Transaction& tx, const Context& context) {
  const auto filter = seen(context, core::Act::worklist_read);
  if (!core::may_ever(context.actor.role, core::Act::worklist_read)) return not_yours();
  if (!filter) return std::vector<ports::ApplicationRow>{};
  return without_days(awaiting_rows(tx, context, *filter));
}

Outcome<ApplicationPage> list_applications(ports::Transaction& tx, const Context& context,
                                           const ApplicationQuery& query) {
  auto filter = seen(context, core::Act::application_list);
  if (!filter) return not_yours();
  if (!narrow(tx, query, *filter)) return ApplicationPage{};
  if (query.awaiting_me) {
    return page_of(without_days(by_last_day(awaiting_rows(tx, context, *filter, query.statuses))), query);
  }
  filter->statuses = query.statuses;
  if (query.done_by_me && !narrow_to_done(context, query.statuses, *filter)) return ApplicationPage{};
  filter->after = query.after;
  filter->limit = query.limit + 1;
  ApplicationPage page{tx.applications().applications(*filter), tx.applications().count_applications(*filter)};
  page.more = static_cast<int>(page.rows.size()) > query.limit;
  if (page.more) page.rows.pop_back();
  return page;
}

Outcome<ApplicationCounts> count_applications(ports::Transaction& tx, const Context& context,
                                              const ApplicationQuery& query) {
  auto filter = seen(context, core::Act::application_list);
  if (!filter) return not_yours();
  ApplicationCounts counts;
  if (!narrow(tx, query, *filter)) return counts;
  counts.states = tx.applications().count_by_status(*filter);
  const auto awaiting = awaiting_rows(tx, context, *filter);
  counts.awaiting_me = static_cast<std::int64_t>(awaiting.size());
  count_due(context, awaiting, counts);
  if (narrow_to_done(context, {}, *filter)) counts.done_by_me = tx.applications().count_applications(*filter);
  return counts;
}

std::optional<base::Date> due_day(const Context& context, const ports::ApplicationRow& row,
                                  const std::vector<core::Extension>& extensions) {
  core::Institution institution;
  institution.kind = row.institution_kind;
  institution.bureau = row.bureau;
  auto stage = core::stage_of(row.status, core::bureau_reviews(context.policy(), institution));
  if (row.status == core::Status::returned) stage = row.returned_by;
  if (!stage) return std::nullopt;
  const auto round = context.book.round(row.round);
  if (round) return core::window_for(*round, *stage, extensions, row.institution_code, row.bureau).last;
  if (!row.submitted_at || row.status == core::Status::returned) return std::nullopt;
  // An increase: four days a stage is the service target (R6).
  return base::plus_days(base::day_of(context.book.zone(context.now), *row.submitted_at), context.policy().review_days);
}

Outcome<Dashboard> dashboard(ports::Transaction& tx, const Context& context) {
  const auto filter = seen(context, core::Act::dashboard_read);
  Dashboard out;
  if (!filter) return out;
  const auto rounds = context.book.last_opened(std::nullopt, context.now);
  if (!rounds.empty()) out.round = rounds.front();
  const auto mine = awaiting_rows(tx, context, *filter);
  out.awaiting = static_cast<std::int64_t>(mine.size());
  count_due(context, mine, out);
  if (!filter->hide_drafts) out.due_soon += drafts_due_soon(tx, context, *filter);
  for (const ports::StatusCount& each : tx.applications().count_by_status(*filter)) {
    if (each.status == core::Status::returned) out.returned = each.applications;
    if (each.status == core::Status::draft) out.drafts = each.applications;
  }
  if (out.round) {
    auto of_round = *filter;
    of_round.round = out.round->ref;
    out.progress = tx.applications().count_by_status(of_round);
  }
  out.exit_candidates = count_exit(tx, context);
  if (const auto scope = reach(context, core::Act::assessment_list))
    out.fees_overdue = tx.assessments().count_overdue_fees(*scope, context.today());
  return out;
}

}  // namespace kaoji::usecases
