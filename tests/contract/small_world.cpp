#include "contract/small_world.hpp"

#include <fmt/format.h>

namespace kaoji::contract {

base::Instant noon(std::int64_t milliseconds) {
  return base::Instant{std::chrono::sys_days{day(2026, 6, 1)}} + std::chrono::hours{4} +
         std::chrono::milliseconds{milliseconds};
}

base::Date day(int year, unsigned month, unsigned day) {
  return base::Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

SmallWorld found(ports::Transaction& tx) {
  SmallWorld world;
  tx.catalogue().put_bureau({"410100", "郑州市教育局"});
  core::Institution school;
  school.code = "10001";
  school.name = "甲中等职业学校";
  school.kind = core::InstitutionKind::local_secondary;
  school.bureau = "410100";
  world.school = tx.catalogue().put_institution(school, noon());
  core::Institution college;
  college.code = "20001";
  college.name = "乙职业技术学院";
  college.kind = core::InstitutionKind::higher_vocational;
  college.registered = true;
  world.college = tx.catalogue().put_institution(college, noon());
  core::Certificate web;
  web.name = "Web前端开发";
  web.organisation = "某培训评价组织";
  web.levels = {{core::Level::senior, {}}, {core::Level::junior, {}}, {core::Level::intermediate, {}}};
  world.web = tx.catalogue().put_certificate(web, {"webqianduankaifa", "webqdkf"});
  core::Certificate care;
  care.name = "老年照护";
  care.organisation = "另一组织";
  care.levels = {{core::Level::junior, {}}, {core::Level::intermediate, {}}};
  world.care = tx.catalogue().put_certificate(care, {"laonianzhaohu", "lnzh"});
  return world;
}

core::LedgerEntry entry(core::PlanId plan, core::EntryKind kind, std::int64_t headcount, base::Date on) {
  core::LedgerEntry made;
  made.plan = plan;
  made.kind = kind;
  made.headcount = headcount;
  made.effective_on = on;
  made.effective_at = noon();
  made.recorded_at = noon();
  made.actor = "province";
  return made;
}

core::LedgerEntry declared(core::PlanId plan, std::int64_t headcount, int year) {
  core::LedgerEntry made = entry(plan, core::EntryKind::declared, headcount, day(year, 3, 12));
  made.declared_on = made.effective_on;
  return made;
}

core::Plan declare(ports::Transaction& tx, const core::PlanKey& key, std::int64_t headcount) {
  const core::Plan plan = tx.plans().find_or_make(key);
  tx.plans().append(declared(plan.id, headcount, key.year));
  return *tx.plans().plan(plan.id);
}

core::Application draft(core::InstitutionId institution, core::ApplicationKind kind,
                        const std::vector<core::Plan>& plans, std::int64_t headcount) {
  core::Application application;
  application.kind = kind;
  application.institution = institution;
  application.created_at = noon();
  application.updated_at = noon();
  application.contact_name = "联系人甲";
  for (const core::Plan& plan : plans) {
    core::Line& line = application.lines.emplace_back();
    line.wish.certificate = "Web前端开发";
    line.wish.certificate_id = plan.key.certificate;
    line.wish.level_text = core::to_text(plan.key.level);
    line.wish.headcount = headcount;
    line.wish.reason = "其他";
    line.plan_year = plan.key.year;
    line.plan = plan.id;
  }
  return application;
}

core::RoundRef spring() {
  return {"henan-2021-628", "spring", 2026};
}

core::Application submit(ports::Transaction& tx, core::Application application, const core::RoundRef& round) {
  application.status = core::Status::submitted;
  application.version += 1;
  application.round = round;
  application.policy_id = "henan-2021-628";
  application.first_submitted_at = noon();
  application.submitted_at = noon();
  tx.applications().update(application);
  return application;
}

ports::AuditRow audit_row(std::int64_t seq) {
  ports::AuditRow row;
  row.seq = seq;
  row.at = noon(seq);
  row.account = core::AccountId{seq % 2};
  row.actor = seq % 2 == 0 ? "system" : "clerk";
  row.role = "institution-clerk";
  row.act = seq % 3 == 0 ? "sign-in" : "submit";
  row.object = fmt::format("application/{}", seq);
  row.result = "ok";
  row.detail = "一行";
  row.request_id = fmt::format("r{}", seq);
  row.address = "127.0.0.1";
  row.prev = fmt::format("{:064}", seq - 1);
  row.digest = fmt::format("{:064}", seq);
  return row;
}

}  // namespace kaoji::contract
