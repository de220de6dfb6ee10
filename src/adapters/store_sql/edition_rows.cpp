#include "adapters/store_sql/edition_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kColumns =
    "id, report_year, scope, number, scope_label, policy_id, policy_digest, last_entry, last_event, frozen_at, actor, "
    "note, digest";
constexpr std::string_view kColumnTypes = "nntntttnnnttt";

void read_edition(Query& query, ports::Edition& edition) {
  edition.id = query.number();
  edition.year = query.small();
  edition.scope = query.text();
  edition.number = query.small();
  edition.scope_label = query.text();
  edition.policy_id = query.text();
  edition.policy_digest = query.text();
  edition.cut.last_entry = core::EntryId{query.number()};
  edition.cut.last_event = query.number();
  edition.frozen_at = query.instant();
  edition.actor = query.text();
  edition.note = query.text();
  edition.digest = query.text();
}

Conditions conditions_of(const ports::EditionFilter& filter) {
  Conditions conditions;
  if (filter.year) conditions.add("report_year = :year", "year", *filter.year);
  if (!filter.scope.empty()) conditions.add("scope = :scope", "scope", filter.scope);
  return conditions;
}

}  // namespace

ports::LedgerCut EditionRows::settled_cut() {
  // SQLite has one writer at a time anyway.
  if (session_.locks_rows()) session_.run("LOCK TABLE ledger_entry, application_event IN SHARE MODE");
  return present_cut();
}

ports::LedgerCut EditionRows::present_cut() {
  auto query =
      session_.query({"SELECT (SELECT COALESCE(MAX(id), 0) FROM ledger_entry), "
                      "(SELECT COALESCE(MAX(id), 0) FROM application_event)",
                      "nn"});
  query.next();
  ports::LedgerCut cut;
  cut.last_entry = core::EntryId{query.number()};
  cut.last_event = query.number();
  return cut;
}

std::int64_t EditionRows::insert(const ports::Edition& edition) {
  auto query = session_.insertion(
      "INSERT INTO edition (report_year, scope, number, scope_label, policy_id, policy_digest, last_entry, last_event, "
      "frozen_at, actor, note, figures, digest) VALUES (:year, :scope, :number, :scope_label, :policy_id, "
      ":policy_digest, :last_entry, :last_event, :frozen_at, :actor, :note, :figures, :digest)");
  query.set("year", edition.year)
      .set("scope", edition.scope)
      .set("number", edition.number)
      .set("scope_label", edition.scope_label)
      .set("policy_id", edition.policy_id)
      .set("policy_digest", edition.policy_digest)
      .set("last_entry", edition.cut.last_entry)
      .set("last_event", edition.cut.last_event)
      .set("frozen_at", edition.frozen_at)
      .set("actor", edition.actor)
      .set("note", edition.note)
      .set("figures", edition.figures)
      .set("digest", edition.digest);
  return session_.insert(query);
}

std::optional<ports::Edition> EditionRows::edition(std::int64_t id) {
  static const std::string text = fmt::format("SELECT {}, figures FROM edition WHERE id = :id", kColumns);
  static const std::string types = std::string{kColumnTypes} + "t";
  auto query = session_.query({text, types});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::Edition edition;
  read_edition(query, edition);
  edition.figures = query.text();
  return edition;
}

std::vector<ports::Edition> EditionRows::editions(const ports::EditionFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.before != 0) conditions.add("id < :before", "before", filter.before);
  const std::string text =
      fmt::format("SELECT {} FROM edition{} ORDER BY id DESC LIMIT :limit", kColumns, conditions.where());
  auto query = session_.query({text, kColumnTypes});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::Edition> editions;
  while (query.next()) read_edition(query, editions.emplace_back());
  return editions;
}

std::int64_t EditionRows::count_editions(const ports::EditionFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format("SELECT COUNT(*) FROM edition{}", conditions.where());
  auto query = session_.query({text, "n"});
  conditions.set(query);
  query.next();
  return query.number();
}

}  // namespace kaoji::store_sql
