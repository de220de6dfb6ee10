#include "adapters/store_sql/migrations/reconciliation.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kReconciliationSteps[] = {
    {On::both, R"sql(CREATE TABLE reconciliation (
  id {id},
  name {text} NOT NULL,
  digest {text} NOT NULL,
  bytes BIGINT NOT NULL,
  encoding {text} NOT NULL,
  heading_line BIGINT NOT NULL CHECK (heading_line >= 1),
  lines BIGINT NOT NULL CHECK (lines >= 0),
  uploaded_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  columns_read {text} NOT NULL,
  plan_year BIGINT,
  last_run BIGINT NOT NULL DEFAULT 0,
  run BIGINT NOT NULL DEFAULT 0 CHECK (run <= last_run),
  compared_at BIGINT,
  compared_by {text} NOT NULL DEFAULT '',
  equal_items BIGINT NOT NULL DEFAULT 0,
  only_here_items BIGINT NOT NULL DEFAULT 0,
  only_there_items BIGINT NOT NULL DEFAULT 0,
  different_items BIGINT NOT NULL DEFAULT 0,
  faults BIGINT NOT NULL DEFAULT 0,
  undecided BIGINT NOT NULL DEFAULT 0,
  rows_set_aside BIGINT NOT NULL DEFAULT 0,
  CHECK ((run = 0) = (compared_at IS NULL))
))sql"},
    {On::both, R"sql(CREATE TABLE reconcile_cell (
  reconciliation BIGINT NOT NULL REFERENCES reconciliation (id),
  line BIGINT NOT NULL,
  place BIGINT NOT NULL,
  text {text} NOT NULL,
  PRIMARY KEY (reconciliation, line, place)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE reconcile_item (
  id {id},
  reconciliation BIGINT NOT NULL REFERENCES reconciliation (id),
  run BIGINT NOT NULL,
  list {text} NOT NULL CHECK (list IN ('equal', 'only-here', 'only-there', 'different')),
  institution BIGINT REFERENCES institution (id),
  institution_code {text} NOT NULL,
  institution_name {text} NOT NULL,
  certificate BIGINT REFERENCES certificate (id),
  certificate_name {text} NOT NULL,
  level {text} NOT NULL,
  plan_year BIGINT NOT NULL,
  ours BIGINT NOT NULL,
  theirs BIGINT NOT NULL,
  line BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  owner {text} NOT NULL,
  note {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'working', 'explained')),
  changed BIGINT NOT NULL CHECK (changed IN (0, 1)),
  version BIGINT NOT NULL,
  edited_at BIGINT,
  editor {text} NOT NULL,
  CHECK (list <> 'equal' OR ours = theirs),
  CHECK (list <> 'different' OR ours <> theirs),
  CHECK (list <> 'only-here' OR row_count = 0),
  CHECK (list <> 'only-there' OR (ours = 0 AND row_count > 0))
))sql"},
    {On::both, "CREATE INDEX reconcile_item_by_run ON reconcile_item (reconciliation, run, list, id)"},
    {On::both, R"sql(CREATE TABLE reconcile_name (
  reconciliation BIGINT NOT NULL REFERENCES reconciliation (id),
  run BIGINT NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('institution', 'certificate')),
  name_key {text} NOT NULL,
  found_by {text} NOT NULL CHECK (found_by IN ('decision', 'set-aside', 'nothing')),
  code {text} NOT NULL,
  name {text} NOT NULL,
  target {text} NOT NULL,
  row_count BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  PRIMARY KEY (reconciliation, run, kind, name_key)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE reconcile_fault (
  reconciliation BIGINT NOT NULL REFERENCES reconciliation (id),
  run BIGINT NOT NULL,
  line BIGINT NOT NULL,
  field {text} NOT NULL,
  value {text} NOT NULL,
  trouble {text} NOT NULL,
  PRIMARY KEY (reconciliation, run, line)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE heading_map (
  headings {text} PRIMARY KEY,
  columns_read {text} NOT NULL
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE name_decision (
  kind {text} NOT NULL CHECK (kind IN ('institution', 'certificate')),
  name_key {text} NOT NULL,
  name {text} NOT NULL,
  target {text} NOT NULL,
  decided_at BIGINT NOT NULL,
  actor {text} NOT NULL,
  PRIMARY KEY (kind, name_key)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE explanation (
  subject {text} PRIMARY KEY,
  owner {text} NOT NULL,
  note {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'working', 'explained')),
  ours BIGINT NOT NULL,
  theirs BIGINT NOT NULL,
  edited_at BIGINT NOT NULL,
  editor {text} NOT NULL
){clustered})sql"},
};

}  // namespace

std::span<const Migration::Step> reconciliation_steps() {
  return kReconciliationSteps;
}

}  // namespace kaoji::store_sql
