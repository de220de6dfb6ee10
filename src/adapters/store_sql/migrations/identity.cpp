#include "adapters/store_sql/migrations/identity.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kIdentitySteps[] = {
    {On::both, "ALTER TABLE account ADD COLUMN password_set_at BIGINT"},
    {On::both, "ALTER TABLE session ADD COLUMN stage BIGINT NOT NULL DEFAULT 0 CHECK (stage IN (0, 1, 2))"},
    {On::both, "ALTER TABLE session ADD COLUMN address {text} NOT NULL DEFAULT ''"},
    {On::both, R"sql(CREATE TABLE second_factor (
  account {key} REFERENCES account (id),
  seed {text} NOT NULL,
  offered {text} NOT NULL,
  last_step BIGINT NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE recovery_code (
  account BIGINT NOT NULL REFERENCES account (id),
  digest {text} NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account, digest)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE past_password (
  id {id},
  account BIGINT NOT NULL REFERENCES account (id),
  hash {text} NOT NULL,
  set_at BIGINT NOT NULL
))sql"},
    {On::both, "CREATE INDEX past_password_by_account ON past_password (account, id)"},
    {On::both, R"sql(INSERT INTO past_password (account, hash, set_at)
SELECT id, password_hash, 0 FROM account WHERE password_hash <> '')sql"},
};

}  // namespace

std::span<const Migration::Step> identity_steps() {
  return kIdentitySteps;
}

}  // namespace kaoji::store_sql
