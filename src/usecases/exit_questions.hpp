#pragma once

#include <string>
#include <vector>

#include "core/exit/forced_exit.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What the list of candidates is asked for. Empty or nothing: any.
struct ExitQuery {
  std::optional<int> year;  ///< nothing: the year whose exit is open or comes next
  std::string institution;  ///< code
  std::string bureau;       ///< code
  std::optional<bool> held;
  std::string search;  ///< part of a certificate's or institution's name, or of its code
  core::PlanId after;  ///< cursor
  int limit = 50;
};

/// What would exit on the cut-off day of a year as things stand now, within the actor's reach.
struct ExitPreview {
  core::ExitSearch search;
  std::string clause;
  std::vector<ports::ExitCandidate>
      candidates;          ///< by institution code, certificate, level, year; held ones among them
  ports::ExitTally tally;  ///< over all pages
};

/// R12 looked at in advance. Nothing in the answer when the policy forces no exit in that year.
[[nodiscard]] Outcome<std::optional<ExitPreview>> preview_exit(ports::Transaction& tx, const Context& context,
                                                               const ExitQuery& query);

/// How many plans would exit next, within the actor's reach.
[[nodiscard]] std::int64_t count_exit(ports::Transaction& tx, const Context& context);

/// All runs, newest first.
[[nodiscard]] Outcome<std::vector<ports::ExitRunRecord>> list_exit_runs(ports::Transaction& tx, const Context& context);

struct ExitShareQuery {
  std::optional<int> year;
  std::optional<std::int64_t> run;
  std::int64_t after = 0;
  int limit = 50;
};

/// What runs took of the institutions within the actor's reach: each row is one letter.
[[nodiscard]] Outcome<ports::ExitSharePage> list_exit_shares(ports::Transaction& tx, const Context& context,
                                                             const ExitShareQuery& query);

/// R12's search as the store's filter.
[[nodiscard]] ports::ExitFilter exit_filter(const core::ExitSearch& search);

}  // namespace kaoji::usecases
