#include "unit/application/submission_case.hpp"

namespace kaoji::core {

Line line_of(std::string certificate, CertificateId id, std::string level, std::int64_t headcount, std::string reason) {
  Line line;
  line.wish.certificate = std::move(certificate);
  if (id.some()) line.wish.certificate_id = id;
  line.wish.level_text = std::move(level);
  line.wish.headcount = headcount;
  line.wish.reason = std::move(reason);
  return line;
}

Plan plan_of(PlanId id, CertificateId certificate, Level level, int year, std::int64_t headcount,
             std::int64_t examined) {
  Plan plan{id, {InstitutionId{1}, certificate, level, year}, {}};
  LedgerEntry carried;
  carried.kind = EntryKind::carried;
  carried.headcount = headcount;
  carried.declared_on = on("2025-03-12");
  carried.effective_on = *carried.declared_on;
  plan.balance = after({}, carried);
  if (examined == 0) return plan;
  LedgerEntry entry;
  entry.kind = EntryKind::examined;
  entry.headcount = examined;
  entry.effective_on = on("2026-02-01");
  plan.balance = after(plan.balance, entry);
  return plan;
}

SubmissionCase valid_case(ApplicationKind kind) {
  SubmissionCase it;
  it.now = at("2026-03-12T10:00:00+08:00");
  it.application.id = ApplicationId{7};
  it.application.institution = InstitutionId{1};
  it.application.kind = kind;
  it.application.revision = 2;
  it.application.scan_revision = 2;
  it.facts.institution.id = InstitutionId{1};
  it.facts.institution.code = "10001";
  it.facts.institution.kind = InstitutionKind::higher_vocational;
  it.facts.institution.registered = true;
  it.facts.lines.certificates = {
      {kCertificate, "甲证书", "甲组织", {{Level::junior, {}}, {Level::intermediate, {}}, {Level::senior, {}}}},
      {kOtherCertificate, "乙证书", "乙组织", {{Level::intermediate, {}}}}};
  it.facts.lines.plans = {plan_of(PlanId{11}, kCertificate, Level::intermediate, 2025, 200, 0),
                          plan_of(PlanId{12}, kOtherCertificate, Level::intermediate, 2025, 100, 40)};
  it.facts.live_total = 300;
  it.facts.admission_usable = true;
  if (kind == ApplicationKind::new_plans) {
    it.application.lines = {line_of("甲证书", kCertificate, "初级", 60, "")};
  } else {
    const char* reason = kind == ApplicationKind::increase ? "参加考核学生增加" : "参加考核学生减少";
    it.application.lines = {line_of("甲证书", kCertificate, "中级", 60, reason)};
  }
  return it;
}

SubmissionCase returned_case(ApplicationKind kind) {
  SubmissionCase it = valid_case(kind);
  it.application.status = Status::returned;
  it.application.returned_by = Stage::final;
  it.application.first_submitted_at = at("2026-03-11T10:00:00+08:00");
  it.application.submitted_at = it.application.first_submitted_at;
  if (kind != ApplicationKind::increase) it.application.round = {"notice-628", "spring", 2026};
  return it;
}

}  // namespace kaoji::core
