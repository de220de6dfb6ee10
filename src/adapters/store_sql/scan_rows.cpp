#include "adapters/store_sql/application_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kInsertScan =
    "INSERT INTO scan (application, revision, digest, bytes, pages, uploaded_at, actor) "
    "VALUES (:application, :revision, :digest, :bytes, :pages, :uploaded_at, :actor)";
constexpr Sql kInsertPage{
    "INSERT INTO scan_page (scan, page, turned, picture, form_number, form_revision, form_page, form_pages, "
    "form_digest, form_draft) VALUES (:scan, :page, :turned, :picture, :form_number, :form_revision, :form_page, "
    ":form_pages, :form_digest, :form_draft)",
    ""};
constexpr Sql kInsertSighting{
    "INSERT INTO scan_sighting (scan, mark, sighting, page, x, y, width, height) "
    "VALUES (:scan, :mark, :sighting, :page, :x, :y, :width, :height)",
    ""};

constexpr std::string_view kSeal = "seal";
constexpr std::string_view kLeaderSignature = "leader-signature";
constexpr std::string_view kDepartmentSignature = "department-signature";

std::string_view text_or_nothing(const std::optional<core::SheetMark>& mark, const std::string core::SheetMark::*part) {
  return mark ? std::string_view((*mark).*part) : std::string_view();
}

std::optional<std::int64_t> number_or_nothing(const std::optional<core::SheetMark>& mark, int core::SheetMark::*part) {
  return mark ? std::optional<std::int64_t>((*mark).*part) : std::nullopt;
}

void insert_page(Session& session, std::int64_t scan, int page, const ports::KeptPage& kept) {
  using core::SheetMark;
  session.query(kInsertPage)
      .set("scan", scan)
      .set("page", page)
      .set("turned", kept.turned)
      .set("picture", kept.picture)
      .set_or_null("form_number", text_or_nothing(kept.mark, &SheetMark::number))
      .set_or_null("form_revision", number_or_nothing(kept.mark, &SheetMark::revision))
      .set_or_null("form_page", number_or_nothing(kept.mark, &SheetMark::page))
      .set_or_null("form_pages", number_or_nothing(kept.mark, &SheetMark::pages))
      .set_or_null("form_digest", text_or_nothing(kept.mark, &SheetMark::digest))
      .set("form_draft", kept.mark && kept.mark->draft ? 1 : 0)
      .run();
}

void insert_sighting(Session& session, std::int64_t scan, std::string_view mark, const core::Seen& seen) {
  session.query(kInsertSighting)
      .set("scan", scan)
      .set("mark", mark)
      .set("sighting", core::to_text(seen.sighting))
      .set("page", seen.page)
      .set("x", seen.box.x)
      .set("y", seen.box.y)
      .set("width", seen.box.width)
      .set("height", seen.box.height)
      .run();
}

std::vector<ports::KeptPage> pages_of(Session& session, std::int64_t scan) {
  auto query = session.query(
      {"SELECT turned, picture, COALESCE(form_number, ''), COALESCE(form_revision, 0), COALESCE(form_page, 0), "
       "COALESCE(form_pages, 0), COALESCE(form_digest, ''), form_draft FROM scan_page WHERE scan = :scan ORDER BY page",
       "nttnnntn"});
  query.set("scan", scan);
  std::vector<ports::KeptPage> pages;
  while (query.next()) {
    ports::KeptPage& page = pages.emplace_back();
    page.turned = query.small();
    page.picture = query.text();
    core::SheetMark mark;
    mark.number = query.text();
    mark.revision = query.small();
    mark.page = query.small();
    mark.pages = query.small();
    mark.digest = query.text();
    mark.draft = query.number() != 0;
    if (!mark.number.empty()) page.mark = std::move(mark);
  }
  return pages;
}

void read_sightings(Session& session, std::int64_t scan, ports::KeptReading& reading) {
  auto query = session.query(
      {"SELECT mark, sighting, page, x, y, width, height FROM scan_sighting WHERE scan = :scan", "ttnnnnn"});
  query.set("scan", scan);
  while (query.next()) {
    const std::string mark = query.text();
    core::Seen& seen = mark == kSeal              ? reading.seal
                       : mark == kLeaderSignature ? reading.leader_signature
                                                  : reading.department_signature;
    seen.sighting = sighting_in(query.text());
    seen.page = query.small();
    seen.box.x = query.small();
    seen.box.y = query.small();
    seen.box.width = query.small();
    seen.box.height = query.small();
  }
}

}  // namespace

std::int64_t ApplicationRows::insert_scan(const ports::Scan& scan) {
  auto query = session_.insertion(kInsertScan);
  query.set("application", scan.application)
      .set("revision", scan.revision)
      .set("digest", scan.digest)
      .set("bytes", scan.bytes)
      .set("pages", scan.pages)
      .set("uploaded_at", scan.uploaded_at)
      .set("actor", scan.actor);
  return session_.insert(query);
}

std::vector<ports::Scan> ApplicationRows::scans(core::ApplicationId id) {
  auto query =
      session_.query({"SELECT id, application, revision, digest, bytes, pages, uploaded_at, actor FROM scan "
                      "WHERE application = :application ORDER BY id DESC",
                      "nnntnnnt"});
  query.set("application", id);
  std::vector<ports::Scan> scans;
  while (query.next()) {
    ports::Scan& scan = scans.emplace_back();
    scan.id = query.number();
    scan.application = core::ApplicationId{query.number()};
    scan.revision = query.number();
    scan.digest = query.text();
    scan.bytes = query.number();
    scan.pages = query.small();
    scan.uploaded_at = query.instant();
    scan.actor = query.text();
  }
  return scans;
}

void ApplicationRows::insert_scan_reading(std::int64_t scan, const ports::KeptReading& reading) {
  session_.query({"INSERT INTO scan_reading (scan, state) VALUES (:scan, :state)", ""})
      .set("scan", scan)
      .set("state", reading.read ? "read" : "unread")
      .run();
  if (!reading.read) return;
  for (std::size_t i = 0; i < reading.pages.size(); ++i) {
    insert_page(session_, scan, static_cast<int>(i) + 1, reading.pages[i]);
  }
  insert_sighting(session_, scan, kSeal, reading.seal);
  insert_sighting(session_, scan, kLeaderSignature, reading.leader_signature);
  insert_sighting(session_, scan, kDepartmentSignature, reading.department_signature);
}

std::optional<ports::KeptReading> ApplicationRows::scan_reading(std::int64_t scan) {
  ports::KeptReading reading;
  {
    auto query = session_.query({"SELECT state FROM scan_reading WHERE scan = :scan", "t"});
    query.set("scan", scan);
    if (!query.next()) return std::nullopt;
    reading.read = query.text() == "read";
  }
  if (!reading.read) return reading;
  reading.pages = pages_of(session_, scan);
  read_sightings(session_, scan, reading);
  return reading;
}

void ApplicationRows::discard_scans(core::ApplicationId id) {
  constexpr std::string_view kParts[] = {
      "DELETE FROM scan_sighting WHERE scan IN (SELECT id FROM scan WHERE application = :id)",
      "DELETE FROM scan_page WHERE scan IN (SELECT id FROM scan WHERE application = :id)",
      "DELETE FROM scan_reading WHERE scan IN (SELECT id FROM scan WHERE application = :id)",
      "DELETE FROM scan WHERE application = :id"};
  for (const std::string_view part : kParts) session_.query({part, ""}).set("id", id).run();
}

}  // namespace kaoji::store_sql
