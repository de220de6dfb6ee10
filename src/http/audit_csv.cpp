#include "http/audit_csv.hpp"

#include "http/plans_csv.hpp"

namespace kaoji::http {

std::string_view word_of(ports::AuditEnd end) {
  switch (end) {
    case ports::AuditEnd::refused:
      return "refused";
    case ports::AuditEnd::denied:
      return "denied";
    case ports::AuditEnd::done:
      break;
  }
  return "done";
}

std::string audit_csv_head(base::Language language) {
  constexpr base::Words heads{"序号,时间,账号,姓名,角色,操作,对象,结果,代码,说明,请求编号,来自,SM3",
                              "No.,At,Account,Name,Role,Act,Object,Result,Code,Detail,Request,From,SM3"};
  std::string text = "\xEF\xBB\xBF";
  text += heads.in(language);
  return text += "\r\n";
}

void append_audit_csv_row(std::string& text, const ports::AuditRow& row, std::string_view name,
                          const base::Zone& zone) {
  const ports::AuditEnd end = ports::end_of(row.result);
  const std::string at = base::to_text(zone, row.at);
  text += std::to_string(row.seq);
  for (const std::string_view cell :
       {std::string_view(at), std::string_view(row.actor), name, std::string_view(row.role), std::string_view(row.act),
        std::string_view(row.object), word_of(end),
        end == ports::AuditEnd::done ? std::string_view() : std::string_view(row.result), std::string_view(row.detail),
        std::string_view(row.request_id), std::string_view(row.address), std::string_view(row.digest)}) {
    text += ',';
    append_csv_cell(text, cell);
  }
  text += "\r\n";
}

}  // namespace kaoji::http
