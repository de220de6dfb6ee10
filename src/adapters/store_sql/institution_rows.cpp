#include "adapters/store_sql/catalogue_rows.hpp"
#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/stored_words.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, code, name, kind, COALESCE(bureau, ''), registered, registered_at FROM institution";
constexpr std::string_view kColumns = "nttttnn";

core::Institution read_institution(Query& query) {
  core::Institution institution;
  institution.id = query.id<core::InstitutionId>();
  institution.code = query.text();
  institution.name = query.text();
  institution.kind = institution_kind_in(query.text());
  institution.bureau = query.text();
  institution.registered = query.flag();
  institution.registered_at = query.instant_or_null();
  return institution;
}

void set_institution(Query& query, const core::Institution& institution) {
  query.set("code", institution.code)
      .set("name", institution.name)
      .set("kind", core::to_text(institution.kind))
      .set_or_null("bureau", std::string_view{institution.bureau})
      .set("registered", institution.registered ? 1 : 0)
      .set_or_null("registered_at", institution.registered_at);
}

}  // namespace

const std::vector<core::Bureau>& CatalogueRows::all_bureaus() {
  if (memo_.bureaus() == nullptr) {
    std::vector<core::Bureau> bureaus;
    auto query = session_.query({"SELECT code, name, tile_column, tile_row FROM bureau ORDER BY code", "ttnn"});
    while (query.next()) {
      core::Bureau& bureau = bureaus.emplace_back();
      bureau.code = query.text();
      bureau.name = query.text();
      const auto column = query.number_or_null();
      const auto row = query.number_or_null();
      if (column && row) bureau.tile = core::MapTile{static_cast<int>(*column), static_cast<int>(*row)};
    }
    memo_.keep(std::move(bureaus));
  }
  return *memo_.bureaus();
}

std::vector<core::Bureau> CatalogueRows::bureaus() {
  return all_bureaus();
}

std::optional<core::Bureau> CatalogueRows::bureau(std::string_view code) {
  for (const core::Bureau& bureau : all_bureaus()) {
    if (bureau.code == code) return bureau;
  }
  return std::nullopt;
}

void CatalogueRows::put_bureau(const core::Bureau& bureau) {
  memo_.change();
  std::optional<std::int64_t> column;
  std::optional<std::int64_t> row;
  if (bureau.tile) {
    column = bureau.tile->column;
    row = bureau.tile->row;
  }
  session_
      .query({"INSERT INTO bureau (code, name, tile_column, tile_row) VALUES (:code, :name, :tile_column, :tile_row) "
              "ON CONFLICT (code) DO UPDATE SET name = excluded.name, tile_column = excluded.tile_column, "
              "tile_row = excluded.tile_row",
              ""})
      .set("code", bureau.code)
      .set("name", bureau.name)
      .set_or_null("tile_column", column)
      .set_or_null("tile_row", row)
      .run();
}

std::optional<core::Institution> CatalogueRows::institution(core::InstitutionId id) {
  if (const auto* kept = memo_.institution(id)) return *kept;
  static const std::string text = std::string{kSelect} + " WHERE id = :id";
  auto query = session_.query({text, kColumns});
  query.set("id", id);
  return only(query);
}

std::optional<core::Institution> CatalogueRows::institution_by_code(std::string_view code) {
  if (const auto* kept = memo_.institution(code)) return *kept;
  static const std::string text = std::string{kSelect} + " WHERE code = :code";
  auto query = session_.query({text, kColumns});
  query.set("code", code);
  return only(query);
}

const core::Institution& CatalogueRows::institution_pointed_at(core::InstitutionId id) {
  if (memo_.institution(id) == nullptr) base::check(institution(id).has_value(), "a row points at no institution");
  return *memo_.institution(id);
}

/// The institution of a query that finds one or none.
std::optional<core::Institution> CatalogueRows::only(Query& query) {
  if (!query.next()) return std::nullopt;
  core::Institution institution = read_institution(query);
  memo_.keep(institution);
  return institution;
}

std::vector<core::Institution> CatalogueRows::institutions(const ports::InstitutionFilter& filter) {
  Conditions conditions;
  if (filter.kind) conditions.add("kind = :kind", "kind", core::to_text(*filter.kind));
  if (!filter.bureau.empty()) conditions.add("bureau = :bureau", "bureau", filter.bureau);
  if (!filter.search.empty()) {
    conditions.add("(lower(name) LIKE :search ESCAPE '\\' OR lower(code) LIKE :search ESCAPE '\\')", "search",
                   anywhere(filter.search));
  }
  if (!filter.after_code.empty()) conditions.add("code > :after_code", "after_code", filter.after_code);
  const std::string text = std::string{kSelect} + conditions.where() + " ORDER BY code LIMIT :limit";
  auto query = session_.query({text, kColumns});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<core::Institution> found;
  while (query.next()) found.push_back(read_institution(query));
  return found;
}

core::InstitutionId CatalogueRows::put_institution(const core::Institution& institution, base::Instant at) {
  const auto before = institution_by_code(institution.code);
  memo_.change();
  core::InstitutionId id;
  if (before) {
    id = before->id;
    auto query = session_.query(
        {"UPDATE institution SET name = :name, kind = :kind, bureau = :bureau, registered = :registered, "
         "registered_at = :registered_at WHERE code = :code",
         ""});
    set_institution(query, institution);
    query.run();
  } else {
    id = insert(institution);
  }
  if (!before || before->name != institution.name) keep_name(id, institution.name, at);
  return id;
}

core::InstitutionId CatalogueRows::insert(const core::Institution& institution) {
  auto query = session_.insertion(
      "INSERT INTO institution (code, name, kind, bureau, registered, registered_at) "
      "VALUES (:code, :name, :kind, :bureau, :registered, :registered_at)");
  set_institution(query, institution);
  return core::InstitutionId{session_.insert(query)};
}

void CatalogueRows::keep_name(core::InstitutionId id, std::string_view name, base::Instant at) {
  session_
      .query({"INSERT INTO institution_name (institution, from_at, name) VALUES (:id, :at, :name) "
              "ON CONFLICT (institution, from_at) DO UPDATE SET name = excluded.name",
              ""})
      .set("id", id)
      .set("at", at)
      .set("name", name)
      .run();
}

void CatalogueRows::set_registered(core::InstitutionId id, base::Instant at) {
  memo_.change();
  session_.query({"UPDATE institution SET registered = 1, registered_at = :at WHERE id = :id", ""})
      .set("at", at)
      .set("id", id)
      .run();
}

void CatalogueRows::set_code(core::InstitutionId id, std::string_view code) {
  memo_.change();
  session_.query({"UPDATE institution SET code = :code WHERE id = :id", ""}).set("code", code).set("id", id).run();
}

std::vector<ports::FormerName> CatalogueRows::former_names(core::InstitutionId id) {
  auto query = session_.query(
      {"SELECT name, until_at FROM (SELECT name, from_at, LEAD(from_at) OVER (ORDER BY from_at) AS until_at "
       "FROM institution_name WHERE institution = :id) named WHERE until_at IS NOT NULL ORDER BY from_at",
       "tn"});
  query.set("id", id);
  std::vector<ports::FormerName> names;
  while (query.next()) {
    ports::FormerName& former = names.emplace_back();
    former.name = query.text();
    former.until = query.instant();
  }
  return names;
}

bool CatalogueRows::lock_institution(core::InstitutionId id) {
  if (!session_.locks_rows()) return false;
  auto query = session_.query({"SELECT id FROM institution WHERE id = :id FOR UPDATE", "n"});
  query.set("id", id);
  query.next();
  memo_.doubt();
  return true;
}

void CatalogueRows::lock_all_institutions() {
  if (!session_.locks_rows()) return;
  auto query = session_.query({"SELECT id FROM institution ORDER BY id FOR UPDATE", "n"});
  while (query.next()) {
  }
  memo_.doubt();
}

}  // namespace kaoji::store_sql
