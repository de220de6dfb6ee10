#include "adapters/store_sql/migrations/policy_files.hpp"

namespace kaoji::store_sql {

namespace {

constexpr Migration::Step kPolicyFileSteps[] = {
    {Migration::Step::On::both, R"sql(CREATE TABLE policy_file (
  id {text} PRIMARY KEY,
  text {text} NOT NULL,
  digest {text} NOT NULL,
  version BIGINT NOT NULL CHECK (version >= 1),
  uploaded_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  in_force_from {text} UNIQUE,
  put_in_force_at BIGINT,
  put_in_force_by {text},
  CHECK ((in_force_from IS NULL) = (put_in_force_at IS NULL)),
  CHECK ((in_force_from IS NULL) = (put_in_force_by IS NULL))
){clustered})sql"},
};

}  // namespace

std::span<const Migration::Step> policy_file_steps() {
  return kPolicyFileSteps;
}

}  // namespace kaoji::store_sql
