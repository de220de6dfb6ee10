#include "adapters/store_sql/migrations/foundation.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kPlanSteps[] = {
    {On::both, R"sql(CREATE TABLE bureau (
  code {text} PRIMARY KEY,
  name {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE institution (
  id {id},
  code {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  kind {text} NOT NULL CHECK (
    kind IN ('applied-undergraduate', 'higher-vocational', 'provincial-secondary', 'local-secondary')),
  bureau {text} REFERENCES bureau (code),
  registered BIGINT NOT NULL CHECK (registered IN (0, 1)),
  registered_at BIGINT,
  CHECK (bureau IS NULL OR kind = 'local-secondary')
))sql"},
    {On::both, R"sql(CREATE INDEX institution_by_bureau ON institution (bureau))sql"},
    {On::both, R"sql(CREATE TABLE institution_name (
  institution BIGINT NOT NULL REFERENCES institution (id),
  from_at BIGINT NOT NULL,
  name {text} NOT NULL,
  PRIMARY KEY (institution, from_at)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE certificate (
  id {id},
  name {text} NOT NULL UNIQUE,
  organisation {text} NOT NULL,
  pinyin {text} NOT NULL,
  initials {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE certificate_level (
  certificate BIGINT NOT NULL REFERENCES certificate (id),
  level {text} NOT NULL CHECK (level IN ('初级', '中级', '高级')),
  closed_from {text},
  PRIMARY KEY (certificate, level)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE plan (
  id {id},
  institution BIGINT NOT NULL REFERENCES institution (id),
  certificate BIGINT NOT NULL REFERENCES certificate (id),
  level {text} NOT NULL CHECK (level IN ('初级', '中级', '高级')),
  plan_year BIGINT NOT NULL,
  carried BIGINT NOT NULL DEFAULT 0,
  declared BIGINT NOT NULL DEFAULT 0,
  increased BIGINT NOT NULL DEFAULT 0,
  decreased BIGINT NOT NULL DEFAULT 0,
  exited_headcount BIGINT NOT NULL DEFAULT 0,
  headcount BIGINT NOT NULL DEFAULT 0 CHECK (headcount >= 0),
  examined BIGINT NOT NULL DEFAULT 0 CHECK (examined >= 0),
  passed BIGINT NOT NULL DEFAULT 0 CHECK (passed >= 0),
  examined_year BIGINT NOT NULL DEFAULT 0,
  examined_in_year BIGINT NOT NULL DEFAULT 0 CHECK (examined_in_year BETWEEN 0 AND examined),
  exited BIGINT NOT NULL DEFAULT 0 CHECK (exited IN (0, 1)),
  declared_on {text} NOT NULL DEFAULT '',
  use_from {text} NOT NULL DEFAULT '',
  UNIQUE (institution, certificate, level, plan_year),
  CHECK (headcount = carried + declared + increased - decreased - exited_headcount),
  CHECK (examined <= headcount)
))sql"},
    {On::both, R"sql(CREATE INDEX plan_by_year ON plan (institution, plan_year, id))sql"},
    {On::both, R"sql(CREATE INDEX plan_by_certificate ON plan (certificate))sql"},
    {On::both, R"sql(CREATE INDEX plan_never_examined ON plan (declared_on) WHERE examined = 0 AND headcount > 0)sql"},
};

}  // namespace

std::span<const Migration::Step> foundation_plan_steps() {
  return kPlanSteps;
}

}  // namespace kaoji::store_sql
