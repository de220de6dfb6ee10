#include "http/reconcile_schemas.hpp"

namespace kaoji::http {

namespace {

void write_columns_read(JsonWriter& json, const core::ColumnMap& map) {
  json.key("columns").begin_array();
  for (std::size_t i = 0; i < core::kPlatformFieldCount; ++i) {
    const auto field = static_cast<core::PlatformField>(i);
    const auto column = map.column(field);
    if (!column) continue;
    json.begin_object().member("field", core::to_text(field)).member("column", *column).end_object();
  }
  json.end_array();
}

void write_comparison_state(JsonWriter& json, const std::optional<ComparisonState>& state) {
  json.key("progress");
  if (!state) {
    json.null();
    return;
  }
  json.begin_object()
      .member("phase", to_text(state->phase))
      .member("done", state->done)
      .member("all", state->all)
      .end_object();
}

void write_members(JsonWriter& json, Directory& directory, const ports::Reconciliation& one,
                   const std::optional<ComparisonState>& state) {
  json.member("id", one.id)
      .member("name", one.name)
      .member("digest", one.digest)
      .member("bytes", one.bytes)
      .member("encoding", one.encoding)
      .member("heading_line", one.heading_line)
      .member("lines", one.lines)
      .member("uploaded_at", one.uploaded_at)
      .member("uploaded_by", actor_name(directory, one.actor));
  write_columns_read(json, one.columns);
  json.member("year", one.year).member("compared_at", one.compared_at);
  json.key("compared_by");
  if (one.compared_at) {
    json.value(actor_name(directory, one.compared_by));
  } else {
    json.null();
  }
  json.key("counts").begin_object();
  constexpr std::array<std::string_view, core::kReconcileListCount> names{"equal", "only_here", "only_there",
                                                                          "different"};
  for (std::size_t i = 0; i < names.size(); ++i) json.member(names[i], one.counts[i]);
  json.end_object()
      .member("faults", one.faults)
      .member("undecided", one.undecided)
      .member("rows_set_aside", one.rows_set_aside)
      .member("pruned_at", one.pruned_at);
  write_comparison_state(json, state);
}

void write_cells(JsonWriter& json, const core::CellRow& cells) {
  json.begin_array();
  for (const std::string& cell : cells) json.value(cell);
  json.end_array();
}

}  // namespace

void write_reconciliation(JsonWriter& json, Directory& directory, const ports::Reconciliation& one,
                          const std::optional<ComparisonState>& state) {
  json.begin_object();
  write_members(json, directory, one, state);
  json.end_object();
}

void write_reconciliation_view(JsonWriter& json, Directory& directory, const usecases::ReconciliationView& view,
                               const std::optional<ComparisonState>& state) {
  json.begin_object();
  write_members(json, directory, view.reconciliation, state);
  json.key("headings");
  write_cells(json, view.first_lines.empty() ? core::CellRow{} : view.first_lines.front());
  json.key("samples").begin_array();
  for (std::size_t i = 1; i < view.first_lines.size(); ++i) write_cells(json, view.first_lines[i]);
  json.end_array().key("fault_items").begin_array();
  for (const core::CellFault& fault : view.faults) {
    json.begin_object()
        .member("line", fault.line)
        .member("field", core::to_text(fault.field))
        .member("value", fault.value)
        .member("trouble", core::to_text(fault.trouble))
        .end_object();
  }
  json.end_array().end_object();
}

void write_reconcile_item(JsonWriter& json, ports::Transaction& tx, Directory& directory,
                          const ports::ReconcileRow& row) {
  const core::ReconcileItem& item = row.item;
  const bool known = item.institution.some() && item.certificate.some();
  const auto plan = known ? tx.plans().plan_by_key({item.institution, item.certificate, item.level, item.year})
                          : std::optional<core::Plan>();
  json.begin_object()
      .member("id", row.id)
      .member("list", core::to_text(item.list))
      .key("institution")
      .begin_object()
      .member("code", item.institution_code)
      .member("name", item.institution_name)
      .member("known", item.institution.some())
      .end_object()
      .key("certificate")
      .begin_object()
      .member("name", item.certificate_name)
      .member("known", item.certificate.some())
      .end_object()
      .member("level", core::to_text(item.level))
      .member("year", item.year)
      .member("ours", item.ours)
      .member("theirs", item.theirs)
      .member("line", item.line > 0 ? std::optional(item.line) : std::nullopt)
      .member("rows", item.rows)
      .member("plan_id", plan ? std::optional(plan->id) : std::nullopt)
      .member("owner", row.said.owner)
      .member("note", row.said.note)
      .member("state", core::to_text(row.said.state))
      .member("changed", row.said.changed)
      .member("version", row.version)
      .member("edited_at", row.edited_at);
  json.key("edited_by");
  if (row.edited_at) {
    json.value(actor_name(directory, row.editor));
  } else {
    json.null();
  }
  json.end_object();
}

void write_reconcile_name(JsonWriter& json, Directory& directory, const usecases::NamesView::Row& row) {
  json.begin_object()
      .member("kind", core::to_text(row.name.kind))
      .member("code", row.name.code)
      .member("name", row.name.name)
      .member("rows", row.name.rows)
      .member("headcount", row.name.headcount)
      .key("decided");
  if (row.decided) {
    const std::string& target = row.decided->target;
    const auto* const institution =
        row.name.kind == core::NameKind::institution && !target.empty() ? directory.institution(target) : nullptr;
    json.begin_object()
        .member("choice", target.empty() ? "set-aside" : "means")
        .member("target", target)
        .member("target_name", institution != nullptr ? institution->name : target)
        .end_object();
  } else {
    json.null();
  }
  json.key("candidates").begin_array();
  for (const core::NameCandidate& candidate : row.candidates) {
    json.begin_object()
        .member("target", candidate.code.empty() ? candidate.name : candidate.code)
        .member("name", candidate.name)
        .member("likeness", candidate.likeness)
        .end_object();
  }
  json.end_array().end_object();
}

}  // namespace kaoji::http
