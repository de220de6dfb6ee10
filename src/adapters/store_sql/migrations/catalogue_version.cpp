#include "adapters/store_sql/migrations/catalogue_version.hpp"

namespace kaoji::store_sql {

namespace {

constexpr Migration::Step kCatalogueVersionSteps[] = {
    {Migration::Step::On::both, "CREATE TABLE catalogue_version (id {key} CHECK (id = 1), version BIGINT NOT NULL)"},
    {Migration::Step::On::both, "INSERT INTO catalogue_version (id, version) VALUES (1, 0)"},
};

}  // namespace

std::span<const Migration::Step> catalogue_version_steps() {
  return kCatalogueVersionSteps;
}

}  // namespace kaoji::store_sql
