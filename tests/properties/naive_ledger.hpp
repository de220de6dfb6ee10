#pragma once

#include <optional>
#include <string>
#include <vector>

#include "properties/naive_calendar.hpp"

namespace kaoji::naive {

enum class Sort { carried, declared, increased, decreased, exited, examined };

struct Entry {
  int plan = 0;
  Sort sort{};
  long long headcount = 0;
  Day day = 0;  ///< that it counts for
  Ms takes_effect = 0;
  Ms recorded = 0;
  bool in_rates = true;
  Day declared_on = 0;  ///< of carried and declared
  int application = -1;
  int takes_back = -1;  ///< the place of the entry that this one takes back
};

struct PlanKey {
  int school = 0;
  int certificate = 0;
  int level = 0;
  int year = 0;

  friend bool operator==(const PlanKey&, const PlanKey&) = default;
};

struct Figures {
  long long headcount = 0;
  long long live = 0;
  long long examined = 0;
  bool exited = false;

  friend bool operator==(const Figures&, const Figures&) = default;
};

/// All entries of all plans in one list, summed anew for every question (domain.md, “What”).
class Ledger {
 public:
  /// The number of the plan of that key, made when there is none.
  int plan_of(const PlanKey& key);
  [[nodiscard]] std::optional<int> find(const PlanKey& key) const;
  [[nodiscard]] const std::vector<PlanKey>& plans() const { return plans_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  void append(const Entry& entry) { entries_.push_back(entry); }
  /// Was the entry at that place taken back by a later one?
  [[nodiscard]] bool taken_back(std::size_t place) const;

  [[nodiscard]] Figures figures(int plan, Ms as_of) const;
  /// The plan's live headcount, and its school's.
  [[nodiscard]] long long live(int plan, Ms now) const { return figures(plan, now).live; }
  [[nodiscard]] long long live_of_school(int school, Ms now) const;
  /// The day of the first declaration since the headcount was last 0, and the day from which the plan is used.
  [[nodiscard]] Day declared_on(int plan) const;
  [[nodiscard]] Day use_from(int plan) const;

  /// “12.50%” or “—” for the plans of these schools in `year`, asked at `now`.
  [[nodiscard]] std::string rate(const std::vector<bool>& schools, const std::string& name, int year, Ms now) const;

 private:
  [[nodiscard]] long long flow(const std::vector<bool>& schools, Sort sort, int year, bool only_in_rates) const;
  [[nodiscard]] long long live_at_end(const std::vector<bool>& schools, Day before, int seen_from) const;
  [[nodiscard]] std::optional<Entry> opening_entry(int plan) const;

  std::vector<PlanKey> plans_;
  std::vector<Entry> entries_;
};

/// Half up, two decimals; “—” where there is nothing to divide by.
[[nodiscard]] std::string percent(long long part, long long whole);

}  // namespace kaoji::naive
