#include "adapters/store_sql/bulletin_rows.hpp"

namespace kaoji::store_sql {

namespace {

const std::string kAnnouncements =
    "SELECT id, version, title_zh, title_en, body_zh, body_en, from_day, until_day, for_visitors, changed_at, actor "
    "FROM announcement";
constexpr std::string_view kAnnouncementColumns = "nnttttttnnt";

void read_announcement(Query& query, ports::Announcement& announcement) {
  announcement.id = query.number();
  announcement.version = query.number();
  announcement.title_zh = query.text();
  announcement.title_en = query.text();
  announcement.body_zh = query.text();
  announcement.body_en = query.text();
  announcement.from = query.date();
  announcement.until = query.date_or_null();
  announcement.for_visitors = query.flag();
  announcement.changed_at = query.instant();
  announcement.actor = query.text();
}

void set_announcement(Query& query, const ports::Announcement& announcement) {
  query.set("version", announcement.version)
      .set("title_zh", announcement.title_zh)
      .set("title_en", announcement.title_en)
      .set("body_zh", announcement.body_zh)
      .set("body_en", announcement.body_en)
      .set("from_day", announcement.from)
      .set_or_null("until_day", announcement.until)
      .set("for_visitors", announcement.for_visitors ? 1 : 0)
      .set("changed_at", announcement.changed_at)
      .set("actor", announcement.actor);
}

}  // namespace

std::vector<ports::Announcement> BulletinRows::announcements() {
  static const std::string text = kAnnouncements + " ORDER BY from_day DESC, id DESC";
  auto query = session_.query({text, kAnnouncementColumns});
  std::vector<ports::Announcement> found;
  while (query.next()) read_announcement(query, found.emplace_back());
  return found;
}

std::optional<ports::Announcement> BulletinRows::announcement(std::int64_t id) {
  const std::string text = kAnnouncements + " WHERE id = :id" + (session_.locks_rows() ? " FOR UPDATE" : "");
  auto query = session_.query({text, kAnnouncementColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::Announcement announcement;
  read_announcement(query, announcement);
  return announcement;
}

std::int64_t BulletinRows::insert(const ports::Announcement& announcement) {
  auto query = session_.insertion(
      "INSERT INTO announcement (version, title_zh, title_en, body_zh, body_en, from_day, until_day, for_visitors, "
      "changed_at, actor) VALUES (:version, :title_zh, :title_en, :body_zh, :body_en, :from_day, :until_day, "
      ":for_visitors, :changed_at, :actor)");
  set_announcement(query, announcement);
  return session_.insert(query);
}

void BulletinRows::update(const ports::Announcement& announcement) {
  auto query = session_.query(
      {"UPDATE announcement SET version = :version, title_zh = :title_zh, title_en = :title_en, body_zh = :body_zh, "
       "body_en = :body_en, from_day = :from_day, until_day = :until_day, for_visitors = :for_visitors, "
       "changed_at = :changed_at, actor = :actor WHERE id = :id",
       ""});
  set_announcement(query, announcement);
  query.set("id", announcement.id).run();
}

void BulletinRows::remove_announcement(std::int64_t id) {
  session_.query({"DELETE FROM announcement WHERE id = :id", ""}).set("id", id).run();
}

std::vector<ports::Contact> BulletinRows::contacts() {
  auto query =
      session_.query({"SELECT desk_zh, desk_en, phone, mail, note_zh, note_en FROM contact ORDER BY place", "tttttt"});
  std::vector<ports::Contact> found;
  while (query.next()) {
    ports::Contact& contact = found.emplace_back();
    contact.desk_zh = query.text();
    contact.desk_en = query.text();
    contact.phone = query.text();
    contact.mail = query.text();
    contact.note_zh = query.text();
    contact.note_en = query.text();
  }
  return found;
}

void BulletinRows::put_contacts(const std::vector<ports::Contact>& contacts) {
  session_.run("DELETE FROM contact");
  std::int64_t place = 0;
  for (const ports::Contact& contact : contacts) {
    session_
        .query({"INSERT INTO contact (place, desk_zh, desk_en, phone, mail, note_zh, note_en) "
                "VALUES (:place, :desk_zh, :desk_en, :phone, :mail, :note_zh, :note_en)",
                ""})
        .set("place", ++place)
        .set("desk_zh", contact.desk_zh)
        .set("desk_en", contact.desk_en)
        .set("phone", contact.phone)
        .set("mail", contact.mail)
        .set("note_zh", contact.note_zh)
        .set("note_en", contact.note_en)
        .run();
  }
}

}  // namespace kaoji::store_sql
