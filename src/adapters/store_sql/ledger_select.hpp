#pragma once

#include <string_view>

#include "adapters/store_sql/conditions.hpp"
#include "ports/plan_store.hpp"

namespace kaoji::store_sql {

/// The columns of an entry `e`, and those of its place: plan `p`, institution `i`, certificate `c`, application `a`,
/// reversal `x`.
inline constexpr std::string_view kEntrySelect =
    "e.id, e.plan, e.kind, e.headcount, e.passed, e.effective_on, e.effective_at, e.recorded_at, e.declared_on, "
    "e.in_indicators, e.actor, e.application, e.reason, e.reverses";
inline constexpr std::string_view kEntryColumns = "nntnntnntntntn";
inline constexpr std::string_view kEntryPlaceSelect =
    "p.institution, p.certificate, p.level, p.plan_year, i.code, i.name, c.name, COALESCE(a.number, ''), x.id";
inline constexpr std::string_view kEntryPlaceColumns = "nntnttttn";

/// Takes both from a row.
void read_entry_row(Query& query, ports::EntryRow& row);
/// The plans of a scope, as a condition on rows `e` that have a `plan`.
void add_entry_scope(Conditions& conditions, const ports::Scope& scope);

}  // namespace kaoji::store_sql
