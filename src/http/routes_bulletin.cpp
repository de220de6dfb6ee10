#include <array>

#include "core/refusal/blank.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
#include "http/sheet_export.hpp"
#include "usecases/bulletin.hpp"

namespace kaoji::http {

namespace {

constexpr TextRule kAnnouncementTitle{.max_characters = 200};
constexpr TextRule kAnnouncementBody{.max_characters = 4000, .lines = true};
constexpr TextRule kDeskName{.max_characters = 100};
constexpr TextRule kDeskNote{.max_characters = 500, .lines = true};
constexpr TextRule kDeskNumbers{.max_characters = 100, .form = TextForm::numbers};
constexpr std::size_t kMostContacts = 50;

void write_announcement(JsonWriter& json, Directory& directory, const ports::Announcement& one, base::Date today) {
  json.begin_object()
      .member("id", one.id)
      .member("version", one.version)
      .member("title_zh", one.title_zh)
      .member("title_en", one.title_en)
      .member("body_zh", one.body_zh)
      .member("body_en", one.body_en)
      .member("from", one.from)
      .member("until", one.until)
      .member("for_visitors", one.for_visitors)
      .member("shown", usecases::shown_on(one, today))
      .member("changed_at", one.changed_at)
      .member("changed_by", actor_name(directory, one.actor))
      .end_object();
}

Answer read_announcements(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  Directory directory(tx);
  JsonWriter json = asked.json(2048);
  json.begin_object().key("items").begin_array();
  for (const auto& one : usecases::announcements_now(tx, asked.context, asked.session == nullptr))
    write_announcement(json, directory, one, asked.context.today());
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer list_announcements(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const Slice slice = read_slice(query, "announcements");
  query.done();
  const auto all = usecases::all_announcements(tx, asked.context);
  if (!all) return asked.refused(all.error());
  Directory directory(tx);
  return sliced(asked, "announcements", *all, slice, [&](JsonWriter& json, const ports::Announcement& one) {
    write_announcement(json, directory, one, asked.context.today());
  });
}

ports::Announcement read_announcement_wish(const Request& request) {
  QueryReader(request.query).done();
  ports::Announcement wish;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish.title_zh = body.required_text("title_zh", kAnnouncementTitle);
    wish.title_en = body.maybe_text("title_en", kAnnouncementTitle).value_or("");
    wish.body_zh = body.required_text("body_zh", kAnnouncementBody);
    wish.body_en = body.maybe_text("body_en", kAnnouncementBody).value_or("");
    wish.from = body.required_date("from");
    wish.until = body.maybe_date("until");
    wish.for_visitors = body.flag("for_visitors");
  });
  if (core::is_blank(wish.title_zh)) throw field_invalid("title_zh", "请填写中文标题", "Write the Chinese title");
  if (core::is_blank(wish.body_zh)) throw field_invalid("body_zh", "请填写中文正文", "Write the Chinese text");
  return wish;
}

Answer announcement_answer(ports::Transaction& tx, const Asked& asked,
                           const usecases::Outcome<ports::Announcement>& outcome, int status) {
  if (!outcome) return asked.refused(outcome.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_announcement(json, directory, *outcome, asked.context.today());
  Answer answer = json_answer(json.take(), status);
  answer.headers.emplace_back("ETag", etag_of(outcome->version));
  return answer;
}

Prepared put_up_announcement(const Request& request, std::string_view) {
  return {[wish = read_announcement_wish(request)](ports::Transaction& tx, const Asked& asked) {
    return announcement_answer(tx, asked, usecases::put_up_announcement(tx, asked.context, wish), 201);
  }};
}

Prepared change_announcement(const Request& request, std::string_view) {
  ports::Announcement wish = read_announcement_wish(request);
  wish.version = required_version(request);
  return {[wish = std::move(wish)](ports::Transaction& tx, const Asked& asked) {
    ports::Announcement wanted = wish;
    wanted.id = asked.id();
    return announcement_answer(tx, asked, usecases::change_announcement(tx, asked.context, std::move(wanted)), 200);
  }};
}

Prepared take_off_announcement(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  return {[](ports::Transaction& tx, const Asked& asked) {
    const auto done = usecases::take_off_announcement(tx, asked.context, asked.id());
    return done ? no_content() : asked.refused(done.error());
  }};
}

Answer contacts_answer(const Asked& asked, const std::vector<ports::Contact>& contacts) {
  JsonWriter json = asked.json();
  json.begin_object().key("items").begin_array();
  for (const ports::Contact& one : contacts)
    json.begin_object()
        .member("desk_zh", one.desk_zh)
        .member("desk_en", one.desk_en)
        .member("phone", one.phone)
        .member("mail", one.mail)
        .member("note_zh", one.note_zh)
        .member("note_en", one.note_en)
        .end_object();
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer read_contacts(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  return contacts_answer(asked, tx.bulletin().contacts());
}

Prepared put_contacts(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::vector<ports::Contact> contacts;
  read_json_object(request.body, [&](ObjectReader& body) {
    body.required_each("items", kMostContacts, [&](ObjectReader& item) {
      ports::Contact& one = contacts.emplace_back();
      one.desk_zh = item.required_text("desk_zh", {.max_characters = 100, .min_characters = 1});
      one.desk_en = item.maybe_text("desk_en", kDeskName).value_or("");
      one.phone = item.maybe_text("phone", kDeskNumbers).value_or("");
      one.mail = item.maybe_text("mail", kDeskNumbers).value_or("");
      one.note_zh = item.maybe_text("note_zh", kDeskNote).value_or("");
      one.note_en = item.maybe_text("note_en", kDeskNote).value_or("");
    });
  });
  return {[contacts = std::move(contacts)](ports::Transaction& tx, const Asked& asked) {
    const auto done = usecases::put_contacts(tx, asked.context, contacts);
    return done ? contacts_answer(asked, contacts) : asked.refused(done.error());
  }};
}

constexpr std::array kAnnouncementColumns{
    ports::SheetColumn{"标题（中文）", ports::SheetKind::text, 30, "Title (Chinese)"},
    ports::SheetColumn{"标题（英文）", ports::SheetKind::text, 30, "Title (English)"},
    ports::SheetColumn{"正文（中文）", ports::SheetKind::text, 60, "Text (Chinese)"},
    ports::SheetColumn{"正文（英文）", ports::SheetKind::text, 60, "Text (English)"},
    ports::SheetColumn{"状态", ports::SheetKind::text, 10, "State"},
    ports::SheetColumn{"开始日期", ports::SheetKind::date, 12, "First day"},
    ports::SheetColumn{"结束日期", ports::SheetKind::date, 12, "Last day"},
    ports::SheetColumn{"登录页也显示", ports::SheetKind::text, 14, "On the sign-in page too"},
    ports::SheetColumn{"更新时间", ports::SheetKind::instant, 18, "Changed at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16, "By"},
};

base::Words announcement_state(const ports::Announcement& one, base::Date today) {
  if (usecases::shown_on(one, today)) return {"显示中", "Shown"};
  return one.from > today ? base::Words{"未开始", "Later"} : base::Words{"已结束", "Over"};
}

std::optional<Answer> fill_announcements(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  asked.takes_no_query();
  const auto all = usecases::all_announcements(tx, asked.context);
  if (!all) return asked.refused(all.error());
  Directory directory(tx);
  for (const ports::Announcement& one : *all)
    rows.row({one.title_zh, one.title_en, one.body_zh, one.body_en,
              rows.say(announcement_state(one, asked.context.today())), one.from, maybe_cell(one.until),
              rows.word(one.for_visitors), one.changed_at, actor_name(directory, one.actor, rows.language())});
  return std::nullopt;
}
constexpr ListSheet kAnnouncementSheet{"公告", "announcements.xlsx", kAnnouncementColumns, fill_announcements,
                                       "Announcements"};

constexpr std::array kContactColumns{
    ports::SheetColumn{"事项或岗位（中文）", ports::SheetKind::text, 28, "Desk (Chinese)"},
    ports::SheetColumn{"事项或岗位（英文）", ports::SheetKind::text, 28, "Desk (English)"},
    ports::SheetColumn{"电话", ports::SheetKind::text, 20, "Phone"},
    ports::SheetColumn{"邮箱", ports::SheetKind::text, 28, "Mail"},
    ports::SheetColumn{"说明（中文）", ports::SheetKind::text, 40, "Note (Chinese)"},
    ports::SheetColumn{"说明（英文）", ports::SheetKind::text, 40, "Note (English)"},
};

std::optional<Answer> fill_contacts(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  asked.takes_no_query();
  for (const ports::Contact& one : tx.bulletin().contacts())
    rows.row({one.desk_zh, one.desk_en, one.phone, one.mail, one.note_zh, one.note_en});
  return std::nullopt;
}
constexpr ListSheet kContactSheet{"联系方式", "contacts.xlsx", kContactColumns, fill_contacts, "Contacts"};

constexpr std::array kBulletinRoutes{
    asks("/api/announcements", core::Act::announcement_read, read_announcements),
    writes(Method::post, "/api/announcements", core::Act::announcement_write, BodyType::json, put_up_announcement),
    asks("/api/announcements/all", core::Act::announcement_list, list_announcements),
    flows(Method::get, "/api/announcements/all.xlsx", core::Act::bulletin_export, exports<kAnnouncementSheet>),
    writes(Method::put, "/api/announcements/{id}", core::Act::announcement_write, BodyType::json, change_announcement),
    writes(Method::del, "/api/announcements/{id}", core::Act::announcement_write, BodyType::none,
           take_off_announcement),
    asks("/api/contacts", core::Act::contact_read, read_contacts),
    flows(Method::get, "/api/contacts.xlsx", core::Act::bulletin_export, exports<kContactSheet>),
    writes(Method::put, "/api/contacts", core::Act::contact_write, BodyType::json, put_contacts),
};
static_assert(all_have_rows(kBulletinRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> bulletin_routes() {
  return kBulletinRoutes;
}

}  // namespace kaoji::http
