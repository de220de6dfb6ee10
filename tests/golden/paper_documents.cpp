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

}  // namespace kaoji::golden
