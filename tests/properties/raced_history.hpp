#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/replay/theatre.hpp"
#include "properties/history.hpp"
#include "properties/raced_acts.hpp"
#include "properties/random_world.hpp"

namespace kaoji::naive {

/// What came of the races, so that histories in which nobody raced do not pass for a test.
struct RaceTally {
  int rounds = 0;
  int approvals = 0;                   ///< that wrote entries
  int exits = 0;                       ///< that took something
  int overtaken = 0;                   ///< rounds whose acts came in another order than they were drawn in
  std::map<std::string, int> answers;  ///< `ok` and the codes of refusals, how often each
};

/// One history in which several actors act at once, round by round, each round replayed on the naive model in the order
/// that the program gave it. For a store with one writer. Throws Disagreement.
class RacedHistory {
 public:
  /// Empties the store that the theatre plays on.
  RacedHistory(cli::replay::Theatre& theatre, ports::Store& store, const ports::Crypto& crypto, std::uint64_t seed);

  /// A season of the notice and the next: submissions, both reviews, the forced exit.
  void play();

  [[nodiscard]] const RaceTally& tally() const { return tally_; }

 private:
  void move_into(const std::pair<Day, Day>& window);
  [[nodiscard]] std::vector<RacedAct> draw_submissions();
  [[nodiscard]] std::vector<RacedAct> draw_reviews();
  [[nodiscard]] std::vector<RacedAct> draw_exit();
  int draft(int school, Kind kind, const Line& line);
  /// A plan of the ledger, or none.
  [[nodiscard]] const PlanKey* some_plan();
  int draft_decrease(const PlanKey& key);
  int draft_other(int school);
  [[nodiscard]] std::vector<int> awaiting() const;
  [[nodiscard]] RacedAct review_of(int application);
  [[nodiscard]] RacedAct by_school(RacedAct::Deed deed, int application) const;
  [[nodiscard]] RacedAct assessment_of(const PlanKey& key);

  void race(std::vector<RacedAct> acts);
  void replay(const std::vector<RacedAct>& acts, const std::vector<Came>& came);
  void compare();
  template <class T>
  void same(const std::string& what, const T& model, const T& program) const;
  [[noreturn]] void disagree(const std::string& what) const;

  cli::replay::Theatre& theatre_;
  ports::Store& store_;
  Dice dice_;
  Model model_;
  RacedDoor door_;
  std::vector<std::string> told_;
  RaceTally tally_;
};

}  // namespace kaoji::naive
