#include "adapters/store_sql/migrations/assessment_records.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kAssessmentRecordSteps[] = {
    {On::both, R"sql(CREATE TABLE assessment_batch (
  entry BIGINT PRIMARY KEY REFERENCES ledger_entry (id),
  batch {text} NOT NULL CHECK (batch <> '')
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE assessment_fee (
  id {id},
  entry BIGINT NOT NULL REFERENCES ledger_entry (id),
  rate_fen BIGINT NOT NULL CHECK (rate_fen > 0),
  due_on {text} NOT NULL,
  paid_on {text},
  invoice {text} NOT NULL,
  reason {text} NOT NULL,
  recorded_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX assessment_fee_by_entry ON assessment_fee (entry, id))sql"},
    {On::both, R"sql(CREATE TABLE assessment_schedule (
  id {id},
  first BIGINT REFERENCES assessment_schedule (id),
  plan BIGINT NOT NULL REFERENCES plan (id),
  planned_on {text} NOT NULL,
  place {text} NOT NULL,
  headcount BIGINT NOT NULL CHECK (headcount > 0),
  contact {text} NOT NULL,
  cancelled BIGINT NOT NULL CHECK (cancelled IN (0, 1)),
  reason {text} NOT NULL,
  recorded_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX assessment_schedule_by_plan ON assessment_schedule (plan))sql"},
    {On::both, R"sql(CREATE INDEX assessment_schedule_by_first ON assessment_schedule (first))sql"},
};

}  // namespace

std::span<const Migration::Step> assessment_record_steps() {
  return kAssessmentRecordSteps;
}

}  // namespace kaoji::store_sql
