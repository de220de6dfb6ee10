#include <fmt/format.h>

#include <algorithm>

#include "adapters/store_sql/catalogue_rows.hpp"
#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/stored_words.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

namespace {

/// A row for each level, and one without a level for a certificate that has none.
constexpr std::string_view kSelect =
    "SELECT c.id, c.name, c.organisation, COALESCE(l.level, ''), l.closed_from "
    "FROM certificate c LEFT JOIN certificate_level l ON l.certificate = c.id";
constexpr std::string_view kColumns = "ntttt";

/// Reads the level that ends a row, if it has one.
void read_level(Query& query, core::Certificate& certificate) {
  const std::string& level = query.text();
  if (level.empty()) return;
  const core::Level parsed = level_in(level);
  certificate.levels.push_back({parsed, query.date_or_null()});
}

/// Reads certificates from rows that keep those of one certificate together.
std::vector<core::Certificate> read_certificates(Query& query) {
  std::vector<core::Certificate> certificates;
  while (query.next()) {
    const auto id = query.id<core::CertificateId>();
    if (certificates.empty() || certificates.back().id != id) {
      core::Certificate& made = certificates.emplace_back();
      made.id = id;
      made.name = query.text();
      made.organisation = query.text();
    } else {
      query.text();
      query.text();
    }
    read_level(query, certificates.back());
  }
  return certificates;
}

}  // namespace

/// The certificate of a query that finds one or none.
std::optional<core::Certificate> CatalogueRows::only_certificate(Query& query) {
  auto found = read_certificates(query);
  if (found.empty()) return std::nullopt;
  memo_.keep(found.front());
  return std::move(found.front());
}

std::optional<core::Certificate> CatalogueRows::certificate(core::CertificateId id) {
  if (const auto* kept = memo_.certificate(id)) return *kept;
  static const std::string text = fmt::format("{} WHERE c.id = :id ORDER BY {}", kSelect, kLevelOrder);
  auto query = session_.query({text, kColumns});
  query.set("id", id);
  return only_certificate(query);
}

const core::Certificate& CatalogueRows::certificate_pointed_at(core::CertificateId id) {
  if (memo_.certificate(id) == nullptr) base::check(certificate(id).has_value(), "a row points at no certificate");
  return *memo_.certificate(id);
}

std::optional<core::Certificate> CatalogueRows::certificate_by_name(std::string_view name) {
  if (const auto* kept = memo_.certificate(name)) return *kept;
  static const std::string text = fmt::format("{} WHERE c.name = :name ORDER BY {}", kSelect, kLevelOrder);
  auto query = session_.query({text, kColumns});
  query.set("name", name);
  return only_certificate(query);
}

std::vector<core::Certificate> CatalogueRows::certificates(const std::vector<core::CertificateId>& ids) {
  std::vector<core::CertificateId> wanted = ids;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::vector<core::Certificate> found;
  for (const core::CertificateId id : wanted) {
    if (auto one = certificate(id)) found.push_back(*std::move(one));
  }
  return found;
}

std::vector<ports::SearchableCertificate> CatalogueRows::search_certificates(std::string_view text, int limit) {
  Conditions conditions;
  if (!text.empty()) {
    conditions.add(
        "(lower(name) LIKE :search ESCAPE '\\' OR lower(organisation) LIKE :search ESCAPE '\\' "
        "OR lower(pinyin) LIKE :search ESCAPE '\\' OR replace(lower(pinyin), ' ', '') LIKE :search ESCAPE '\\' "
        "OR lower(initials) LIKE :search ESCAPE '\\')",
        "search", anywhere(text));
  }
  const std::string sql = fmt::format(
      "SELECT c.id, c.name, c.organisation, c.pinyin, c.initials, COALESCE(l.level, ''), l.closed_from "
      "FROM (SELECT id, name, organisation, pinyin, initials FROM certificate{} ORDER BY name LIMIT :limit) c "
      "LEFT JOIN certificate_level l ON l.certificate = c.id ORDER BY c.name, {}",
      conditions.where(), kLevelOrder);
  auto query = session_.query({sql, "ntttttt"});
  conditions.set(query);
  query.set("limit", limit);
  std::vector<ports::SearchableCertificate> found;
  while (query.next()) {
    const auto id = query.id<core::CertificateId>();
    ports::SearchableCertificate row;
    row.certificate.id = id;
    row.certificate.name = query.text();
    row.certificate.organisation = query.text();
    row.pinyin.full = query.text();
    row.pinyin.initials = query.text();
    if (found.empty() || found.back().certificate.id != id) found.push_back(std::move(row));
    read_level(query, found.back().certificate);
  }
  return found;
}

core::CertificateId CatalogueRows::put_certificate(const core::Certificate& certificate, const ports::Pinyin& pinyin) {
  memo_.change();
  core::CertificateId id;
  {
    auto query =
        session_.query({"INSERT INTO certificate (name, organisation, pinyin, initials) "
                        "VALUES (:name, :organisation, :pinyin, :initials) "
                        "ON CONFLICT (name) DO UPDATE SET organisation = excluded.organisation, "
                        "pinyin = excluded.pinyin, initials = excluded.initials RETURNING id",
                        "n"});
    query.set("name", certificate.name)
        .set("organisation", certificate.organisation)
        .set("pinyin", pinyin.full)
        .set("initials", pinyin.initials);
    query.next();
    id = query.id<core::CertificateId>();
  }
  put_levels(id, certificate.levels);
  return id;
}

bool CatalogueRows::lock_certificate(core::CertificateId id) {
  if (!session_.locks_rows()) return false;
  auto query = session_.query({"SELECT id FROM certificate WHERE id = :id FOR UPDATE", "n"});
  query.set("id", id);
  query.next();
  memo_.doubt();
  return true;
}

void CatalogueRows::put_levels(core::CertificateId id, const std::vector<core::CertificateLevel>& levels) {
  for (const core::Level level : {core::Level::junior, core::Level::intermediate, core::Level::senior}) {
    const auto wanted =
        std::find_if(levels.begin(), levels.end(), [&](const auto& each) { return each.level == level; });
    if (wanted == levels.end()) {
      session_.query({"DELETE FROM certificate_level WHERE certificate = :id AND level = :level", ""})
          .set("id", id)
          .set("level", core::to_text(level))
          .run();
      continue;
    }
    // A catalogue that says nothing of a closing does not open what the office closed.
    session_
        .query({"INSERT INTO certificate_level (certificate, level, closed_from) VALUES (:id, :level, :closed_from) "
                "ON CONFLICT (certificate, level) DO UPDATE "
                "SET closed_from = COALESCE(excluded.closed_from, certificate_level.closed_from)",
                ""})
        .set("id", id)
        .set("level", core::to_text(level))
        .set_or_null("closed_from", wanted->closed_from)
        .run();
  }
}

}  // namespace kaoji::store_sql
