#include "adapters/store_sql/migrations/certificate_sums.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kCertificateSumSteps[] = {
    {On::both, R"sql(CREATE TABLE certificate_sum (
  certificate BIGINT NOT NULL REFERENCES certificate (id),
  effective_year BIGINT NOT NULL,
  effective_on {text} NOT NULL,
  kind {text} NOT NULL,
  in_indicators BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  passed BIGINT NOT NULL,
  PRIMARY KEY (certificate, effective_year, kind, in_indicators, effective_on)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE institution_certificate_sum (
  institution BIGINT NOT NULL REFERENCES institution (id),
  certificate BIGINT NOT NULL REFERENCES certificate (id),
  effective_year BIGINT NOT NULL,
  effective_on {text} NOT NULL,
  kind {text} NOT NULL,
  in_indicators BIGINT NOT NULL,
  headcount BIGINT NOT NULL,
  passed BIGINT NOT NULL,
  PRIMARY KEY (institution, certificate, effective_year, kind, in_indicators, effective_on)
){clustered})sql"},
    {On::both,
     "CREATE INDEX institution_certificate_sum_by_certificate ON institution_certificate_sum (certificate, "
     "institution)"},
    {On::both, R"sql(INSERT INTO certificate_sum
  (certificate, effective_year, effective_on, kind, in_indicators, headcount, passed)
  SELECT p.certificate, e.effective_year, e.effective_on, e.kind, e.in_indicators, SUM(e.headcount), SUM(e.passed)
  FROM ledger_entry e JOIN plan p ON p.id = e.plan
  GROUP BY p.certificate, e.effective_year, e.effective_on, e.kind, e.in_indicators)sql"},
    {On::both, R"sql(INSERT INTO institution_certificate_sum
  (institution, certificate, effective_year, effective_on, kind, in_indicators, headcount, passed)
  SELECT p.institution, p.certificate, e.effective_year, e.effective_on, e.kind, e.in_indicators, SUM(e.headcount),
    SUM(e.passed)
  FROM ledger_entry e JOIN plan p ON p.id = e.plan
  GROUP BY p.institution, p.certificate, e.effective_year, e.effective_on, e.kind, e.in_indicators)sql"},
    {On::both, "CREATE INDEX certificate_by_organisation ON certificate (organisation)"},
};

}  // namespace

std::span<const Migration::Step> certificate_sum_steps() {
  return kCertificateSumSteps;
}

}  // namespace kaoji::store_sql
