#pragma once

#include <string>

#include "http/answer.hpp"
#include "usecases/read_reconciliation.hpp"

namespace kaoji::http {

/// Rows of one piece.
inline constexpr int kReconcileCsvRows = 500;

/// The head of the answer, without a body.
[[nodiscard]] Answer reconcile_csv_answer();
/// The first row, after a byte order mark.
[[nodiscard]] std::string reconcile_csv_head();
void append_reconcile_csv_row(std::string& text, const ports::ReconcileRow& row);

}  // namespace kaoji::http
