#include "properties/naive_model.hpp"

namespace kaoji::naive {

namespace {

Day day_in(int year, const MonthDay& date) {
  return day_number({year, date.month, date.day});
}

}  // namespace

std::pair<Day, Day> Model::window(const RoundAt& round, Stage stage) const {
  const auto& [first, last] = notice.rounds[static_cast<std::size_t>(round.rule)].windows[static_cast<int>(stage)];
  return {day_in(round.year, first), day_in(round.year, last)};
}

bool Model::covers(const Extension& extension, int school) const {
  if (extension.school >= 0) return extension.school == school;
  return extension.bureau.empty() || extension.bureau == schools[static_cast<std::size_t>(school)].bureau;
}

std::pair<Day, Day> Model::window_for(const RoundAt& round, Stage stage, int school) const {
  auto [first, last] = window(round, stage);
  for (const Extension& each : extensions_) {
    if (each.round == round && each.stage == stage && covers(each, school) && each.until > last) last = each.until;
  }
  return {first, last};
}

/// Every round whose submit window has opened by today.
std::vector<RoundAt> Model::rounds_so_far() const {
  std::vector<RoundAt> rounds;
  if (!in_force()) return rounds;
  for (int year = year_of(notice.in_force_from); year <= this->year(); ++year) {
    for (std::size_t i = 0; i < notice.rounds.size(); ++i) {
      const RoundRule& rule = notice.rounds[i];
      const RoundAt round{static_cast<int>(i), year};
      if (year < rule.from_year || year > rule.until_year) continue;
      if (window(round, Stage::submit).first <= today()) rounds.push_back(round);
    }
  }
  return rounds;
}

std::optional<RoundAt> Model::last_opened() const {
  std::optional<RoundAt> last;
  for (const RoundAt& each : rounds_so_far()) {
    if (!last || window(each, Stage::submit).first > window(*last, Stage::submit).first) last = each;
  }
  return last;
}

/// The round into which a first submission falls: the open one, else the latest that an extension keeps open.
std::optional<RoundAt> Model::round_for(Kind kind, int school) const {
  if (!windowed(kind)) return std::nullopt;
  std::optional<RoundAt> latest;
  for (const RoundAt& each : rounds_so_far()) {
    if (window(each, Stage::submit).second >= today()) return each;
    if (window_for(each, Stage::submit, school).second < today()) continue;
    if (!latest || window(each, Stage::submit).first > window(*latest, Stage::submit).first) latest = each;
  }
  return latest;
}

std::vector<std::pair<Day, Day>> Model::windows_of(int year) const {
  std::vector<std::pair<Day, Day>> windows;
  for (std::size_t i = 0; i < notice.rounds.size(); ++i) {
    const RoundRule& rule = notice.rounds[i];
    if (year < rule.from_year || year > rule.until_year) continue;
    for (const Stage stage : {Stage::submit, Stage::preliminary, Stage::final}) {
      windows.push_back(window({static_cast<int>(i), year}, stage));
    }
  }
  windows.emplace_back(day_number({year, 11, 11}), day_number({year, 11, 20}));
  windows.emplace_back(day_number({year, 1, 1}), day_number({year, 12, 31}));
  return windows;
}

std::pair<Day, Day> Model::next_window(Stage stage) const {
  std::optional<std::pair<Day, Day>> next;
  for (int year = this->year(); !next; ++year) {
    for (std::size_t i = 0; i < notice.rounds.size(); ++i) {
      const RoundRule& rule = notice.rounds[i];
      if (year < rule.from_year || year > rule.until_year) continue;
      const auto found = window({static_cast<int>(i), year}, stage);
      if (found.second >= today() && (!next || found.first < next->first)) next = found;
    }
  }
  return *next;
}

void Model::judge_window(const Application& application, Refusals& refusals) const {
  if (!in_force()) {
    refusals.add("window-closed");
    return;
  }
  if (!windowed(application.kind)) return;
  if (application.status != Status::returned) {
    refusals.add_if(!application.round, "window-closed");
    return;
  }
  const auto submit = window_for(*application.round, Stage::submit, application.school);
  const auto returning = window_for(*application.round, application.returned_by, application.school);
  const bool submit_open = submit.first <= today() && today() <= submit.second;
  refusals.add_if(!submit_open && today() > returning.second, "window-closed");
}

}  // namespace kaoji::naive
