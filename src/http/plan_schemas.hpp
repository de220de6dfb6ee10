#pragma once

#include "http/asked.hpp"
#include "http/shared_schemas.hpp"
#include "usecases/plan_questions.hpp"

namespace kaoji::http {

/// What the figures of a plan are asked for: the year in which live is meant, and whether it is held from this year's
/// exit.
struct PlanFigures {
  int live_year = 0;
  bool held = false;
};
/// Schema Plan.
void write_plan(JsonWriter& json, Directory& directory, const ports::PlanRow& row, const PlanFigures& figures);

/// What a list says of an entry beyond the entry itself.
struct EntryFigures {
  std::optional<std::int64_t> headcount_after;  ///< in the ledger of one plan
  std::optional<std::int64_t> counts;           ///< what it adds to the measure that was asked for
};
/// Schema LedgerEntry.
void write_entry(JsonWriter& json, Directory& directory, const ports::EntryRow& row, const EntryFigures& figures);

}  // namespace kaoji::http
