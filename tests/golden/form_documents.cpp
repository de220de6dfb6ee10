#include "golden/form_documents.hpp"

#include <fmt/format.h>

#include <chrono>

namespace kaoji::golden {
namespace {

using ports::FormKind;
using ports::FormLine;

constexpr const char* kNames[] = {"示例证书",
                                  "示例设备操作与运维",
                                  "示例信息模型（SIM）应用",
                                  "示例新型动力系统与电子控制技术综合检测诊断维修（名称很长，用来检查换行）",
                                  "示例财税",
                                  "示例Web开发"};
constexpr const char* kLevels[] = {"初级", "中级", "高级"};
constexpr const char* kReasons[] = {
    "参加考核学生人数变化", "其他：示例理由较长，说明本年度教学安排调整以及考核站点变动的情况", "证书种类或等级变动"};

FormLine line_of(FormKind kind, std::size_t i) {
  const auto number = static_cast<std::int64_t>(i);
  FormLine line;
  line.certificate = fmt::format("{}{:03}", kNames[i % 6], i + 1);
  line.level = kLevels[i % 3];
  line.before = 200 + number;
  line.headcount = 10 + number % 7;
  line.after = line.before + (kind == FormKind::decrease ? -line.headcount : line.headcount);
  line.reason = kReasons[i % 3];
  return line;
}

}  // namespace

ports::FormDocument sample_document(FormKind kind, std::size_t lines) {
  using std::chrono::December;
  using std::chrono::March;
  using std::literals::chrono_literals::operator""y;
  using std::literals::chrono_literals::operator""d;
  ports::FormDocument document;
  document.kind = kind;
  document.number = "KJ2026-000123";
  document.revision = 3;
  document.institution_name = "示例职业技术学院";
  document.institution_code = "EX-0001";
  document.declared_on = 2026y / March / 12d;
  document.use_from = 2026y / March / 28d;
  document.use_until = 2026y / December / 31d;
  for (std::size_t i = 0; i < lines; ++i) {
    auto& block = kind != FormKind::new_plans ? document.lines : i % 3 == 2 ? document.right : document.left;
    block.push_back(line_of(kind, i));
  }
  document.contact_name = "示例联系人";
  document.contact_phone = "0000-0000000";
  document.digest = "9f2c4a1b0d3e5f6778899aabbccddeeff00112233445566778899aabbccddeef";
  return document;
}

}  // namespace kaoji::golden
