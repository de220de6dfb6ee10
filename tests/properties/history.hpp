#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cli/replay/theatre.hpp"
#include "core/policy/policy_book.hpp"
#include "ports/crypto.hpp"
#include "ports/store.hpp"
#include "properties/random_world.hpp"

namespace kaoji::naive {

/// The model and the program do not say the same: what was done until then, and where they differ.
class Disagreement : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How often something came of the acts, so that a history in which everything is refused does not pass for a test.
struct Tally {
  int acts = 0;
  int accepted = 0;
  int approvals = 0;
  int exits = 0;
};

/// One history, played on the naive model and through the use cases on a store at once. Throws Disagreement.
class History {
 public:
  History(cli::replay::Theatre& theatre, ports::Store& store, const ports::Crypto& crypto, std::uint64_t world);

  /// Moves the clock, or not, and does one act, both as the dice fall.
  void step(std::uint64_t dice);
  /// Compares everything once more: rates, past figures, the store's own invariants.
  void finish();

  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  struct Seen {
    int plan = 0;
    Ms at = 0;
    Figures figures;
  };

  void move_clock(Dice& dice);
  void move_to(Ms to);
  /// To some hour of a window that has not ended; nowhere when that would be back in time.
  void move_into(Dice& dice, const std::pair<Day, Day>& window);
  void apply(Dice& dice);
  void resubmit(Dice& dice);
  void withdraw(Dice& dice);
  void review(Dice& dice);
  void office_act(Dice& dice);
  void extend(Dice& dice);
  void assess(Dice& dice);
  void take_back(Dice& dice);
  void hold(Dice& dice);
  void exit(Dice& dice);

  [[nodiscard]] std::vector<Line> random_lines(Dice& dice, int school, Kind kind) const;
  [[nodiscard]] long long random_headcount(Dice& dice, int school, Kind kind, const Line& line) const;
  [[nodiscard]] std::string school_or_other(Dice& dice, int school) const;
  [[nodiscard]] std::string reviewer_of(Dice& dice, const Application& application) const;
  [[nodiscard]] PlanKey random_plan(Dice& dice) const;
  [[nodiscard]] usecases::PlanName name_of(const PlanKey& key) const;
  [[nodiscard]] bool some_application() const { return !model_.applications.empty(); }

  /// Does the act on both sides; `expected` is the model's verdict. Answers whether it was accepted.
  bool agree(const std::string& by, const cli::replay::Act& act, const std::string& expected);
  /// As above, of an act that was done already and came out as `code`.
  bool agree(const std::string& by, const std::string& words, const std::string& code, const std::string& expected);
  void compare_plans();
  void compare_past();
  void compare_schools();
  void compare_applications();
  void compare_rates();
  /// The year report from the sums beside the ledger is the one folded from its entries; editions stay.
  void compare_report();
  void freeze();
  void check_cap(int application);
  void remember_figures();
  template <class T>
  void same(const std::string& what, const T& model, const T& program) const;
  [[noreturn]] void disagree(const std::string& what) const;

  cli::replay::Theatre& theatre_;
  ports::Store& store_;
  const ports::Crypto& crypto_;
  core::PolicyBook book_;
  Model model_;
  std::vector<Seen> seen_;
  std::vector<std::int64_t> editions_;
  std::vector<std::string> told_;
  Tally tally_;
};

}  // namespace kaoji::naive
