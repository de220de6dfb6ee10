#include "adapters/store_sql/migrations/draft_mark.hpp"

namespace kaoji::store_sql {

namespace {

// Codes of sheets that were printed before did not say it.
constexpr Migration::Step kDraftMarkSteps[] = {
    {Migration::Step::On::both,
     "ALTER TABLE scan_page ADD COLUMN form_draft BIGINT NOT NULL DEFAULT 0 CHECK (form_draft IN (0, 1))"},
};

}  // namespace

std::span<const Migration::Step> draft_mark_steps() {
  return kDraftMarkSteps;
}

}  // namespace kaoji::store_sql
