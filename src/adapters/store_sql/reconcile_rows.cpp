#include "adapters/store_sql/reconcile_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kReconciliation =
    "SELECT id, name, digest, bytes, encoding, heading_line, lines, uploaded_at, actor, columns_read, plan_year, run, "
    "compared_at, compared_by, equal_items, only_here_items, only_there_items, different_items, faults, undecided, "
    "rows_set_aside, pruned_at FROM reconciliation";
constexpr std::string_view kReconciliationColumns = "nttntnnnttnnntnnnnnnnn";

ports::Reconciliation reconciliation_in(Query& query) {
  ports::Reconciliation one;
  one.id = query.number();
  one.name = query.text();
  one.digest = query.text();
  one.bytes = query.number();
  one.encoding = query.text();
  one.heading_line = query.small();
  one.lines = query.number();
  one.uploaded_at = query.instant();
  one.actor = query.text();
  one.columns = core::parse_column_map(query.text());
  if (const auto year = query.number_or_null()) one.year = static_cast<int>(*year);
  one.run = query.number();
  one.compared_at = query.instant_or_null();
  one.compared_by = query.text();
  for (std::int64_t& count : one.counts) count = query.number();
  one.faults = query.number();
  one.undecided = query.number();
  one.rows_set_aside = query.number();
  one.pruned_at = query.instant_or_null();
  return one;
}

std::optional<std::int64_t> wide(const std::optional<int>& number) {
  return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

}  // namespace

std::int64_t ReconcileRows::insert(const ports::Reconciliation& one, const std::vector<core::CellRow>& first_lines) {
  std::int64_t id = 0;
  {
    auto query = session_.insertion(
        "INSERT INTO reconciliation (name, digest, bytes, encoding, heading_line, lines, uploaded_at, actor, "
        "columns_read, plan_year) VALUES (:name, :digest, :bytes, :encoding, :heading_line, :lines, :uploaded_at, "
        ":actor, :columns_read, :plan_year)");
    query.set("name", one.name)
        .set("digest", one.digest)
        .set("bytes", one.bytes)
        .set("encoding", one.encoding)
        .set("heading_line", one.heading_line)
        .set("lines", one.lines)
        .set("uploaded_at", one.uploaded_at)
        .set("actor", one.actor)
        .set("columns_read", core::to_text(one.columns))
        .set_or_null("plan_year", wide(one.year));
    id = session_.insert(query);
  }
  for (std::size_t line = 0; line < first_lines.size(); ++line) {
    for (std::size_t place = 0; place < first_lines[line].size(); ++place) {
      session_
          .query({"INSERT INTO reconcile_cell (reconciliation, line, place, text) "
                  "VALUES (:reconciliation, :line, :place, :text)",
                  ""})
          .set("reconciliation", id)
          .set("line", static_cast<std::int64_t>(line))
          .set("place", static_cast<std::int64_t>(place))
          .set("text", first_lines[line][place])
          .run();
    }
  }
  return id;
}

std::optional<ports::Reconciliation> ReconcileRows::reconciliation(std::int64_t id) {
  static const std::string text = fmt::format("{} WHERE id = :id", kReconciliation);
  auto query = session_.query({text, kReconciliationColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  return reconciliation_in(query);
}

std::vector<ports::Reconciliation> ReconcileRows::reconciliations() {
  static const std::string text = fmt::format("{} ORDER BY id DESC", kReconciliation);
  auto query = session_.query({text, kReconciliationColumns});
  std::vector<ports::Reconciliation> all;
  while (query.next()) all.push_back(reconciliation_in(query));
  return all;
}

std::vector<core::CellRow> ReconcileRows::first_lines(std::int64_t id) {
  auto query =
      session_.query({"SELECT line, text FROM reconcile_cell WHERE reconciliation = :id ORDER BY line, place", "nt"});
  query.set("id", id);
  std::vector<core::CellRow> lines;
  while (query.next()) {
    const auto line = static_cast<std::size_t>(query.number());
    if (lines.size() <= line) lines.resize(line + 1);
    lines[line].push_back(query.text());
  }
  return lines;
}

std::int64_t ReconcileRows::begin_run(std::int64_t id) {
  session_.query({"UPDATE reconciliation SET last_run = last_run + 1 WHERE id = :id", ""}).set("id", id).run();
  auto query = session_.query({"SELECT last_run FROM reconciliation WHERE id = :id", "n"});
  query.set("id", id);
  query.next();
  return query.number();
}

void ReconcileRows::finish_run(const ports::Reconciliation& one) {
  session_
      .query({"UPDATE reconciliation SET columns_read = :columns_read, plan_year = :plan_year, run = :run, "
              "compared_at = :compared_at, compared_by = :compared_by, equal_items = :equal_items, only_here_items = "
              ":only_here_items, only_there_items = :only_there_items, different_items = :different_items, faults = "
              ":faults, undecided = :undecided, rows_set_aside = :rows_set_aside, pruned_at = NULL WHERE id = :id",
              ""})
      .set("columns_read", core::to_text(one.columns))
      .set_or_null("plan_year", wide(one.year))
      .set("run", one.run)
      .set_or_null("compared_at", one.compared_at)
      .set("compared_by", one.compared_by)
      .set("equal_items", one.counts[0])
      .set("only_here_items", one.counts[1])
      .set("only_there_items", one.counts[2])
      .set("different_items", one.counts[3])
      .set("faults", one.faults)
      .set("undecided", one.undecided)
      .set("rows_set_aside", one.rows_set_aside)
      .set("id", one.id)
      .run();
}

std::optional<core::ColumnMap> ReconcileRows::remembered_columns(std::string_view headings) {
  auto query = session_.query({"SELECT columns_read FROM heading_map WHERE headings = :headings", "t"});
  query.set("headings", headings);
  if (!query.next()) return std::nullopt;
  return core::parse_column_map(query.text());
}

void ReconcileRows::remember_columns(std::string_view headings, const core::ColumnMap& map) {
  session_
      .query({"INSERT INTO heading_map (headings, columns_read) VALUES (:headings, :columns_read) "
              "ON CONFLICT (headings) DO UPDATE SET columns_read = excluded.columns_read",
              ""})
      .set("headings", headings)
      .set("columns_read", core::to_text(map))
      .run();
}

std::vector<ports::KeptNameDecision> ReconcileRows::name_decisions() {
  auto query = session_.query(
      {"SELECT kind, name_key, name, target, decided_at, actor FROM name_decision ORDER BY kind, name_key", "ttttnt"});
  std::vector<ports::KeptNameDecision> all;
  while (query.next()) {
    ports::KeptNameDecision& one = all.emplace_back();
    const std::string kind = query.text();
    one.decision.kind = known(core::parse_name_kind(kind), kind);
    one.decision.key = query.text();
    one.name = query.text();
    one.decision.target = query.text();
    one.decided_at = query.instant();
    one.actor = query.text();
  }
  return all;
}

void ReconcileRows::put_name_decision(const ports::KeptNameDecision& one) {
  session_
      .query({"INSERT INTO name_decision (kind, name_key, name, target, decided_at, actor) "
              "VALUES (:kind, :name_key, :name, :target, :decided_at, :actor) ON CONFLICT (kind, name_key) DO UPDATE "
              "SET name = excluded.name, target = excluded.target, decided_at = excluded.decided_at, "
              "actor = excluded.actor",
              ""})
      .set("kind", core::to_text(one.decision.kind))
      .set("name_key", one.decision.key)
      .set("name", one.name)
      .set("target", one.decision.target)
      .set("decided_at", one.decided_at)
      .set("actor", one.actor)
      .run();
}

void ReconcileRows::forget_name_decision(core::NameKind kind, std::string_view key) {
  session_.query({"DELETE FROM name_decision WHERE kind = :kind AND name_key = :name_key", ""})
      .set("kind", core::to_text(kind))
      .set("name_key", key)
      .run();
}

std::vector<ports::ReconcileStore::Remembered> ReconcileRows::explanations() {
  auto query = session_.query(
      {"SELECT subject, owner, note, state, ours, theirs, edited_at, editor FROM explanation", "ttttnnnt"});
  std::vector<Remembered> all;
  while (query.next()) {
    Remembered& one = all.emplace_back();
    one.subject = query.text();
    one.said.owner = query.text();
    one.said.note = query.text();
    const std::string state = query.text();
    one.said.state = known(core::parse_difference_state(state), state);
    one.said.ours = query.number();
    one.said.theirs = query.number();
    one.edited_at = query.instant();
    one.editor = query.text();
  }
  return all;
}

void ReconcileRows::remember(const Remembered& one) {
  session_
      .query({"INSERT INTO explanation (subject, owner, note, state, ours, theirs, edited_at, editor) "
              "VALUES (:subject, :owner, :note, :state, :ours, :theirs, :edited_at, :editor) "
              "ON CONFLICT (subject) DO UPDATE SET owner = excluded.owner, note = excluded.note, "
              "state = excluded.state, ours = excluded.ours, theirs = excluded.theirs, "
              "edited_at = excluded.edited_at, editor = excluded.editor",
              ""})
      .set("subject", one.subject)
      .set("owner", one.said.owner)
      .set("note", one.said.note)
      .set("state", core::to_text(one.said.state))
      .set("ours", one.said.ours)
      .set("theirs", one.said.theirs)
      .set("edited_at", one.edited_at)
      .set("editor", one.editor)
      .run();
}

}  // namespace kaoji::store_sql
