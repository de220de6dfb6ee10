#include "properties/naive_ledger.hpp"

namespace kaoji::naive {

namespace {

/// What an entry does to the headcount.
long long step_of(const Entry& entry) {
  switch (entry.sort) {
    case Sort::carried:
    case Sort::declared:
    case Sort::increased:
      return entry.headcount;
    case Sort::decreased:
    case Sort::exited:
      return -entry.headcount;
    case Sort::examined:
      break;
  }
  return 0;
}

}  // namespace

int Ledger::plan_of(const PlanKey& key) {
  if (const auto found = find(key)) return *found;
  plans_.push_back(key);
  return static_cast<int>(plans_.size()) - 1;
}

std::optional<int> Ledger::find(const PlanKey& key) const {
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (plans_[i] == key) return static_cast<int>(i);
  }
  return std::nullopt;
}

bool Ledger::taken_back(std::size_t place) const {
  for (const Entry& entry : entries_) {
    if (entry.takes_back == static_cast<int>(place)) return true;
  }
  return false;
}

Figures Ledger::figures(int plan, Ms as_of) const {
  const int year = year_of(day_at(as_of));
  Figures sum;
  long long closed = 0;
  for (const Entry& entry : entries_) {
    if (entry.plan != plan || entry.recorded > as_of || entry.takes_effect > as_of) continue;
    if (entry.sort == Sort::examined) {
      sum.examined += entry.headcount;
      if (year_of(entry.day) < year) closed += entry.headcount;
      continue;
    }
    sum.headcount += step_of(entry);
    sum.exited = entry.sort == Sort::exited && sum.headcount == 0;
  }
  sum.live = sum.headcount - closed;
  return sum;
}

long long Ledger::live_of_school(int school, Ms now) const {
  long long sum = 0;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    if (plans_[i].school == school) sum += live(static_cast<int>(i), now);
  }
  return sum;
}

std::optional<Entry> Ledger::opening_entry(int plan) const {
  std::optional<Entry> opening;
  long long headcount = 0;
  for (const Entry& entry : entries_) {
    if (entry.plan != plan) continue;
    const bool opens = entry.sort == Sort::carried || entry.sort == Sort::declared;
    if (headcount == 0 && opens) opening = entry;
    headcount += step_of(entry);
  }
  return opening;
}

Day Ledger::declared_on(int plan) const {
  const auto opening = opening_entry(plan);
  return opening ? opening->declared_on : 0;
}

Day Ledger::use_from(int plan) const {
  const auto opening = opening_entry(plan);
  return opening ? opening->day : 0;
}

long long Ledger::flow(const std::vector<bool>& schools, Sort sort, int year, bool only_in_rates) const {
  long long sum = 0;
  for (const Entry& entry : entries_) {
    const auto school = static_cast<std::size_t>(plans_[static_cast<std::size_t>(entry.plan)].school);
    if (!schools[school] || entry.sort != sort || year_of(entry.day) != year) continue;
    if (!only_in_rates || entry.in_rates) sum += entry.headcount;
  }
  return sum;
}

/// Live by the entries that count for days before `before`; closed is what was examined before the year `seen_from`.
long long Ledger::live_at_end(const std::vector<bool>& schools, Day before, int seen_from) const {
  long long sum = 0;
  for (const Entry& entry : entries_) {
    const auto school = static_cast<std::size_t>(plans_[static_cast<std::size_t>(entry.plan)].school);
    if (!schools[school] || entry.day >= before) continue;
    if (entry.sort == Sort::examined) {
      if (year_of(entry.day) < seen_from) sum -= entry.headcount;
    } else {
      sum += step_of(entry);
    }
  }
  return sum;
}

std::string Ledger::rate(const std::vector<bool>& schools, const std::string& name, int year, Ms now) const {
  const Day today = day_at(now);
  if (year > year_of(today)) return "—";
  const Day new_year = day_number({year, 1, 1});
  const Day next_year = day_number({year + 1, 1, 1});
  const Day exit_begins = day_number({year, 11, 11});
  const long long exited = flow(schools, Sort::exited, year, false);
  if (name == "completion") {
    return percent(flow(schools, Sort::examined, year, false), live_at_end(schools, next_year, year) + exited);
  }
  if (name == "exit") {
    const bool begun = year >= 2021 && today >= exit_begins;
    return percent(exited, live_at_end(schools, begun ? exit_begins : next_year, year));
  }
  const long long declared = flow(schools, Sort::carried, year, false) + flow(schools, Sort::declared, year, false);
  const long long whole = live_at_end(schools, new_year, year) + declared + flow(schools, Sort::increased, year, false);
  return percent(flow(schools, Sort::decreased, year, true), whole);
}

std::string percent(long long part, long long whole) {
  if (whole <= 0) return "—";
  long long hundredths = part * 10000 / whole;
  if (2 * (part * 10000 % whole) >= whole) ++hundredths;
  std::string digits = std::to_string(hundredths);
  while (digits.size() < 3) digits.insert(0, "0");
  return digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2) + "%";
}

}  // namespace kaoji::naive
