#include "unit/application/notice_628.hpp"

#include "base/check.hpp"

namespace kaoji::core {

namespace {

YearlyWindow window(unsigned month, unsigned first, unsigned last_month, unsigned last) {
  return {MonthDay{std::chrono::month{month}, std::chrono::day{first}},
          MonthDay{std::chrono::month{last_month}, std::chrono::day{last}}};
}

RoundRule half_year(const char* name, const char* label, unsigned month) {
  RoundRule rule{name, label, "二(一)", 2022, {}, {ApplicationKind::new_plans, ApplicationKind::decrease},
                 {},   30,    true};
  rule.windows = {window(month, 11, month, 20), window(month, 21, month, 24), window(month, 25, month, 28)};
  return rule;
}

}  // namespace

Policy notice_628() {
  Policy policy;
  policy.id = "notice-628";
  policy.effective_from = on("2021-09-30");
  policy.zone = {"Asia/Shanghai", std::chrono::hours{8}};
  RoundRule first{"autumn-2021",
                  "2021年秋季学期",
                  "三",
                  2021,
                  2021,
                  {ApplicationKind::new_plans, ApplicationKind::decrease},
                  {},
                  std::nullopt,
                  false};
  first.windows = {window(10, 21, 10, 30), window(10, 31, 11, 4), window(11, 5, 11, 8)};
  policy.rounds = {half_year("spring", "春季学期", 3), half_year("autumn", "秋季学期", 9), first};
  policy.new_clause = "二(二)1";
  policy.increase_clause = "二(二)2";
  policy.decrease_clause = "二(二)3";
  policy.cap_percent = 30;
  policy.increase_reasons = {"考核证书种类或等级变动", "参加考核学生增加"};
  policy.decrease_reasons = {"考核证书种类或等级变动", "参加考核学生减少", "经费预算不足",
                             "培训评价组织取消证书考核组织"};
  policy.exit_clause = "二(四)";
  policy.exit_from_year = 2021;
  policy.exit_window = window(11, 11, 11, 20);
  policy.routing_clause = "二(三)";
  policy.preliminary_review = {InstitutionKind::local_secondary};
  policy.form_clause = "二(二)";
  policy.indicators = {
      {"adjustment", "调整率", {Measure::decreased}, {Measure::opening, Measure::declared, Measure::increased}},
      {"completion", "完成率", {Measure::examined}, {Measure::closing, Measure::exited}},
      {"exit", "退出率", {Measure::exited}, {Measure::live_before_exit}}};
  return policy;
}

base::Instant at(std::string_view text) {
  const auto instant = base::parse_instant(text);
  base::check(instant.has_value(), "no instant: " + std::string(text));
  return *instant;
}

base::Date on(std::string_view text) {
  const auto date = base::parse_date(text);
  base::check(date.has_value(), "no day: " + std::string(text));
  return *date;
}

}  // namespace kaoji::core
