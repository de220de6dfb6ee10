#pragma once

#include "base/wire.hpp"
#include "core/indicators/year_report.hpp"

// The order in which a report's fields are written and read (base/wire.hpp).
namespace kaoji::core {

template <class Wire, base::Is<ReportInstitution> Value>
void pass(Wire& wire, Value& one) {
  wire(one.id, one.code, one.name, one.kind, one.bureau, one.bureau_name);
}
template <class Wire, base::Is<ReportCertificate> Value>
void pass(Wire& wire, Value& one) {
  wire(one.id, one.name, one.organisation);
}
template <class Wire, base::Is<ReportYear> Value>
void pass(Wire& wire, Value& one) {
  wire(one.year, one.exit_begun);
}
template <class Wire, base::Is<ReportExclusion> Value>
void pass(Wire& wire, Value& one) {
  wire(one.label, one.clause);
}
template <class Wire, base::Is<IndicatorRule> Value>
void pass(Wire& wire, Value& rule) {
  wire(rule.name, rule.label, rule.numerator, rule.denominator);
}
template <class Wire, base::Is<ReportFrame> Value>
void pass(Wire& wire, Value& frame) {
  wire(frame.year, frame.scope, frame.scope_label, frame.policy_id, frame.policy_number, frame.policy_title);
  wire(frame.policy_digest, frame.at, frame.last_entry, frame.last_event, frame.exit_month, frame.exit_day);
  wire(frame.years, frame.formulas, frame.exclusions, frame.institutions, frame.certificates);
}
template <class Wire, base::Is<ReportRow> Value>
void pass(Wire& wire, Value& row) {
  wire(row.key, row.label, row.measures, row.excluded);
}
template <class Wire, base::Is<ReportShare> Value>
void pass(Wire& wire, Value& share) {
  wire(share.name, share.numerator, share.denominator);
}
template <class Wire, base::Is<RoundRef> Value>
void pass(Wire& wire, Value& round) {
  wire(round.policy_id, round.name, round.year);
}
template <class Wire, base::Is<ReportFunnel> Value>
void pass(Wire& wire, Value& funnel) {
  wire(funnel.round, funnel.label, funnel.declared, funnel.reviewed, funnel.approved, funnel.examined, funnel.passed);
}
template <class Wire, base::Is<YearReport> Value>
void pass(Wire& wire, Value& report) {
  wire(report.frame, report.years, report.kinds, report.bureaus, report.institutions, report.organisations);
  wire(report.certificates, report.reviews, report.funnels);
}

}  // namespace kaoji::core
