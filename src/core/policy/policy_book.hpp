#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/policy/policy.hpp"

namespace kaoji::core {

/// All notices, in the order in which they come into force; at any instant the latest one in force decides.
class PolicyBook {
 public:
  PolicyBook() = default;
  /// Sorts by `effective_from`. Ids must differ.
  explicit PolicyBook(std::vector<Policy> policies);

  [[nodiscard]] const std::vector<Policy>& all() const { return policies_; }
  /// The policy in force at `now`; null before the first one.
  [[nodiscard]] const Policy* in_force(base::Instant now) const;
  /// As in_force, or before the first policy that first one: for zones and words. The book must not be empty.
  [[nodiscard]] const Policy& in_force_or_first(base::Instant now) const;
  [[nodiscard]] const Policy* find(std::string_view policy_id) const;
  /// The zone in which days are counted at `now`.
  [[nodiscard]] const base::Zone& zone(base::Instant now) const;
  [[nodiscard]] base::Date today(base::Instant now) const;

  /// The instance of a round; nothing when the policy or the round is not in the book.
  [[nodiscard]] std::optional<Round> round(const RoundRef& ref) const;
  /// All rounds of a year, by the day on which they open, each only under the policy in force on that day.
  [[nodiscard]] std::vector<Round> rounds_of_year(int year) const;
  /// The first of them that has that name; nothing: the year has no such round.
  [[nodiscard]] std::optional<Round> round_of_year(int year, std::string_view name) const;

  /// The round of the policy in force at `now` whose `stage` window for `kind` is open, extensions aside.
  [[nodiscard]] std::optional<Round> open_round(ApplicationKind kind, Stage stage, base::Instant now) const;
  /// The rounds that govern `kind` (any kind when nothing) whose submit window opened last, at or before `now`: more
  /// than one only when several opened on the same day, those of the policy in force in front.
  [[nodiscard]] std::vector<Round> last_opened(std::optional<ApplicationKind> kind, base::Instant now) const;
  /// The first round whose `stage` window for `kind` begins after today.
  [[nodiscard]] std::optional<Round> next_round(ApplicationKind kind, Stage stage, base::Instant now) const;

 private:
  [[nodiscard]] std::optional<base::Date> superseded_on(const Policy& policy) const;
  void add_rounds(const Policy& policy, int year, std::vector<Round>& out) const;

  std::vector<Policy> policies_;
};

/// The round of `rule` in `year`, which must be one of its years.
[[nodiscard]] Round round_in_year(const Policy& policy, const RoundRule& rule, int year);

}  // namespace kaoji::core
