#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/language.hpp"
#include "usecases/context.hpp"

namespace kaoji::http {

/// `done`, `refused`, `denied`.
[[nodiscard]] std::string_view word_of(ports::AuditEnd end);

/// The first line of an export of the audit trail in the language asked for, with a byte order mark.
[[nodiscard]] std::string audit_csv_head(base::Language language);
/// Appends a row as a line of CSV; instants in `zone`. `name`: of the account, as it is now.
void append_audit_csv_row(std::string& text, const ports::AuditRow& row, std::string_view name, const base::Zone& zone);

}  // namespace kaoji::http
