#include <fmt/format.h>

#include <optional>
#include <vector>

#include "cli/demo_schools.hpp"

namespace kaoji::cli {

namespace {

using core::ApplicationKind;
using core::Decision;

constexpr std::array kCertificates{"Web前端开发", "物流管理",     "老年照护",     "汽车运用与维修",
                                   "智能财税",    "网店运营推广", "特殊焊接技术", "云计算平台运维与开发"};
constexpr std::array kLevels{"初级", "中级", "高级"};
constexpr int kFirstYear = 2021;
constexpr int kLastYear = 2025;

/// A number that looks like chance and never changes.
std::size_t mixed(std::size_t school, std::size_t k, int year) {
  return school * 37 + k * 53 + static_cast<std::size_t>(year) * 29;
}

/// An application on its way through a round.
struct UnderWay {
  std::size_t school = 0;
  core::ApplicationId id;
  std::size_t lines = 0;
};

class Year {
 public:
  Year(DemoScript& script, int year) : script_(script), year_(year) {}

  void spring() {
    at("03-12 09:00");
    std::vector<UnderWay> round;
    for (std::size_t s = 0; s < kDemoSchools.size(); ++s) {
      if (!late(s)) round.push_back(declared(s, {demo_line(s, 0, year_), demo_line(s, 1, year_)}));
    }
    late_submission(round);
    decide(round, "03-22 09:00", "03-25 09:00", "03-27 09:00");
  }

  void increase_in_may() {
    const std::size_t s = 2 + static_cast<std::size_t>(year_) % 5;
    if (script_.live(demo_plan(s, 0, year_)) == 0) return;
    at("05-06 09:00");
    script_.admit(kDemoSchools[s].code);
    auto line = demo_line(s, 0, year_);
    line.headcount = 20;
    line.reason = "参加考核学生增加";
    line.year = year_;
    const auto id = script_.declare(kDemoSchools[s].code, ApplicationKind::increase, {line});
    pass_all({{s, id, 1}}, "05-08 09:00", "05-11 09:00");
  }

  void autumn() {
    at("09-13 09:00");
    std::vector<UnderWay> round;
    for (std::size_t s = 0; s < kDemoSchools.size(); ++s) {
      const std::size_t turn = (s + static_cast<std::size_t>(year_)) % 3;
      if (turn == 0 && script_.live(demo_plan(s, 0, year_)) >= 20) round.push_back(decreased(s));
      if (turn == 1) round.push_back(declared(s, {demo_line(s, 2, year_)}));
    }
    pass_all(round, "09-22 09:00", "09-26 09:00");
  }

  /// The only round of 2021 (三).
  void autumn_of_2021() {
    at("10-22 09:00");
    std::vector<UnderWay> round;
    for (std::size_t s = 0; s < kDemoSchools.size(); ++s)
      round.push_back(declared(s, {demo_line(s, 0, year_), demo_line(s, 1, year_)}));
    pass_all(round, "11-02 09:00", "11-06 09:00");
  }

  void exit() {
    at("11-12 09:00");
    script_.run_exit();
  }

  void assessments() {
    at("12-15 09:00");
    for (std::size_t s = 0; s < kDemoSchools.size(); ++s) {
      for (std::size_t k = 0; k < 3; ++k) {
        const auto plan = demo_plan(s, k, year_);
        const std::int64_t live = script_.live(plan);
        if (live == 0 || mixed(s, k, year_) % 6 == 0) continue;
        core::AssessmentWish wish;
        wish.on = *base::parse_date(fmt::format("{}-12-0{}", year_, 1 + mixed(s, k, year_) % 9));
        wish.examined = live * static_cast<std::int64_t>(60 + mixed(s, k, year_) % 41) / 100;
        wish.passed = *wish.examined * static_cast<std::int64_t>(70 + mixed(k, s, year_) % 26) / 100;
        if (*wish.examined > 0) script_.assess(plan, wish);
      }
    }
  }

 private:
  void at(const char* month_day_time) { script_.at(fmt::format("{}-{}", year_, month_day_time)); }

  /// In 2024 the last school comes a day late, under an extension.
  [[nodiscard]] bool late(std::size_t s) const { return year_ == 2024 && s + 1 == kDemoSchools.size(); }

  UnderWay declared(std::size_t s, const DemoScript::Lines& lines) {
    return {s, script_.declare(kDemoSchools[s].code, ApplicationKind::new_plans, lines), lines.size()};
  }

  UnderWay decreased(std::size_t s) {
    auto line = demo_line(s, 0, year_);
    line.headcount = script_.live(demo_plan(s, 0, year_)) / 10;
    line.reason = "参加考核学生减少";
    line.year = year_;
    return {s, script_.declare(kDemoSchools[s].code, ApplicationKind::decrease, {line}), 1};
  }

  void late_submission(std::vector<UnderWay>& round) {
    const std::size_t s = kDemoSchools.size() - 1;
    if (!late(s)) return;
    at("03-20 18:00");
    usecases::ExtensionCommand command;
    command.stage = core::Stage::submit;
    command.until = *base::parse_date("2024-03-21");
    command.reason = "停电一天（虚构）";
    command.institution = kDemoSchools[s].code;
    script_.extend(command);
    at("03-21 09:00");
    round.push_back(declared(s, {demo_line(s, 0, year_), demo_line(s, 1, year_)}));
  }

  void pass_bureaus(const std::vector<UnderWay>& round, const char* when) {
    at(when);
    for (const UnderWay& each : round) {
      const DemoSchool& school = kDemoSchools[each.school];
      if (*school.bureau != '\0') script_.review(school.bureau, each.id, {Decision::pass, "", {}});
    }
  }

  void pass_all(const std::vector<UnderWay>& round, const char* bureaus, const char* department) {
    pass_bureaus(round, bureaus);
    at(department);
    for (const UnderWay& each : round) script_.review("department", each.id, {Decision::pass, "", {}});
  }

  /// Most pass; some are returned and come again, some lose a line, one is rejected.
  void decide(const std::vector<UnderWay>& round, const char* bureaus, const char* department, const char* again) {
    pass_bureaus(round, bureaus);
    at(department);
    std::vector<UnderWay> returned;
    for (const UnderWay& each : round) {
      const std::size_t turn = each.school + static_cast<std::size_t>(year_);
      if (turn % 5 == 0) {
        script_.review("department", each.id, {Decision::give_back, "盖章不清晰，请重新扫描（虚构）", {}});
        returned.push_back(each);
      } else if (turn % 7 == 3) {
        script_.review("department", each.id, {Decision::pass, "", {{1, "与专业不符（虚构）"}}});
      } else if (year_ == 2023 && each.school == 4) {
        script_.review("department", each.id, {Decision::reject, "材料不完整（虚构）", {}});
      } else {
        script_.review("department", each.id, {Decision::pass, "", {}});
      }
    }
    at(again);
    for (const UnderWay& each : returned) {
      auto first = demo_line(each.school, 0, year_);
      first.headcount = *first.headcount + 5;
      script_.revise(kDemoSchools[each.school].code, each.id, {first, demo_line(each.school, 1, year_)});
      script_.submit(kDemoSchools[each.school].code, each.id);
      script_.review("department", each.id, {Decision::pass, "", {}});
    }
  }

  DemoScript& script_;
  int year_;
};

}  // namespace

usecases::PlanName demo_plan(std::size_t school, std::size_t k, int year) {
  return {kDemoSchools[school].code, kCertificates[(school + k * 3) % kCertificates.size()],
          kLevels[(school + k + static_cast<std::size_t>(year)) % kLevels.size()], year};
}

usecases::LineInput demo_line(std::size_t school, std::size_t k, int year) {
  const auto plan = demo_plan(school, k, year);
  usecases::LineInput line;
  line.certificate = plan.certificate;
  line.level = plan.level;
  line.headcount = static_cast<std::int64_t>(40 + mixed(school, k, year) % 160);
  return line;
}

void play_demo_past(DemoScript& script) {
  script.at("2021-10-08 09:00");
  for (const DemoSchool& school : kDemoSchools) script.confirm_registration(school.code);
  for (int y = kFirstYear; y <= kLastYear; ++y) {
    Year year(script, y);
    if (y == kFirstYear) {
      year.autumn_of_2021();
    } else {
      year.spring();
      year.increase_in_may();
      year.autumn();
    }
    if (y < kLastYear) {
      year.exit();
      year.assessments();
    }
  }
}

}  // namespace kaoji::cli
