#include <array>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/round_schemas.hpp"
#include "http/routes.hpp"
#include "usecases/notices.hpp"
#include "usecases/saved_filters.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kNotices = "notices";
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
