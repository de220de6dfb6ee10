#include "http/reconcile_csv.hpp"

#include "http/plans_csv.hpp"

namespace kaoji::http {

namespace {

std::string_view list_zh(core::ReconcileList list) {
  switch (list) {
    case core::ReconcileList::equal:
      return "一致";
    case core::ReconcileList::only_here:
      return "仅本系统有";
    case core::ReconcileList::only_there:
      return "仅平台有";
    case core::ReconcileList::different:
      return "人数不同";
  }
  return {};
}

std::string_view state_zh(const ports::ReconcileRow& row) {
  if (row.item.list == core::ReconcileList::equal) return {};
  switch (row.said.state) {
    case core::DifferenceState::open:
      return row.said.changed ? "待核（数字已变）" : "待核";
    case core::DifferenceState::working:
      return "核实中";
    case core::DifferenceState::explained:
      return "已说明";
  }
  return {};
}

}  // namespace

Answer reconcile_csv_answer() {
  Answer head;
  head.content_type = kCsvType;
  head.headers.emplace_back("Content-Disposition",
                            "attachment; filename=\"reconciliation.csv\"; filename*=UTF-8''%E5%AF%B9%E8%B4%A6.csv");
  return head;
}

std::string reconcile_csv_head() {
  return "\xEF\xBB\xBF对账结果,院校代码,院校名称,证书,级别,计划年度,本系统人数,平台人数,相差,文件行,处理状态,责任人,说明\r\n";
}

void append_reconcile_csv_row(std::string& text, const ports::ReconcileRow& row) {
  const core::ReconcileItem& item = row.item;
  append_csv_cell(text, list_zh(item.list));
  for (const std::string_view cell : {std::string_view(item.institution_code), std::string_view(item.institution_name),
                                      std::string_view(item.certificate_name), core::to_text(item.level)}) {
    text += ',';
    append_csv_cell(text, cell);
  }
  for (const std::int64_t number :
       {static_cast<std::int64_t>(item.year), item.ours, item.theirs, item.theirs - item.ours}) {
    text += ',';
    text += std::to_string(number);
  }
  text += ',';
  if (item.line > 0) text += std::to_string(item.line);
  for (const std::string_view cell :
       {state_zh(row), std::string_view(row.said.owner), std::string_view(row.said.note)}) {
    text += ',';
    append_csv_cell(text, cell);
  }
  text += "\r\n";
}

}  // namespace kaoji::http
