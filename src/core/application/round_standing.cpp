#include "core/application/round_standing.hpp"

#include <algorithm>
#include <utility>

#include "base/words.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kStandingCount> kStandings{"not-begun", "draft",     "no-scan", "unsent",
                                                                  "returned",  "submitted", "done"};

/// What weighs more comes first: a return waits for the institution alone, a draft without lines has most before it.
constexpr std::array kByWeight{Standing::returned, Standing::draft,     Standing::no_scan,
                               Standing::unsent,   Standing::submitted, Standing::done};

/// Rounds come every year; one further back than this bounds nothing.
constexpr int kYearsBack = 2;

std::optional<Standing> standing_of(const RoundPart& part) {
  switch (part.status) {
    case Status::withdrawn:
      return std::nullopt;
    case Status::submitted:
    case Status::forwarded:
      return Standing::submitted;
    case Status::draft:
    case Status::returned:
      break;
    default:
      return Standing::done;
  }
  if (part.status == Status::returned && !part.changed_since_return) return Standing::returned;
  if (!part.has_lines) return Standing::draft;
  return part.current_scan ? Standing::unsent : Standing::no_scan;
}

std::optional<Round> round_before(const PolicyBook& book, const Round& round, ApplicationKind kind) {
  const base::Date opens = round.window(Stage::submit).first;
  std::optional<Round> last;
  for (int year = base::year_of(opens) - kYearsBack; year <= base::year_of(opens); ++year) {
    for (Round& each : book.rounds_of_year(year)) {
      if (each.governs(kind) && each.window(Stage::submit).first < opens) last = std::move(each);
    }
  }
  return last;
}

}  // namespace

std::string_view to_text(Standing standing) {
  return kStandings[static_cast<std::size_t>(standing)];
}

std::optional<Standing> parse_standing(std::string_view text) {
  return base::enumerator_of<Standing>(kStandings, text);
}

bool finished(Standing standing) {
  return standing == Standing::submitted || standing == Standing::done;
}

Standing standing_of(const std::vector<RoundPart>& parts) {
  for (const Standing standing : kByWeight) {
    if (std::ranges::any_of(parts, [standing](const RoundPart& part) { return standing_of(part) == standing; }))
      return standing;
  }
  return Standing::not_begun;
}

DraftPlace::DraftPlace(const PolicyBook& book, Round round) : round_(std::move(round)) {
  for (const ApplicationKind kind : round_.kinds) {
    before_[static_cast<std::size_t>(kind)] = round_before(book, round_, kind);
  }
}

bool DraftPlace::takes(ApplicationKind kind, base::Date day, const std::vector<Extension>& extensions,
                       std::string_view institution, std::string_view bureau) const {
  if (!round_.governs(kind)) return false;
  if (day > window_for(round_, Stage::submit, extensions, institution, bureau).last) return false;
  const auto& before = before_[static_cast<std::size_t>(kind)];
  return !before || day > window_for(*before, Stage::submit, extensions, institution, bureau).last;
}

}  // namespace kaoji::core
