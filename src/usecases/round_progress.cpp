#include "usecases/round_progress.hpp"

#include <algorithm>
#include <unordered_map>

#include "usecases/papers.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kWhole = 1'000'000;

/// An institution's applications of the round, drafts that belong there included.
using RowsByCode = std::unordered_map<std::string, std::vector<ports::ApplicationRow>>;

/// What all institutions of one round are judged by.
struct RoundFacts {
  const Context& context;
  const core::Round& round;
  std::vector<core::Extension> extensions;

  [[nodiscard]] base::Date last_day(core::Stage stage, std::string_view institution, std::string_view bureau) const {
    return core::window_for(round, stage, extensions, institution, bureau).last;
  }
};

RowsByCode rows_of_round(ports::Transaction& tx, const RoundFacts& facts, const ports::Scope& scope) {
  ports::ApplicationFilter filter;
  filter.institution = scope.institution;
  filter.bureau = scope.bureau;
  filter.round = facts.round.ref;
  filter.limit = kWhole;
  RowsByCode rows;
  for (auto& row : tx.applications().applications(filter)) rows[row.institution_code].push_back(std::move(row));
  filter.round.reset();
  filter.statuses = {core::Status::draft};
  const core::DraftPlace place(facts.context.book, facts.round);
  for (auto& row : tx.applications().applications(filter)) {
    const base::Date day = facts.context.book.today(row.updated_at);
    if (place.takes(row.kind, day, facts.extensions, row.institution_code, row.bureau))
      rows[row.institution_code].push_back(std::move(row));
  }
  return rows;
}

core::RoundPart part_of(const ports::ApplicationRow& row) {
  return {row.status, row.lines > 0, row.scan_revision == row.revision,
          row.status == core::Status::returned && row.submitted_revision != row.revision};
}

/// The last day for what is unfinished: of a return that of the stage that returned it (R3), else of the submission.
std::optional<base::Date> last_day_of(const RoundFacts& facts, const core::Institution& institution,
                                      core::Standing standing, const std::vector<ports::ApplicationRow>& rows) {
  if (core::finished(standing)) return std::nullopt;
  base::Date last = facts.last_day(core::Stage::submit, institution.code, institution.bureau);
  for (const ports::ApplicationRow& row : rows) {
    if (row.status != core::Status::returned) continue;
    last = std::max(last, facts.last_day(row.returned_by, institution.code, institution.bureau));
  }
  return last;
}

InstitutionProgress progress_of(const RoundFacts& facts, core::Institution institution,
                                const std::vector<ports::ApplicationRow>& rows) {
  InstitutionProgress progress;
  std::vector<core::RoundPart> parts;
  for (const ports::ApplicationRow& row : rows) {
    parts.push_back(part_of(row));
    progress.drafts += row.status == core::Status::draft;
    progress.returned += row.status == core::Status::returned;
    progress.awaiting += core::awaiting(row.status);
    progress.decided += core::standing_of({parts.back()}) == core::Standing::done;
    progress.changed_at = std::max(progress.changed_at.value_or(row.updated_at), row.updated_at);
  }
  progress.standing = core::standing_of(parts);
  progress.last_day = last_day_of(facts, institution, progress.standing, rows);
  progress.institution = std::move(institution);
  return progress;
}

/// Adds what an institution's applications mean for its bureau.
void add_to_bureau(ports::Transaction& tx, const RoundFacts& facts, const InstitutionProgress& one,
                   const std::vector<ports::ApplicationRow>& rows, BureauProgress& bureau) {
  ++bureau.institutions[static_cast<std::size_t>(one.standing)];
  for (const ports::ApplicationRow& row : rows) {
    bureau.handed_over += handed_over(tx, row);
    if (core::stage_of(row.status, core::bureau_reviews(facts.context.policy(), one.institution)) !=
        core::Stage::preliminary)
      continue;
    ++bureau.awaiting;
    const base::Date last = facts.last_day(core::Stage::preliminary, one.institution.code, one.institution.bureau);
    bureau.last_day = std::max(bureau.last_day.value_or(last), last);
  }
}

void add_reminders(ports::Transaction& tx, RoundProgress& progress) {
  std::unordered_map<core::InstitutionId, ports::Notice> of_institutions;
  std::unordered_map<std::string, ports::Notice> of_bureaus;
  for (ports::Notice& notice : tx.notices().reminders(progress.round.ref)) {
    if (notice.institution.some()) {
      of_institutions[notice.institution] = std::move(notice);
    } else {
      of_bureaus[notice.bureau] = std::move(notice);
    }
  }
  for (InstitutionProgress& each : progress.institutions) {
    if (const auto found = of_institutions.find(each.institution.id); found != of_institutions.end())
      each.reminder = found->second;
  }
  for (BureauProgress& each : progress.bureaus) {
    if (const auto found = of_bureaus.find(each.bureau.code); found != of_bureaus.end()) each.reminder = found->second;
  }
}

std::vector<BureauProgress> bureaus_within(ports::Transaction& tx, const ports::Scope& scope) {
  std::vector<BureauProgress> bureaus;
  for (core::Bureau& bureau : tx.catalogue().bureaus()) {
    if (scope.bureau.empty() || scope.bureau == bureau.code) bureaus.emplace_back().bureau = std::move(bureau);
  }
  return bureaus;
}

}  // namespace

std::optional<core::Round> progress_round(const Context& context, std::optional<std::string_view> name,
                                          std::optional<int> year) {
  if (!name) {
    auto opened = context.book.last_opened(std::nullopt, context.now);
    if (opened.empty()) return std::nullopt;
    return std::move(opened.front());
  }
  return context.book.round_of_year(year.value_or(context.year()), *name);
}

Outcome<RoundProgress> round_progress(ports::Transaction& tx, const Context& context, core::Act act,
                                      const core::Round& round) {
  const auto scope = reach(context, act);
  if (!scope) return not_yours();
  RoundFacts facts{context, round, {}};
  for (auto& granted : tx.grants().extensions()) facts.extensions.push_back(std::move(granted.extension));
  const RowsByCode rows = rows_of_round(tx, facts, *scope);
  RoundProgress progress{round, {}, bureaus_within(tx, *scope)};
  ports::InstitutionFilter filter;
  filter.bureau = scope->bureau;
  filter.limit = kWhole;
  static const std::vector<ports::ApplicationRow> none;
  for (core::Institution& institution : tx.catalogue().institutions(filter)) {
    const auto found = rows.find(institution.code);
    const auto& own = found == rows.end() ? none : found->second;
    const auto& one = progress.institutions.emplace_back(progress_of(facts, std::move(institution), own));
    const auto bureau = std::ranges::find(progress.bureaus, one.institution.bureau,
                                          [](const BureauProgress& each) { return each.bureau.code; });
    if (bureau != progress.bureaus.end()) add_to_bureau(tx, facts, one, own, *bureau);
  }
  add_reminders(tx, progress);
  return progress;
}

}  // namespace kaoji::usecases
