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

std::vector<ports::ApplicationRow> awaiting_rows(ports::Transaction& tx, const Context& context) {
  auto filter = seen(context, core::Act::worklist_read);
  if (!filter || desk_of(context.actor.role) == core::Desk::nobody) return {};
  const bool clerk = context.actor.role == core::Role::institution_clerk;
  filter->statuses =
      clerk ? std::vector{core::Status::returned} : std::vector{core::Status::submitted, core::Status::forwarded};
  filter->order = ports::ApplicationOrder::oldest_submission_first;
  filter->limit = kWholeWorklist;
  auto rows = tx.applications().applications(*filter);
  std::erase_if(rows, [&](const ports::ApplicationRow& row) { return !lies_with(context, row); });
  return rows;
}

void count_due(const Context& context, const std::vector<ports::ApplicationRow>& rows,
               const std::vector<core::Extension>& extensions, Dashboard& out) {
  const base::Date today = context.today();
  for (const ports::ApplicationRow& row : rows) {
    ++out.awaiting;
    const auto due = due_day(context, row, extensions);
    if (!due) continue;
    if (*due < today) {
      ++out.overdue;
    } else if (*due < base::plus_days(today, kSoonDays)) {
      ++out.due_soon;
    }
  }
}

/// The page of a whole list that comes after `query.after`; from the beginning when that one has left the list.
ApplicationPage page_of(const std::vector<ports::ApplicationRow>& rows, const ApplicationQuery& query) {
  const auto last = std::ranges::find(rows, query.after, &ports::ApplicationRow::id);
  const auto from = last == rows.end() ? rows.begin() : std::next(last);
  const auto length = std::min<std::ptrdiff_t>(query.limit, rows.end() - from);
  return {{from, from + length}, static_cast<std::int64_t>(rows.size()), from + length != rows.end()};
}

std::vector<core::Extension> all_extensions(ports::Transaction& tx) {
  std::vector<core::Extension> all;
  for (ports::GrantedExtension& each : tx.grants().extensions()) all.push_back(std::move(each.extension));
  return all;
}

}  // namespace

Outcome<std::vector<ports::ApplicationRow>> worklist(ports::Transaction& tx, const Context& context) {
  if (!core::may_ever(context.actor.role, core::Act::worklist_read)) return not_yours();
  return awaiting_rows(tx, context);
}

Outcome<ApplicationPage> list_applications(ports::Transaction& tx, const Context& context,
                                           const ApplicationQuery& query) {
  auto filter = seen(context, core::Act::application_list);
  if (!filter) return not_yours();
  if (query.awaiting_me) {
    return page_of(awaiting_rows(tx, context), query);
  }
  if (!query.institution.empty()) {
    const auto institution = tx.catalogue().institution_by_code(query.institution);
    if (!institution || (filter->institution && *filter->institution != institution->id)) return ApplicationPage{};
    filter->institution = institution->id;
  }
  if (!query.bureau.empty()) {
    if (!filter->bureau.empty() && filter->bureau != query.bureau) return ApplicationPage{};
    filter->bureau = query.bureau;
  }
  filter->statuses = query.statuses;
  filter->kind = query.kind;
  filter->round = query.round;
  filter->year = query.year;
  filter->search = query.search;
  filter->after = query.after;
  filter->limit = query.limit + 1;
  ApplicationPage page{tx.applications().applications(*filter), tx.applications().count_applications(*filter)};
  page.more = static_cast<int>(page.rows.size()) > query.limit;
  if (page.more) page.rows.pop_back();
  return page;
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
  count_due(context, awaiting_rows(tx, context), all_extensions(tx), out);
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
  return out;
}

}  // namespace kaoji::usecases
