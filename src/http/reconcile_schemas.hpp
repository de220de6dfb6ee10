#pragma once

#include <optional>

#include "http/comparisons.hpp"
#include "http/shared_schemas.hpp"
#include "usecases/decide_names.hpp"
#include "usecases/read_reconciliation.hpp"

namespace kaoji::http {

/// Schema Reconciliation. `state`: of its comparison that is under way.
void write_reconciliation(JsonWriter& json, Directory& directory, const ports::Reconciliation& one,
                          const std::optional<ComparisonState>& state);
/// Schema ReconciliationView.
void write_reconciliation_view(JsonWriter& json, Directory& directory, const usecases::ReconciliationView& view,
                               const std::optional<ComparisonState>& state);
/// Schema ReconcileItem.
void write_reconcile_item(JsonWriter& json, ports::Transaction& tx, Directory& directory,
                          const ports::ReconcileRow& row);
/// Schema ReconcileName.
void write_reconcile_name(JsonWriter& json, Directory& directory, const usecases::NamesView::Row& row);

}  // namespace kaoji::http
