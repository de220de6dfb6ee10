#include "core/policy/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/policy/policy_book.hpp"

namespace kaoji::core {

namespace {

/// An entry of the calendar with the day that it is sorted by.
struct Dated {
  base::Date day{};
  PolicyWords words;
};

std::string days_zh(const DayWindow& window) {
  return fmt::format("{} 至 {}", base::to_text(window.first), base::to_text(window.last));
}

std::string days_en(const DayWindow& window) {
  return fmt::format("{} to {}", base::to_text(window.first), base::to_text(window.last));
}

std::string kinds_zh(const std::vector<ApplicationKind>& kinds) {
  std::string text;
  for (const ApplicationKind kind : kinds) text += fmt::format("{}{}", text.empty() ? "" : "、", words_zh(kind));
  return text;
}

std::string kinds_en(const std::vector<ApplicationKind>& kinds) {
  std::string text;
  for (const ApplicationKind kind : kinds) text += fmt::format("{}{}", text.empty() ? "" : ", ", to_text(kind));
  return text;
}

std::string cap_zh(const CapPercent& cap) {
  return cap ? fmt::format("不超过实有考核计划数的 {}%", *cap) : std::string("不设上限");
}

std::string cap_en(const CapPercent& cap) {
  return cap ? fmt::format("at most {} % of the live headcount", *cap) : std::string("no cap");
}

PolicyWords round_words(const Policy& policy, const Round& round) {
  const DayWindow& submit = round.window(Stage::submit);
  const DayWindow& preliminary = round.window(Stage::preliminary);
  const DayWindow& final = round.window(Stage::final);
  PolicyWords words{round.clause, round.label, fmt::format("round {}", round.ref.name), {}, {}};
  words.zh = fmt::format("院校申报 {}（{}）；", days_zh(submit), kinds_zh(round.kinds));
  words.en = fmt::format("Submission {} ({}); ", days_en(submit), kinds_en(round.kinds));
  if (!policy.preliminary_review.empty()) {
    words.zh += fmt::format("市县初审 {}；", days_zh(preliminary));
    words.en += fmt::format("preliminary review {}; ", days_en(preliminary));
  }
  words.zh += fmt::format("省级审核 {}。", days_zh(final));
  words.en += fmt::format("final review {}.", days_en(final));
  if (round.governs(ApplicationKind::decrease)) {
    words.zh +=
        fmt::format("调减{}{}。", cap_zh(round.cap_percent), round.decrease_in_indicators ? "" : "，不纳入监测指标");
    words.en += fmt::format(" Decreases: {}{}.", cap_en(round.cap_percent),
                            round.decrease_in_indicators ? "" : ", left out of the indicators");
  }
  return words;
}

void add_rounds(const Policy& policy, int year, std::vector<Dated>& calendar) {
  for (const RoundRule& rule : policy.rounds) {
    if (year < rule.from_year || (rule.until_year && year > *rule.until_year)) continue;
    const Round round = round_in_year(policy, rule, year);
    if (round.window(Stage::final).last < policy.effective_from) continue;
    calendar.push_back({round.window(Stage::submit).first, round_words(policy, round)});
  }
}

std::string joined(const std::vector<int>& numbers, std::string_view separator) {
  std::string text;
  for (const int each : numbers) text += fmt::format("{}{}", text.empty() ? "" : separator, each);
  return text;
}

void add_exit(const Policy& policy, int year, std::vector<Dated>& calendar) {
  const auto window = policy.exit_window_of(year);
  if (!window || window->last < policy.effective_from) return;
  const base::Date latest = base::plus_years(window->first, -policy.exit_after_years);
  PolicyWords words{policy.exit_clause, "强制退出", "forced exit", {}, {}};
  words.zh = fmt::format("{}：凡 {} 或以前申报、实有数大于 0 且从未考核的计划全部退出；暂缓退出的除外。",
                         days_zh(*window), base::to_text(latest));
  words.en =
      fmt::format("{}: every live plan declared on or before {} with nobody examined ever exits whole, unless held.",
                  days_en(*window), base::to_text(latest));
  if (!policy.exit_reminder_days.empty()) {
    words.zh += fmt::format("此前 {} 天各提醒一次有计划将退出的院校。", joined(policy.exit_reminder_days, "、"));
    words.en += fmt::format(" Institutions with such plans are reminded {} days before.",
                            joined(policy.exit_reminder_days, ", "));
  }
  calendar.push_back({window->first, std::move(words)});
}

void add_year_end(int year, std::vector<Dated>& calendar) {
  const base::Date last{std::chrono::year{year} / std::chrono::December / 31};
  calendar.push_back({last,
                      {"", "计划使用截止", "end of use",
                       fmt::format("{}：{} 年度的计划应当完成；未完成的由下一年沿用。", base::to_text(last), year),
                       fmt::format("{}: the plans of {} are to be finished; what is left is carried over.",
                                   base::to_text(last), year)}});
}

PolicyWords increase_words(const Policy& policy) {
  PolicyWords words{policy.increase_clause, "调增", "increase", {}, {}};
  words.zh = policy.increase_windowed ? "只在列出调增的批次内申报" : "全年均可申报，不受批次限制";
  words.en = policy.increase_windowed ? "Only in rounds that list it" : "All year, bound to no round";
  words.zh +=
      policy.increase_needs_admission ? "；须先取得省推进办的调增准入，一次准入用于一次申报" : "；不需要调增准入";
  words.en += policy.increase_needs_admission ? "; needs an admission by the office, one for each application"
                                              : "; needs no admission";
  words.zh += fmt::format("；须在管理平台开放期间；每级审核以 {} 天为服务目标。", policy.review_days);
  words.en +=
      fmt::format("; only while the platform is open; {} days a stage is the service target.", policy.review_days);
  return words;
}

PolicyWords decrease_words(const Policy& policy) {
  const bool by_line = policy.cap_scope == CapScope::line;
  PolicyWords words{policy.decrease_clause, "调减", "decrease", {}, {}};
  words.zh = fmt::format("{}（{}）。批次另有规定的从其规定。", cap_zh(policy.cap_percent),
                         by_line ? "按单项计划、同一批次合并计算" : "按院校、同一批次合并计算");
  words.en = fmt::format("{} ({}), unless a round says otherwise.", cap_en(policy.cap_percent),
                         by_line ? "each plan against itself, all decreases of a round together"
                                 : "the institution as a whole, all its decreases of a round together");
  words.en.front() = words.en.front() == 'a' ? 'A' : 'N';
  return words;
}

PolicyWords routing_words(const Policy& policy) {
  PolicyWords words{policy.routing_clause, "审核流程", "routing", {}, {}};
  std::string zh;
  std::string en;
  for (const InstitutionKind kind : policy.preliminary_review) {
    zh += fmt::format("{}{}", zh.empty() ? "" : "、", words_zh(kind));
    en += fmt::format("{}{}", en.empty() ? "" : ", ", to_text(kind));
  }
  if (zh.empty()) {
    words.zh = "各院校均直接报省级审核。";
    words.en = "Every institution goes straight to the final review.";
  } else {
    words.zh = fmt::format("{}先经市县教育行政部门初审，再报省级审核；其余院校直接报省级审核。", zh);
    words.en = fmt::format("{}: the bureau first, then the department; all others straight to the department.", en);
  }
  if (policy.reconcile_before_final) {
    words.zh += "省级审核通过前，各行人数须与最近一次对账的平台数据一致。";
    words.en += " Before the final approval the lines agree with the platform's export as last reconciled.";
  }
  if (policy.claiming) {
    words.zh += "审核人须先领取申报再审核；领取后院校不能撤回，领取人可以放回。";
    words.en +=
        " A reviewer claims an application before deciding it; it cannot be withdrawn until the claim is released.";
  }
  return words;
}

PolicyWords form_words(const Policy& policy) {
  PolicyWords words{policy.form_clause, "汇总表", "signed form", {}, {}};
  words.zh =
      policy.signed_scan ? "申报须上传签字盖章的汇总表扫描件，且与本次修改的内容一致。" : "申报不需要上传扫描件。";
  words.en = policy.signed_scan ? "A submission needs the scan of the signed form, made from exactly this revision."
                                : "A submission needs no scan.";
  return words;
}

PolicyWords new_words(const Policy& policy) {
  return {
      policy.new_clause, "新增", "new plans", "须先在管理平台注册；同一证书、级别本年度已有计划的，改为申报调增。",
      "The institution registers first; a certificate and level that has a plan of this year is an increase instead."};
}

}  // namespace

std::vector<PolicyWords> explain(const Policy& policy, int year) {
  std::vector<PolicyWords> all;
  if (year < base::year_of(policy.effective_from)) {
    const std::string day = base::to_text(policy.effective_from);
    all.push_back({"", "未施行", "not in force", fmt::format("本通知自 {} 起施行。", day),
                   fmt::format("This notice is in force from {} on.", day)});
    return all;
  }
  std::vector<Dated> calendar;
  add_rounds(policy, year, calendar);
  add_exit(policy, year, calendar);
  add_year_end(year, calendar);
  std::stable_sort(calendar.begin(), calendar.end(), [](const Dated& a, const Dated& b) { return a.day < b.day; });
  for (Dated& dated : calendar) all.push_back(std::move(dated.words));
  all.push_back(new_words(policy));
  all.push_back(increase_words(policy));
  all.push_back(decrease_words(policy));
  all.push_back(routing_words(policy));
  all.push_back(form_words(policy));
  return all;
}

}  // namespace kaoji::core
