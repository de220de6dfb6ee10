#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/policy/policy_book.hpp"
#include "ports/crypto.hpp"
#include "ports/store.hpp"
#include "properties/naive_model.hpp"

namespace kaoji::naive {

/// An act that one transaction decides, so that several can be at the store's door at once.
struct RacedAct {
  enum class Deed { submit, withdraw, review, assess, exit };

  Deed deed{};
  std::string by;
  int application = -1;  ///< of submit, withdraw and review
  Decision decision{};   ///< of a review
  PlanKey plan;          ///< of assess
  long long examined = 0;
};

/// What the program answered, and the number of the audit row that it wrote of it: the rows of the trail have no gaps,
/// and each locks out the next until it is committed, so that their numbers are the order of the acts.
struct Came {
  std::string code;  ///< `ok`, the headline of a refusal, or what was thrown
  std::int64_t seq = 0;
};

[[nodiscard]] std::string words_of(const RacedAct& act);
/// Does the act on the model. Answers `ok` or the headline of its refusal.
std::string do_on(Model& model, const RacedAct& act);

/// The use cases on a store, called as several actors at once call them: acts may come from any thread.
class RacedDoor {
 public:
  RacedDoor(ports::Store& store, const ports::Crypto& crypto, core::PolicyBook book)
      : store_(store), crypto_(crypto), book_(std::move(book)) {}

  /// Puts a draft with the scan of its signed form there, which any number of submissions may then be about; it is
  /// called by its place among the drafts. An increase is admitted first. Not while acts are on their way.
  void draft(const Application& application, const std::string& school, Ms now);
  /// Throws nothing: what is thrown is the answer.
  [[nodiscard]] Came act(const RacedAct& act, const std::string& school, Ms now) const;
  /// The statuses of all drafts, in order, in the words of the contract.
  [[nodiscard]] std::vector<std::string> statuses() const;

 private:
  template <class UseCase>
  [[nodiscard]] Came write(const std::string& by, Ms now, const UseCase& use_case) const;

  ports::Store& store_;
  const ports::Crypto& crypto_;
  core::PolicyBook book_;
  std::vector<core::ApplicationId> drafts_;
};

}  // namespace kaoji::naive
