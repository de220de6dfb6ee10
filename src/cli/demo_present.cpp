#include <fmt/format.h>

#include <vector>

#include "cli/demo_schools.hpp"

namespace kaoji::cli {

namespace {

using core::ApplicationKind;
using core::Decision;

const char* code(std::size_t school) {
  return kDemoSchools[school].code;
}

/// A line that changes the school's plan of 2025 by so many persons.
usecases::LineInput change(std::size_t school, std::int64_t headcount, const char* reason) {
  auto line = demo_line(school, 0, 2025);
  line.headcount = headcount;
  line.reason = reason;
  line.year = 2025;
  return line;
}

/// Plans of 2024 that will exit in November 2025.
std::vector<std::pair<std::size_t, usecases::PlanName>> unexamined_of_2024(DemoScript& script) {
  std::vector<std::pair<std::size_t, usecases::PlanName>> plans;
  for (std::size_t s = 0; s < kDemoSchools.size(); ++s) {
    for (std::size_t k = 0; k < 3; ++k) {
      const auto plan = demo_plan(s, k, 2024);
      if (script.live(plan) > 0 && !script.examined(plan)) plans.emplace_back(s, plan);
    }
  }
  return plans;
}

/// November 2025: one plan is held, and an application that touches another is voided by the exit.
void play_exit_of_2025(DemoScript& script) {
  script.at("2025-11-03 09:00");
  const auto plans = unexamined_of_2024(script);
  base::check(plans.size() >= 2, "the demo world has too few plans to exit");
  const auto& [school, plan] = plans.front();
  script.admit(code(school));
  usecases::LineInput line{plan.certificate, plan.level, 10, "参加考核学生增加", plan.year};
  script.declare(code(school), ApplicationKind::increase, {line});
  script.hold(plans.back().second, "考核设备维修，已排期（虚构）");
  script.at("2025-11-12 09:00");
  script.run_exit();
}

void play_winter(DemoScript& script) {
  script.at("2025-12-15 09:00");
  for (std::size_t s = 0; s < kDemoSchools.size(); ++s) {
    const auto plan = demo_plan(s, 1, 2025);
    const std::int64_t live = script.live(plan);
    if (live >= 10 && s % 4 != 1) script.assess(plan, {*base::parse_date("2025-12-06"), live * 4 / 5, live * 3 / 5});
  }
  script.close_level("母婴护理", "初级", *base::parse_date("2026-01-01"));
  script.at("2026-01-06 09:00");
  script.confirm_registration(kRegisteredInstitution);
  script.admit(code(3));
  const auto approved = script.declare(code(3), ApplicationKind::increase, {change(3, 15, "参加考核学生增加")});
  script.admit(code(0));
  const auto rejected = script.declare(code(0), ApplicationKind::increase, {change(0, 400, "参加考核学生增加")});
  script.at("2026-01-08 09:00");
  script.review("department", approved, {Decision::pass, "", {}});
  script.review("department", rejected, {Decision::reject, "增加人数与在校生规模不符（虚构）", {}});
}

/// Made-up announcements and desks, which say that they are made up.
void play_notice_board(DemoScript& script) {
  script.set_contacts({{"政策与窗口期咨询（虚构）", "Policy and windows (made up)", "0371-00000001",
                        "policy@example.org", "工作日 8:30–12:00、14:30–17:30", "Working days 8:30–12:00, 14:30–17:30"},
                       {"系统使用与账号（虚构）", "Using the system, accounts (made up)", "0371-00000002",
                        "support@example.org", "窗口期内延长至 20:00", "Until 20:00 while a window is open"}});
  ports::Announcement spring;
  spring.title_zh = "2026 年春季学期申报将于 3 月 11 日开始（演示）";
  spring.title_en = "The spring round of 2026 opens on 11 March (demo)";
  spring.body_zh =
      "申报窗口为 3 月 11 日至 20 "
      "日。请尽早填报，避开最后一天。\n汇总表须签字盖章后上传；打印后改动过内容的，须重新打印。";
  spring.body_en =
      "The submit window is 11 to 20 March. Declare early and keep clear of the last day.\n"
      "Upload the form signed and sealed; print it again if anything was changed after printing.";
  spring.from = *base::parse_date("2026-03-01");
  spring.until = base::parse_date("2026-03-20");
  spring.for_visitors = true;
  script.announce(spring);
  ports::Announcement closed;
  closed.title_zh = "母婴护理（初级）自 2026 年 1 月 1 日起停止新增和调增（演示）";
  closed.title_en = "母婴护理, junior level, closed for new plans and increases from 1 January 2026 (demo)";
  closed.body_zh = "已有计划可以继续考核和调减。";
  closed.body_en = "Plans that are there can still be examined and decreased.";
  closed.from = *base::parse_date("2026-01-01");
  script.announce(closed);
}

void play_march(DemoScript& script) {
  script.at("2026-03-03 09:00");
  script.admit(code(6));
  const auto forwarded = script.declare(code(6), ApplicationKind::increase, {change(6, 12, "参加考核学生增加")});
  script.at("2026-03-04 09:00");
  script.review(kDemoSchools[6].bureau, forwarded, {Decision::pass, "", {}});
  script.at("2026-03-10 09:00");
  script.admit(code(5));

  script.at("2026-03-11 09:00");
  script.declare(code(0), ApplicationKind::new_plans, {demo_line(0, 0, 2026), demo_line(0, 1, 2026)});
  (void)script.draft(code(1), ApplicationKind::new_plans, {demo_line(1, 0, 2026), demo_line(1, 2, 2026)});
  const auto live = script.live(demo_plan(2, 0, 2025));
  script.declare(code(2), ApplicationKind::decrease, {change(2, live / 5 + 1, "经费预算不足")});
  const auto withdrawn = script.declare(code(3), ApplicationKind::new_plans, {demo_line(3, 0, 2026)});
  const auto by_department =
      script.declare(code(4), ApplicationKind::new_plans, {demo_line(4, 0, 2026), demo_line(4, 1, 2026)});
  script.declare(code(5), ApplicationKind::new_plans, {demo_line(5, 0, 2026), demo_line(5, 1, 2026)});
  const auto by_bureau = script.declare(code(7), ApplicationKind::new_plans, {demo_line(7, 0, 2026)});
  script.declare(code(8), ApplicationKind::decrease, {change(8, 3, "参加考核学生减少")});
  script.withdraw(code(3), withdrawn);

  script.at("2026-03-12 08:40");
  script.review("department", by_department, {Decision::give_back, "请核对第二行的级别（虚构）", {}});
  script.review(kDemoSchools[7].bureau, by_bureau, {Decision::give_back, "缺经办人签字（虚构）", {}});
}

}  // namespace

void play_demo_present(DemoScript& script) {
  play_exit_of_2025(script);
  play_winter(script);
  script.at("2026-03-01 09:00");
  play_notice_board(script);
  play_march(script);
}

}  // namespace kaoji::cli
