#include "adapters/store_sql/migrations/foundation.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kApplicationSteps[] = {
    {On::both, R"sql(CREATE TABLE application (
  id {fresh_id},
  number {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('new', 'increase', 'decrease')),
  institution BIGINT NOT NULL REFERENCES institution (id),
  status {text} NOT NULL CHECK (status IN ('draft', 'submitted', 'forwarded', 'returned', 'approved',
    'partly-approved', 'rejected', 'withdrawn', 'voided')),
  revision BIGINT NOT NULL CHECK (revision >= 1),
  version BIGINT NOT NULL CHECK (version >= 1),
  submitted_revision BIGINT,
  round_policy {text} NOT NULL,
  round_name {text} NOT NULL,
  round_year BIGINT NOT NULL,
  policy_id {text} NOT NULL,
  returned_by {text} NOT NULL CHECK (returned_by IN ('submit', 'preliminary', 'final')),
  waived BIGINT NOT NULL CHECK (waived IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  decided_at BIGINT,
  first_submitted_at BIGINT,
  submitted_at BIGINT,
  scan_revision BIGINT,
  contact_name {text} NOT NULL,
  contact_phone {text} NOT NULL,
  line_count BIGINT NOT NULL CHECK (line_count >= 0),
  headcount BIGINT NOT NULL
))sql"},
    {On::both, R"sql(CREATE UNIQUE INDEX application_by_number ON application (number) WHERE number <> '')sql"},
    {On::both, R"sql(CREATE INDEX application_by_institution ON application (institution, status))sql"},
    {On::both, R"sql(CREATE INDEX application_by_status ON application (status, submitted_at))sql"},
    {On::both, R"sql(CREATE TABLE application_line (
  application BIGINT NOT NULL REFERENCES application (id),
  revision BIGINT NOT NULL,
  position BIGINT NOT NULL,
  certificate_text {text} NOT NULL,
  certificate BIGINT REFERENCES certificate (id),
  level_text {text} NOT NULL,
  headcount BIGINT,
  reason {text} NOT NULL,
  year BIGINT,
  plan_year BIGINT NOT NULL,
  plan BIGINT REFERENCES plan (id),
  before BIGINT NOT NULL,
  block {text} CHECK (block IN ('left', 'right')),
  except_stage {text} CHECK (except_stage IN ('submit', 'preliminary', 'final')),
  except_reason {text},
  except_at BIGINT,
  except_actor {text},
  PRIMARY KEY (application, revision, position),
  CHECK ((except_stage IS NULL) = (except_at IS NULL)),
  CHECK ((except_stage IS NULL) = (except_reason IS NULL)),
  CHECK ((except_stage IS NULL) = (except_actor IS NULL))
){clustered})sql"},
    {On::both, R"sql(CREATE INDEX application_line_by_plan ON application_line (plan) WHERE plan IS NOT NULL)sql"},
    {On::both, R"sql(CREATE TABLE application_event (
  id {id},
  application BIGINT NOT NULL REFERENCES application (id),
  at BIGINT NOT NULL,
  event {text} NOT NULL,
  actor {text} NOT NULL,
  stage {text} CHECK (stage IN ('submit', 'preliminary', 'final')),
  revision BIGINT NOT NULL,
  note {text} NOT NULL,
  policy_id {text} NOT NULL,
  clause {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX application_event_by_application ON application_event (application))sql"},
    {On::both, R"sql(CREATE TABLE scan (
  id {id},
  application BIGINT NOT NULL REFERENCES application (id),
  revision BIGINT NOT NULL,
  digest {text} NOT NULL,
  bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  uploaded_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX scan_by_application ON scan (application))sql"},
    {On::both, R"sql(CREATE TABLE ledger_entry (
  id {id},
  plan BIGINT NOT NULL REFERENCES plan (id),
  kind {text} NOT NULL CHECK (kind IN ('carried', 'declared', 'increased', 'decreased', 'exited', 'examined')),
  headcount BIGINT NOT NULL CHECK (headcount >= 0 OR reverses IS NOT NULL),
  passed BIGINT NOT NULL,
  effective_on {text} NOT NULL,
  effective_year BIGINT NOT NULL,
  effective_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  declared_on {text},
  in_indicators BIGINT NOT NULL CHECK (in_indicators IN (0, 1)),
  actor {text} NOT NULL,
  application BIGINT REFERENCES application (id),
  reason {text} NOT NULL,
  reverses BIGINT UNIQUE REFERENCES ledger_entry (id)
))sql"},
    {On::both, R"sql(CREATE INDEX ledger_entry_by_plan ON ledger_entry (plan))sql"},
    {On::both,
     R"sql(CREATE INDEX ledger_entry_by_application ON ledger_entry (application) WHERE application IS NOT NULL)sql"},
    {On::both, R"sql(CREATE TABLE entry_sum (
  institution BIGINT NOT NULL REFERENCES institution (id),
  effective_year BIGINT NOT NULL,
  effective_on {text} NOT NULL,
  kind {text} NOT NULL,
  in_indicators BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  passed BIGINT NOT NULL,
  PRIMARY KEY (effective_year, kind, in_indicators, effective_on, institution)
){clustered})sql"},
    {On::both, R"sql(CREATE INDEX entry_sum_by_institution ON entry_sum (institution))sql"},
    {On::both, R"sql(CREATE TABLE plan_sum (
  institution BIGINT NOT NULL REFERENCES institution (id),
  plan_year BIGINT NOT NULL,
  examined_year BIGINT NOT NULL,
  plans BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  examined BIGINT NOT NULL,
  examined_in_year BIGINT NOT NULL,
  PRIMARY KEY (institution, plan_year, examined_year)
){clustered})sql"},
};

}  // namespace

std::span<const Migration::Step> foundation_application_steps() {
  return kApplicationSteps;
}

}  // namespace kaoji::store_sql
