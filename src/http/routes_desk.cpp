#include <array>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/round_schemas.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/notices.hpp"
#include "usecases/saved_filters.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kNotices = "notices";
/// Notices that an export holds at a time.
constexpr int kNoticesRead = 1000;
constexpr TextRule kListName{.max_characters = 32, .min_characters = 1};
constexpr TextRule kFilterName{.max_characters = 40, .min_characters = 1};
constexpr TextRule kFilterQuery{.max_characters = 1000};

Answer list_notices(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::NoticeQuery wanted;
  wanted.unread_only = query.flag("unread");
  wanted.before = cursor_number(query, kNotices);
  wanted.limit = query.limit();
  query.done();
  const auto page = usecases::list_notices(tx, asked.context, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->notices.size() * 384 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::Notice& notice : page->notices) write_notice(json, tx, directory, asked.context.book, notice);
  json.end_array().member("total", page->total).member("unread", page->unread).key("next_cursor");
  if (page->more) {
    json.value(cursor_text(kNotices, page->notices.back().id));
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kNoticeColumns{
    ports::SheetColumn{"时间", ports::SheetKind::instant, 18, "At"},
    ports::SheetColumn{"发自", ports::SheetKind::text, 24, "From"},
    ports::SheetColumn{"事项", ports::SheetKind::text, 16, "About"},
    ports::SheetColumn{"批次", ports::SheetKind::text, 22, "Round"},
    ports::SheetColumn{"进度", ports::SheetKind::text, 12, "Standing"},
    ports::SheetColumn{"申报编号", ports::SheetKind::text, 20, "Application"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"退出年度", ports::SheetKind::ordinal, 10, "Exit year"},
    ports::SheetColumn{"计划数", ports::SheetKind::number, 10, "Plans"},
    ports::SheetColumn{"人次", ports::SheetKind::number, 10, "Person-times"},
    ports::SheetColumn{"剩余天数", ports::SheetKind::number, 10, "Days left"},
    ports::SheetColumn{"附言", ports::SheetKind::text, 40, "Note"},
    ports::SheetColumn{"阅读时间", ports::SheetKind::instant, 18, "Read at"},
};

base::Words about_words(std::string_view kind) {
  if (kind == ports::kReminder) return {"催办", "Reminder"};
  if (kind == ports::kPlanExited) return {"计划已退出", "Plans exited"};
  if (kind == ports::kApplicationVoided) return {"申报作废", "Application void"};
  if (kind == ports::kExitAhead) return {"计划即将退出", "Exit ahead"};
  return {"退出已更正", "Exit corrected"};
}

void put_notice(ports::Transaction& tx, const Asked& asked, Directory& directory, SheetRows& rows,
                const ports::Notice& notice) {
  const auto some = [](std::int64_t number) { return number > 0 ? number_cell(number) : ports::SheetCell(); };
  const auto round = asked.context.book.round(notice.round);
  const std::string round_name = round ? round_words(*round, rows.language()) : std::string();
  const auto standing = core::parse_standing(notice.standing);
  const std::string application = tx.applications().number(notice.application);
  const auto plan = notice.plan.some() ? tx.plans().plan_row(notice.plan) : std::nullopt;
  rows.row({notice.created_at, actor_name(directory, notice.sender, rows.language()),
            rows.say(about_words(notice.kind)), std::string_view(round_name),
            standing ? rows.word(*standing) : std::string_view(), std::string_view(application),
            plan ? ports::SheetCell(plan->certificate_name) : ports::SheetCell(),
            plan ? ports::SheetCell(rows.word(plan->plan.key.level)) : ports::SheetCell(),
            plan ? number_cell(plan->plan.key.year) : ports::SheetCell(), some(notice.year), some(notice.plans),
            some(notice.headcount), some(notice.days_left), notice.note, maybe_cell(notice.read_at)});
}

std::optional<Answer> fill_notices(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  usecases::NoticeQuery wanted;
  wanted.unread_only = query.flag("unread");
  query.done();
  wanted.limit = kNoticesRead;
  Directory directory(tx);
  while (true) {
    const auto page = usecases::list_notices(tx, asked.context, wanted);
    if (!page) return asked.refused(page.error());
    for (const ports::Notice& notice : page->notices) put_notice(tx, asked, directory, rows, notice);
    if (!page->more) return std::nullopt;
    wanted.before = page->notices.back().id;
  }
}
constexpr ListSheet kNoticeSheet{"通知", "notices.xlsx", kNoticeColumns, fill_notices, "Notices"};

Prepared mark_notice(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  return {[](ports::Transaction& tx, const Asked& asked) {
    const auto notice = usecases::mark_notice(tx, asked.context, asked.id());
    if (!notice) return asked.refused(notice.error());
    Directory directory(tx);
    JsonWriter json = asked.json();
    write_notice(json, tx, directory, asked.context.book, *notice);
    return json_answer(json.take());
  }};
}

void write_filter(JsonWriter& json, const ports::SavedFilter& filter) {
  json.begin_object()
      .member("id", filter.id)
      .member("list", filter.list)
      .member("name", filter.name)
      .member("query", filter.query)
      .member("chosen", filter.chosen)
      .end_object();
}

Answer list_filters(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto list = query.text("list", 32);
  query.done();
  if (!list) throw parameter_invalid("list", "缺少列表名称", "The list is missing");
  const auto filters = usecases::list_saved_filters(tx, asked.context, *list);
  if (!filters) return asked.refused(filters.error());
  JsonWriter json = asked.json();
  json.begin_object().key("items").begin_array();
  for (const ports::SavedFilter& filter : *filters) write_filter(json, filter);
  json.end_array().end_object();
  return json_answer(json.take());
}

Prepared save_filter(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  ports::SavedFilter filter;
  read_json_object(request.body, [&](ObjectReader& body) {
    filter.list = body.required_text("list", kListName);
    filter.name = body.required_text("name", kFilterName);
    filter.query = body.required_text("query", kFilterQuery);
    filter.chosen = body.flag("chosen");
  });
  return {[filter = std::move(filter)](ports::Transaction& tx, const Asked& asked) {
    const auto kept = usecases::keep_filter(tx, asked.context, filter);
    if (!kept) return asked.refused(kept.error());
    if (!*kept) throw field_invalid("name", "最多保存 30 个筛选，请先删除", "At most 30 filters; delete one first");
    JsonWriter json = asked.json();
    write_filter(json, **kept);
    return json_answer(json.take(), 201);
  }};
}

Prepared delete_filter(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  return {[](ports::Transaction& tx, const Asked& asked) {
    const auto done = usecases::forget_filter(tx, asked.context, asked.id());
    return done ? no_content() : asked.refused(done.error());
  }};
}

constexpr std::array kDeskRoutes{
    asks("/api/notices", core::Act::notice_list, list_notices),
    flows(Method::get, "/api/notices.xlsx", core::Act::notice_export, exports<kNoticeSheet>),
    writes(Method::post, "/api/notices/{id}/read", core::Act::notice_mark, BodyType::none, mark_notice),
    asks("/api/saved-filters", core::Act::filter_list, list_filters),
    writes(Method::post, "/api/saved-filters", core::Act::filter_save, BodyType::json, save_filter),
    writes(Method::del, "/api/saved-filters/{id}", core::Act::filter_delete, BodyType::none, delete_filter),
};
static_assert(all_have_rows(kDeskRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> desk_routes() {
  return kDeskRoutes;
}

}  // namespace kaoji::http
