#include "adapters/store_sql/migrations/catalogue_edits.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

/// No row: it stands as it was put in. One column for two kinds of object, so without a foreign key.
constexpr Migration::Step kCatalogueEditSteps[] = {
    {On::both, R"sql(CREATE TABLE catalogue_edit (
  what {text} NOT NULL CHECK (what IN ('institution', 'certificate')),
  object BIGINT NOT NULL,
  version BIGINT NOT NULL CHECK (version > 1),
  changed_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  PRIMARY KEY (what, object)
){clustered})sql"},
};

}  // namespace

std::span<const Migration::Step> catalogue_edit_steps() {
  return kCatalogueEditSteps;
}

}  // namespace kaoji::store_sql
