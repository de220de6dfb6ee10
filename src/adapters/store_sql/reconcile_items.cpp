#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/reconcile_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

constexpr Sql kInsertItem{
    "INSERT INTO reconcile_item (reconciliation, run, list, institution, institution_code, institution_name, "
    "certificate, certificate_name, level, plan_year, ours, theirs, line, row_count, owner, note, state, changed, "
    "version, edited_at, editor) VALUES (:reconciliation, :run, :list, :institution, :institution_code, "
    ":institution_name, :certificate, :certificate_name, :level, :plan_year, :ours, :theirs, :line, :row_count, "
    ":owner, :note, :state, :changed, :version, :edited_at, :editor)",
    ""};
constexpr std::string_view kItem =
    "SELECT id, list, institution, institution_code, institution_name, certificate, certificate_name, level, "
    "plan_year, ours, theirs, line, row_count, owner, note, state, changed, version, edited_at, editor "
    "FROM reconcile_item";
constexpr std::string_view kItemColumns = "ntnttnttnnnnntttnnnt";

ports::ReconcileRow item_in(Query& query) {
  ports::ReconcileRow row;
  row.id = query.number();
  const std::string list = query.text();
  row.item.list = known(core::parse_reconcile_list(list), list);
  row.item.institution = query.id<core::InstitutionId>();
  row.item.institution_code = query.text();
  row.item.institution_name = query.text();
  row.item.certificate = query.id<core::CertificateId>();
  row.item.certificate_name = query.text();
  row.item.level = level_in(query.text());
  row.item.year = query.small();
  row.item.ours = query.number();
  row.item.theirs = query.number();
  row.item.line = query.small();
  row.item.rows = query.number();
  row.said.owner = query.text();
  row.said.note = query.text();
  const std::string state = query.text();
  row.said.state = known(core::parse_difference_state(state), state);
  row.said.changed = query.flag();
  row.said.ours = row.item.ours;
  row.said.theirs = row.item.theirs;
  row.version = query.number();
  row.edited_at = query.instant_or_null();
  row.editor = query.text();
  return row;
}

core::UnknownName name_in(Query& query) {
  core::UnknownName name;
  const std::string kind = query.text();
  name.kind = known(core::parse_name_kind(kind), kind);
  name.key = query.text();
  const std::string by = query.text();
  name.by = known(core::parse_found_by(by), by);
  name.code = query.text();
  name.name = query.text();
  name.target = query.text();
  name.rows = query.number();
  name.headcount = query.number();
  return name;
}

core::CellFault fault_in(Query& query) {
  core::CellFault fault;
  fault.line = query.small();
  const std::string field = query.text();
  fault.field = known(core::parse_platform_field(field), field);
  fault.value = query.text();
  const std::string trouble = query.text();
  fault.trouble = known(core::parse_cell_trouble(trouble), trouble);
  return fault;
}

ports::PlatformPlan platform_plan_in(Query& query) {
  ports::PlatformPlan plan;
  plan.key.institution = query.id<core::InstitutionId>();
  plan.key.certificate = query.id<core::CertificateId>();
  plan.key.level = level_in(query.text());
  plan.key.year = query.small();
  plan.headcount = query.number();
  return plan;
}

/// Every row that is left of the query.
template <class Row>
std::vector<Row> all_in(Query& query, Row (*row_in)(Query&)) {
  std::vector<Row> rows;
  while (query.next()) rows.push_back(row_in(query));
  return rows;
}

Conditions conditions_of(const ports::ReconcileFilter& filter) {
  Conditions conditions;
  conditions.add("reconciliation = :reconciliation", "reconciliation", filter.reconciliation);
  conditions.add("run = :run", "run", filter.run);
  if (filter.list) conditions.add("list = :list", "list", core::to_text(*filter.list));
  if (filter.state) conditions.add("state = :state", "state", core::to_text(*filter.state));
  if (!filter.institution.empty()) conditions.add("institution_code = :code", "code", filter.institution);
  if (!filter.bureau.empty()) {
    conditions.add("institution IN (SELECT id FROM institution WHERE bureau = :bureau)", "bureau", filter.bureau);
  }
  if (filter.year) conditions.add("plan_year = :year", "year", *filter.year);
  if (filter.level) conditions.add("level = :level", "level", core::to_text(*filter.level));
  if (!filter.owner.empty()) conditions.add("owner = :owner", "owner", filter.owner);
  if (!filter.search.empty()) {
    conditions.add(
        "(lower(institution_name) LIKE :search ESCAPE '\\' OR lower(institution_code) LIKE :search ESCAPE '\\' "
        "OR lower(certificate_name) LIKE :search ESCAPE '\\')",
        "search", anywhere(filter.search));
  }
  return conditions;
}

}  // namespace

void ReconcileRows::insert_items(std::int64_t id, std::int64_t run, std::span<const ports::ReconcileRow> rows) {
  for (const ports::ReconcileRow& row : rows) {
    session_.query(kInsertItem)
        .set("reconciliation", id)
        .set("run", run)
        .set("list", core::to_text(row.item.list))
        .set_or_null("institution", row.item.institution)
        .set("institution_code", row.item.institution_code)
        .set("institution_name", row.item.institution_name)
        .set_or_null("certificate", row.item.certificate)
        .set("certificate_name", row.item.certificate_name)
        .set("level", core::to_text(row.item.level))
        .set("plan_year", row.item.year)
        .set("ours", row.item.ours)
        .set("theirs", row.item.theirs)
        .set("line", row.item.line)
        .set("row_count", row.item.rows)
        .set("owner", row.said.owner)
        .set("note", row.said.note)
        .set("state", core::to_text(row.said.state))
        .set("changed", row.said.changed ? 1 : 0)
        .set("version", row.version)
        .set_or_null("edited_at", row.edited_at)
        .set("editor", row.editor)
        .run();
  }
}

void ReconcileRows::insert_names(std::int64_t id, std::int64_t run, std::span<const core::UnknownName> names) {
  for (const core::UnknownName& name : names) {
    session_
        .query({"INSERT INTO reconcile_name (reconciliation, run, kind, name_key, found_by, code, name, target, "
                "row_count, headcount) VALUES (:reconciliation, :run, :kind, :name_key, :found_by, :code, :name, "
                ":target, :row_count, :headcount)",
                ""})
        .set("reconciliation", id)
        .set("run", run)
        .set("kind", core::to_text(name.kind))
        .set("name_key", name.key)
        .set("found_by", core::to_text(name.by))
        .set("code", name.code)
        .set("name", name.name)
        .set("target", name.target)
        .set("row_count", name.rows)
        .set("headcount", name.headcount)
        .run();
  }
}

void ReconcileRows::insert_faults(std::int64_t id, std::int64_t run, std::span<const core::CellFault> faults) {
  for (const core::CellFault& fault : faults) {
    session_
        .query({"INSERT INTO reconcile_fault (reconciliation, run, line, field, value, trouble) "
                "VALUES (:reconciliation, :run, :line, :field, :value, :trouble)",
                ""})
        .set("reconciliation", id)
        .set("run", run)
        .set("line", fault.line)
        .set("field", core::to_text(fault.field))
        .set("value", fault.value)
        .set("trouble", core::to_text(fault.trouble))
        .run();
  }
}

bool ReconcileRows::drop_earlier_runs(std::int64_t id, std::int64_t run, int most) {
  // Names and faults of a comparison are few; items go piece by piece.
  for (const std::string_view text : {"DELETE FROM reconcile_name WHERE reconciliation = :id AND run < :run",
                                      "DELETE FROM reconcile_fault WHERE reconciliation = :id AND run < :run"}) {
    session_.query({text, ""}).set("id", id).set("run", run).run();
  }
  session_
      .query(
          {"DELETE FROM reconcile_item WHERE id IN (SELECT id FROM reconcile_item WHERE reconciliation = :id AND run < "
           ":run LIMIT :most)",
           ""})
      .set("id", id)
      .set("run", run)
      .set("most", most)
      .run();
  auto query = session_.query(
      {"SELECT COUNT(*) FROM (SELECT 1 FROM reconcile_item WHERE reconciliation = :id AND run < :run LIMIT 1) earlier",
       "n"});
  query.set("id", id).set("run", run);
  query.next();
  return query.number() > 0;
}

bool ReconcileRows::prune(std::int64_t id, int most, base::Instant at) {
  constexpr std::string_view kUnsaid = "reconciliation = :id AND owner = '' AND note = '' AND state = 'open'";
  static const std::string some = fmt::format(
      "DELETE FROM reconcile_item WHERE id IN (SELECT id FROM reconcile_item WHERE {} LIMIT :most)", kUnsaid);
  session_.query({some, ""}).set("id", id).set("most", most).run();
  static const std::string left =
      fmt::format("SELECT COUNT(*) FROM (SELECT 1 FROM reconcile_item WHERE {} LIMIT 1) unsaid", kUnsaid);
  {
    auto query = session_.query({left, "n"});
    query.set("id", id);
    query.next();
    if (query.number() > 0) return true;
  }
  for (const std::string_view text : {"DELETE FROM reconcile_name WHERE reconciliation = :id",
                                      "DELETE FROM reconcile_fault WHERE reconciliation = :id"})
    session_.query({text, ""}).set("id", id).run();
  session_.query({"UPDATE reconciliation SET pruned_at = :at WHERE id = :id", ""}).set("at", at).set("id", id).run();
  return false;
}

std::optional<std::vector<ports::PlatformPlan>> ReconcileRows::platform_plans(core::InstitutionId institution) {
  std::int64_t id = 0;
  std::int64_t run = 0;
  {
    auto query = session_.query({"SELECT id, run FROM reconciliation WHERE run > 0 ORDER BY id DESC LIMIT 1", "nn"});
    if (!query.next()) return std::nullopt;
    id = query.number();
    run = query.number();
  }
  auto query = session_.query(
      {"SELECT institution, certificate, level, plan_year, theirs FROM reconcile_item WHERE reconciliation = :id AND "
       "run = :run AND institution = :institution AND certificate IS NOT NULL ORDER BY id",
       "nntnn"});
  query.set("id", id).set("run", run).set("institution", institution);
  return all_in(query, platform_plan_in);
}

std::vector<ports::ReconcileRow> ReconcileRows::items(const ports::ReconcileFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.after > 0) conditions.add("id > :after", "after", filter.after);
  const std::string text = fmt::format("{}{} ORDER BY id LIMIT :limit", kItem, conditions.where());
  auto query = session_.query({text, kItemColumns});
  conditions.set(query);
  query.set("limit", filter.limit);
  return all_in(query, item_in);
}

std::int64_t ReconcileRows::count_items(const ports::ReconcileFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format("SELECT COUNT(*) FROM reconcile_item{}", conditions.where());
  auto query = session_.query({text, "n"});
  conditions.set(query);
  query.next();
  return query.number();
}

std::optional<ports::ReconcileRow> ReconcileRows::item(std::int64_t id, std::int64_t run, std::int64_t item) {
  static const std::string text =
      fmt::format("{} WHERE id = :id AND reconciliation = :reconciliation AND run = :run", kItem);
  auto query = session_.query({text, kItemColumns});
  query.set("id", item).set("reconciliation", id).set("run", run);
  if (!query.next()) return std::nullopt;
  return item_in(query);
}

void ReconcileRows::explain(const ports::ReconcileRow& row) {
  session_
      .query({"UPDATE reconcile_item SET owner = :owner, note = :note, state = :state, changed = :changed, "
              "version = :version, edited_at = :edited_at, editor = :editor WHERE id = :id",
              ""})
      .set("owner", row.said.owner)
      .set("note", row.said.note)
      .set("state", core::to_text(row.said.state))
      .set("changed", row.said.changed ? 1 : 0)
      .set("version", row.version)
      .set_or_null("edited_at", row.edited_at)
      .set("editor", row.editor)
      .set("id", row.id)
      .run();
}

std::vector<core::UnknownName> ReconcileRows::names(std::int64_t id, std::int64_t run) {
  auto query = session_.query(
      {"SELECT kind, name_key, found_by, code, name, target, row_count, headcount FROM reconcile_name WHERE "
       "reconciliation = :id AND run = :run ORDER BY kind, name_key",
       "ttttttnn"});
  query.set("id", id).set("run", run);
  return all_in(query, name_in);
}

std::vector<core::CellFault> ReconcileRows::faults(std::int64_t id, std::int64_t run, int most) {
  auto query = session_.query(
      {"SELECT line, field, value, trouble FROM reconcile_fault WHERE reconciliation = :id AND run = :run "
       "ORDER BY line LIMIT :most",
       "nttt"});
  query.set("id", id).set("run", run).set("most", most);
  return all_in(query, fault_in);
}

}  // namespace kaoji::store_sql
