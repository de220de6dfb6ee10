#pragma once

#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A plan that stands when a world begins: enters the ledger as `carried`, its examined persons with it.
struct OpeningPlan {
  std::string institution;  ///< code
  std::string certificate;  ///< name
  core::Level level{};
  int year = 0;
  base::Date declared_on{};
  std::int64_t headcount = 0;
  std::int64_t examined = 0;
  std::optional<base::Date> examined_on;  ///< nothing: declared_on
};

/// A small world: what a scenario or a sandbox begins with.
struct World {
  std::vector<core::Bureau> bureaus;
  std::vector<core::Institution> institutions;
  std::vector<core::Certificate> certificates;
  std::vector<OpeningPlan> plans;
};

/// Puts the world into an empty store: catalogue, opening balances, and one account without a password for each
/// institution and bureau (its login is the code) and for `department`, `office`, `auditor`, `system`, `security`.
/// Throws BrokenAssumption for a name that the world does not hold itself.
void load_world(ports::Transaction& tx, const Context& context, const World& world);

/// Brings one opening balance in.
void carry_plan(ports::Transaction& tx, const Context& context, const OpeningPlan& plan);

}  // namespace kaoji::usecases
