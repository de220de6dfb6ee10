#include "adapters/store_sql/migrations/foundation.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kRecordSteps[] = {
    {On::both, R"sql(CREATE TABLE admission (
  id {id},
  institution BIGINT NOT NULL REFERENCES institution (id),
  until_day {text},
  used_by BIGINT REFERENCES application (id),
  granted_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX admission_by_institution ON admission (institution))sql"},
    {On::both, R"sql(CREATE TABLE waiver (
  id {id},
  institution BIGINT NOT NULL REFERENCES institution (id),
  round_policy {text} NOT NULL,
  round_name {text} NOT NULL,
  round_year BIGINT NOT NULL,
  reason {text} NOT NULL,
  used_by BIGINT REFERENCES application (id),
  granted_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX waiver_by_institution ON waiver (institution))sql"},
    {On::both, R"sql(CREATE TABLE extension (
  id {id},
  round_policy {text} NOT NULL,
  round_name {text} NOT NULL,
  round_year BIGINT NOT NULL,
  stage {text} NOT NULL CHECK (stage IN ('submit', 'preliminary', 'final')),
  until_day {text} NOT NULL,
  institution {text} NOT NULL,
  bureau {text} NOT NULL,
  reason {text} NOT NULL,
  granted_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE exit_hold (
  id {id},
  plan BIGINT NOT NULL REFERENCES plan (id),
  year BIGINT NOT NULL,
  reason {text} NOT NULL,
  granted_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX exit_hold_by_plan ON exit_hold (plan, year))sql"},
    {On::both, R"sql(CREATE TABLE closure (
  id {id},
  certificate BIGINT NOT NULL REFERENCES certificate (id),
  level {text} NOT NULL,
  from_day {text} NOT NULL,
  granted_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  UNIQUE (certificate, level)
))sql"},
    {On::both, R"sql(CREATE TABLE platform (
  id {key} CHECK (id = 1),
  open BIGINT NOT NULL CHECK (open IN (0, 1)),
  changed_at BIGINT,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE exit_run (
  id {id},
  year BIGINT NOT NULL,
  ran_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  plans BIGINT NOT NULL,
  headcount BIGINT NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE account (
  id {id},
  login {text} NOT NULL UNIQUE,
  display_name {text} NOT NULL,
  role {text} NOT NULL,
  institution BIGINT REFERENCES institution (id),
  bureau {text} NOT NULL,
  password_hash {text} NOT NULL,
  disabled BIGINT NOT NULL CHECK (disabled IN (0, 1)),
  must_change_password BIGINT NOT NULL CHECK (must_change_password IN (0, 1)),
  failures BIGINT NOT NULL CHECK (failures >= 0),
  first_failure_at BIGINT,
  locked_until BIGINT
))sql"},
    {On::both, R"sql(CREATE TABLE session (
  token_digest {text} PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account (id),
  csrf_token {text} NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
){clustered})sql"},
    {On::both, R"sql(CREATE INDEX session_by_account ON session (account))sql"},
    {On::both, R"sql(CREATE TABLE first_secret (
  digest {text} PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
))sql"},
    {On::both, R"sql(CREATE TABLE audit_row (
  seq {key} CHECK (seq >= 1),
  at BIGINT NOT NULL,
  account BIGINT NOT NULL,
  actor {text} NOT NULL,
  role {text} NOT NULL,
  act {text} NOT NULL,
  object {text} NOT NULL,
  result {text} NOT NULL,
  detail {text} NOT NULL,
  request_id {text} NOT NULL,
  address {text} NOT NULL,
  prev {text} NOT NULL,
  digest {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX audit_row_by_object ON audit_row (object, seq))sql"},
    {On::both, R"sql(CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY CHECK (id = 1)
))sql"},
    {On::both, R"sql(CREATE TABLE answer (
  account BIGINT NOT NULL,
  idempotency_key {text} NOT NULL,
  request_digest {text} NOT NULL,
  status BIGINT NOT NULL,
  content_type {text} NOT NULL,
  etag {text} NOT NULL,
  location {text} NOT NULL,
  body {text} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account, idempotency_key)
))sql"},
    {On::both, R"sql(CREATE INDEX answer_by_age ON answer (at))sql"},
    {On::both, R"sql(CREATE TABLE job (
  id {id},
  kind {text} NOT NULL,
  institution BIGINT REFERENCES institution (id),
  payload {text} NOT NULL,
  created_at BIGINT NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX job_by_institution ON job (institution))sql"},
    {On::both, R"sql(CREATE TABLE setting (
  name {text} PRIMARY KEY,
  value {text} NOT NULL
){clustered})sql"},
    {On::both, R"sql(INSERT INTO audit_head (id) VALUES (1))sql"},
    {On::sqlite, R"sql(CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END)sql"},
    {On::sqlite, R"sql(CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END)sql"},
    {On::sqlite, R"sql(CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END)sql"},
    {On::sqlite, R"sql(CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END)sql"},
    {On::postgresql, R"sql(CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END$$)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION refuse_change())sql"},
    {On::postgresql, R"sql(CREATE TRIGGER audit_row_append_only BEFORE UPDATE OR DELETE ON audit_row
FOR EACH ROW EXECUTE FUNCTION refuse_change())sql"},
};

}  // namespace

std::span<const Migration::Step> foundation_record_steps() {
  return kRecordSteps;
}

}  // namespace kaoji::store_sql
