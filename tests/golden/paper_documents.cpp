#include "golden/paper_documents.hpp"

#include <fmt/format.h>

#include <chrono>

#include "golden/form_documents.hpp"

namespace kaoji::golden {
namespace {

using ports::FormKind;
using std::chrono::April;
using std::chrono::June;
using std::chrono::March;
using std::chrono::May;
using std::chrono::November;
using std::literals::chrono_literals::operator""y;
using std::literals::chrono_literals::operator""d;

constexpr const char* kDigest = "9f2c4a1b0d3e5f6778899aabbccddeeff00112233445566778899aabbccddeef";

core::EntrySum sum_of(int year, core::EntryKind kind, std::int64_t headcount) {
  return {year, kind, true, headcount, kind == core::EntryKind::examined ? headcount - 1 : 0};
}

/// Some entries of each year; other ones for each group.
core::ReportSums sample_sums(std::size_t group) {
  const auto salt = static_cast<std::int64_t>(group % 17);
  core::ReportSums sums;
  for (int year = 2022; year <= 2026; ++year) {
    sums.sums.push_back(sum_of(year, core::EntryKind::declared, 200 + 13 * salt));
    sums.sums.push_back(sum_of(year, core::EntryKind::increased, 9 + salt));
    sums.sums.push_back(sum_of(year, core::EntryKind::decreased, 20 + salt));
    sums.sums.push_back(sum_of(year, core::EntryKind::examined, 90 + (year - 2022) * (5 + salt)));
    sums.before_exit = sums.sums;
    sums.sums.push_back(sum_of(year, core::EntryKind::exited, 3 + salt));
  }
  sums.sums.push_back({2026, core::EntryKind::decreased, false, 7, 0});
  return sums;
}

core::ReportFrame sample_frame(std::size_t institutions) {
  core::ReportFrame frame;
  frame.year = 2026;
  frame.scope = institutions > 1 ? "province" : "EX-0000";
  frame.scope_label = institutions > 1 ? "全省" : "示例职业技术学院";
  frame.policy_id = "example";
  frame.policy_number = "教职成函〔2021〕628号";
  frame.policy_title = "关于做好1+X证书制度考核计划申报工作的通知";
  frame.policy_digest = kDigest;
  frame.at = std::chrono::sys_days{2026y / std::chrono::December / 20d} + std::chrono::hours{2};
  frame.last_entry = 123456;
  for (int year = 2022; year <= 2026; ++year) frame.years.push_back({year, true});
  using enum core::Measure;
  frame.formulas = {{"adjustment", "调整率", {decreased}, {opening, declared, increased}},
                    {"completion", "完成率", {examined}, {closing, exited}},
                    {"exit", "退出率", {exited}, {live_before_exit}}};
  frame.exclusions = {{"2026年秋季学期", "三"}};
  return frame;
}

}  // namespace

ports::RoundPackage sample_package(std::size_t applications) {
  ports::RoundPackage package;
  package.bureau_name = "示例市教育局";
  package.round_title = "2026年春季";
  package.made_on = 2026y / March / 24d;
  package.digest = kDigest;
  for (std::size_t i = 0; i < applications; ++i) {
    const auto number = static_cast<std::int64_t>(i);
    ports::PackagedApplication one;
    one.number = fmt::format("KJ2026-{:06}", i + 1);
    one.revision = 1 + number % 3;
    one.kind = static_cast<FormKind>(i % 3);
    one.institution_code = fmt::format("EX-{:04}", i / 2);
    one.institution_name =
        fmt::format("示例{}中等职业学校", i % 4 == 0 ? "经济技术开发区现代信息工程与设备制造" : "县") +
        fmt::format("{:03}", i / 2);
    one.lines = 1 + number % 9;
    one.headcount = 10 * one.lines + number % 7;
    one.submitted_on = 2026y / March / 12d;
    one.digest = kDigest;
    package.applications.push_back(one);
  }
  return package;
}

ports::WorkPlan sample_work_plan(std::size_t rows, bool of_several) {
  ports::WorkPlan plan;
  plan.whose = of_several ? "示例市教育局" : "示例职业技术学院（EX-0001）";
  plan.of_several = of_several;
  plan.round_title = "2026年春季学期";
  plan.made_on = 2026y / April / 2d;
  plan.digest = kDigest;
  for (const ports::FormLine& line : sample_document(FormKind::increase, rows).lines) {
    const std::size_t i = plan.rows.size();
    ports::WorkPlanRow row;
    row.institution_code = fmt::format("EX-{:04}", of_several ? i / 2 : 1);
    row.institution_name =
        fmt::format("示例{}中等职业学校", i % 4 == 0 ? "经济技术开发区现代信息工程与设备制造" : "县");
    row.certificate = line.certificate;
    row.level = line.level;
    row.plan_year = 2026;
    row.left = line.headcount + 5;
    row.headcount = line.headcount;
    row.scheduled = i % 3 != 2;
    if (row.scheduled) {
      row.planned_on = 2026y / June / 12d;
      row.place = i % 2 == 0 ? "示例实训中心三号楼二层" : "校内机房";
      row.contact = "王老师（演示）";
      if (i % 2 == 0) row.training_from = 2026y / May / 6d;
      row.training_to = 2026y / May / 10d;
      row.rate_fen = i % 4 == 1 ? 0 : 28'050;
    }
    plan.rows.push_back(row);
  }
  return plan;
}

ports::ExitLetter sample_letter(std::size_t plans) {
  ports::ExitLetter letter;
  letter.institution_name = "示例职业技术学院";
  letter.institution_code = "EX-0001";
  letter.basis = "教职成函〔2021〕628号 二(四)";
  letter.cut_off = 2026y / November / 11d;
  letter.exited_on = 2026y / November / 12d;
  letter.sender = "河南省教育厅";
  letter.digest = kDigest;
  for (const ports::FormLine& line : sample_document(FormKind::increase, plans).lines) {
    letter.plans.push_back({line.certificate, line.level, 2025, 2025y / March / 12d, line.headcount});
  }
  letter.voided_applications = {"KJ2026-000123", "KJ2026-000456"};
  return letter;
}

ports::SubmissionReceipt sample_receipt(FormKind kind, std::size_t lines) {
  const ports::FormDocument form = sample_document(kind == FormKind::new_plans ? FormKind::increase : kind, lines);
  ports::SubmissionReceipt receipt;
  receipt.kind = kind;
  receipt.number = form.number;
  receipt.revision = form.revision;
  receipt.institution_name = form.institution_name;
  receipt.institution_code = form.institution_code;
  receipt.zone = {"Asia/Shanghai", std::chrono::hours{8}};
  receipt.received_at = std::chrono::sys_days{form.declared_on} + std::chrono::milliseconds{34'567'089};
  receipt.lines = form.lines;
  receipt.digest = form.digest;
  return receipt;
}

ports::RatesReport sample_report(std::size_t institutions, std::int64_t edition) {
  core::ReportFrame frame = sample_frame(institutions);
  core::ReportSumsById sums;
  for (std::size_t i = 0; i < institutions; ++i) {
    const auto id = static_cast<std::int64_t>(i + 1);
    const bool local = i % 3 != 0;
    core::ReportInstitution institution{
        id,
        fmt::format("EX-{:04}", i),
        fmt::format("示例第{}职业技术学院", i + 1),
        local ? core::InstitutionKind::local_secondary : core::InstitutionKind::higher_vocational,
        {},
        {}};
    if (local) institution.bureau = fmt::format("B{}", i % 4);
    if (local) institution.bureau_name = fmt::format("示例市第{}教育局", i % 4);
    frame.institutions.push_back(institution);
    sums[id] = sample_sums(i);
  }
  core::ReportSumsById of_certificates;
  for (std::size_t i = 0; i < 5; ++i) {
    const auto id = static_cast<std::int64_t>(i + 1);
    frame.certificates.push_back(
        {id, fmt::format("示例证书{}职业技能等级证书", i + 1), fmt::format("示例评价组织{}", i % 2)});
    of_certificates[id] = sample_sums(i);
  }
  ports::RatesReport paper;
  paper.report = core::year_report(std::move(frame), sums, of_certificates,
                                   {{"reviews-in-time", 40, 41}, {"first-review-passed", 30, 38}},
                                   {{{"example", "spring", 2026}, "春季学期", 1000, 900, 800, 300, 280}});
  paper.edition = edition;
  if (edition > 1) paper.note = "更正考核登记后重新发布";
  paper.zone = {"Asia/Shanghai", std::chrono::hours{8}};
  paper.made_up = institutions == 1;
  paper.digest = kDigest;
  return paper;
}

}  // namespace kaoji::golden
