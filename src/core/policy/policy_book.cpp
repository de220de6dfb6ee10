#include "core/policy/policy_book.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace kaoji::core {

namespace {

/// How many years ahead a next window is looked for: a round that begins later is not announced.
constexpr int kYearsAhead = 20;

bool takes_place(const RoundRule& rule, int year) {
  return year >= rule.from_year && (!rule.until_year || year <= *rule.until_year);
}

}  // namespace

Round round_in_year(const Policy& policy, const RoundRule& rule, int year) {
  Round round{{policy.id, rule.name, year}, rule.label, rule.clause, rule.kinds, {}, rule.cap_percent,
              rule.decrease_in_indicators};
  const std::chrono::year y{year};
  for (std::size_t i = 0; i < rule.windows.size(); ++i) {
    round.windows[i] = {base::Date{y / rule.windows[i].first}, base::Date{y / rule.windows[i].last}};
  }
  return round;
}

PolicyBook::PolicyBook(std::vector<Policy> policies) : policies_(std::move(policies)) {
  std::stable_sort(policies_.begin(), policies_.end(),
                   [](const Policy& a, const Policy& b) { return a.effective_from < b.effective_from; });
}

const Policy* PolicyBook::in_force(base::Instant now) const {
  const Policy* latest = nullptr;
  for (const Policy& policy : policies_) {
    if (base::start_of(policy.zone, policy.effective_from) <= now) latest = &policy;
  }
  return latest;
}

const Policy& PolicyBook::in_force_or_first(base::Instant now) const {
  base::check(!policies_.empty(), "the book of policies is empty");
  const Policy* policy = in_force(now);
  return policy != nullptr ? *policy : policies_.front();
}

const Policy* PolicyBook::find(std::string_view policy_id) const {
  const auto found =
      std::find_if(policies_.begin(), policies_.end(), [&](const Policy& policy) { return policy.id == policy_id; });
  return found == policies_.end() ? nullptr : &*found;
}

const base::Zone& PolicyBook::zone(base::Instant now) const {
  return in_force_or_first(now).zone;
}

base::Date PolicyBook::today(base::Instant now) const {
  return base::day_of(zone(now), now);
}

std::optional<Round> PolicyBook::round(const RoundRef& ref) const {
  const Policy* policy = find(ref.policy_id);
  if (policy == nullptr) return std::nullopt;
  for (const RoundRule& rule : policy->rounds) {
    if (rule.name == ref.name && takes_place(rule, ref.year)) return round_in_year(*policy, rule, ref.year);
  }
  return std::nullopt;
}

std::optional<base::Date> PolicyBook::superseded_on(const Policy& policy) const {
  for (const Policy& other : policies_) {
    if (&other > &policy) return other.effective_from;
  }
  return std::nullopt;
}

void PolicyBook::add_rounds(const Policy& policy, int year, std::vector<Round>& out) const {
  const auto until = superseded_on(policy);
  for (const RoundRule& rule : policy.rounds) {
    if (!takes_place(rule, year)) continue;
    Round round = round_in_year(policy, rule, year);
    const base::Date opens = round.window(Stage::submit).first;
    // A notice may come into force inside one of its own windows (628's does not); what it says then holds from there.
    const bool ended_before = round.window(Stage::final).last < policy.effective_from;
    if (!ended_before && (!until || opens < *until)) out.push_back(std::move(round));
  }
}

std::vector<Round> PolicyBook::rounds_of_year(int year) const {
  std::vector<Round> rounds;
  for (const Policy& policy : policies_) add_rounds(policy, year, rounds);
  std::stable_sort(rounds.begin(), rounds.end(), [](const Round& a, const Round& b) {
    return a.window(Stage::submit).first < b.window(Stage::submit).first;
  });
  return rounds;
}

std::optional<Round> PolicyBook::round_of_year(int year, std::string_view name) const {
  for (Round& round : rounds_of_year(year)) {
    if (round.ref.name == name) return std::move(round);
  }
  return std::nullopt;
}

std::optional<Round> PolicyBook::open_round(ApplicationKind kind, Stage stage, base::Instant now) const {
  const Policy* policy = in_force(now);
  if (policy == nullptr) return std::nullopt;
  const base::Date day = base::day_of(policy->zone, now);
  for (Round& round : rounds_of_year(base::year_of(day))) {
    if (round.ref.policy_id == policy->id && round.governs(kind) && round.window(stage).holds(day)) {
      return std::move(round);
    }
  }
  return std::nullopt;
}

std::vector<Round> PolicyBook::last_opened(std::optional<ApplicationKind> kind, base::Instant now) const {
  std::vector<Round> last;
  const Policy* policy = in_force(now);
  if (policy == nullptr) return last;
  const base::Date day = base::day_of(policy->zone, now);
  const int earliest = base::year_of(policies_.front().effective_from);
  for (int year = base::year_of(day); year >= earliest && last.empty(); --year) {
    for (Round& round : rounds_of_year(year)) {
      const base::Date opened = round.window(Stage::submit).first;
      if (opened > day || (kind && !round.governs(*kind))) continue;
      if (!last.empty() && last.front().window(Stage::submit).first < opened) last.clear();
      last.push_back(std::move(round));
    }
  }
  // A notice that came into force inside a window has a round of that day beside the one before it.
  std::stable_partition(last.begin(), last.end(),
                        [policy](const Round& round) { return round.ref.policy_id == policy->id; });
  return last;
}

std::optional<Round> PolicyBook::next_round(ApplicationKind kind, Stage stage, base::Instant now) const {
  if (policies_.empty()) return std::nullopt;
  const base::Date day = today(now);
  std::optional<Round> next;
  for (int year = base::year_of(day); year <= base::year_of(day) + kYearsAhead && !next; ++year) {
    for (Round& round : rounds_of_year(year)) {
      const base::Date opens = round.window(stage).first;
      if (opens <= day || !round.governs(kind)) continue;
      if (!next || opens < next->window(stage).first) next = std::move(round);
    }
  }
  return next;
}

}  // namespace kaoji::core
