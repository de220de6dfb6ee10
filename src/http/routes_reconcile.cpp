#include <fmt/format.h>

#include <array>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/plans_csv.hpp"
#include "http/reconcile_csv.hpp"
#include "http/reconcile_flows.hpp"
#include "http/reconcile_schemas.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"
#include "usecases/explain_differences.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kReconcileEditsAtOnce = 200;
constexpr TextRule kPlatformName{.max_characters = 300, .lines = true};
constexpr TextRule kOwner{.max_characters = 64};
constexpr TextRule kDifferenceNote{.max_characters = 2000, .lines = true};

Answer list_uploads(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const Slice slice = read_slice(query, "reconciliations");
  query.done();
  const auto all = usecases::list_reconciliations(tx, asked.context);
  if (!all) return asked.refused(all.error());
  Directory directory(tx);
  return sliced(asked, "reconciliations", *all, slice, [&](JsonWriter& json, const ports::Reconciliation& one) {
    write_reconciliation(json, directory, one, std::nullopt);
  });
}

/// An own flow, because the site knows how far its comparison is.
void read_upload(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask(visit, [&site](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    const auto view = usecases::read_reconciliation(tx, asked.context, asked.id());
    if (!view) return asked.refused(view.error());
    Directory directory(tx);
    JsonWriter json = asked.json(8192);
    write_reconciliation_view(json, directory, *view, site.comparisons().find(asked.id()));
    return json_answer(json.take());
  });
}

ports::ReconcileFilter read_item_filter(QueryReader& query, std::int64_t id) {
  ports::ReconcileFilter filter;
  filter.reconciliation = id;
  filter.list = query.choice<core::ReconcileList>("list", core::parse_reconcile_list);
  filter.state = query.choice<core::DifferenceState>("state", core::parse_difference_state);
  filter.institution = query.text("institution", 32).value_or("");
  filter.bureau = query.text("bureau", 32).value_or("");
  filter.year = query.year("year");
  filter.level = query.choice<core::Level>("level", core::parse_level);
  filter.owner = query.text("owner", 64).value_or("");
  filter.search = query.text("q", 64).value_or("");
  return filter;
}

Answer list_items(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  ports::ReconcileFilter filter = read_item_filter(query, asked.id());
  filter.after = cursor_number(query, "reconcile-items");
  const int limit = query.limit();
  query.done();
  // One more than is shown tells whether there is a further page.
  filter.limit = limit + 1;
  auto page = usecases::list_reconcile_items(tx, asked.context, filter);
  if (!page) return asked.refused(page.error());
  const auto shown = std::min(page->rows.size(), static_cast<std::size_t>(limit));
  Directory directory(tx);
  JsonWriter json = asked.json(shown * 640 + 128);
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) write_reconcile_item(json, tx, directory, page->rows[i]);
  json.end_array().member("total", page->total).key("next_cursor");
  if (page->rows.size() > shown) {
    json.value(cursor_text("reconcile-items", page->rows[shown - 1].id));
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

/// Streams in pieces while the snapshot lasts, as the export of plans does.
void export_items(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask_then(
      visit,
      [visit](ports::Transaction& tx, const Asked& asked) {
        QueryReader query = asked.query();
        ports::ReconcileFilter filter = read_item_filter(query, asked.id());
        query.done();
        filter.limit = kReconcileCsvRows;
        auto page = usecases::list_reconcile_items(tx, asked.context, filter);
        if (!page) return asked.refused(page.error());
        visit->exchange->begin_pieces(reconcile_csv_answer());
        std::string text = reconcile_csv_head();
        while (true) {
          for (const ports::ReconcileRow& row : page->rows) append_reconcile_csv_row(text, row);
          const bool last = static_cast<int>(page->rows.size()) < filter.limit;
          if (!visit->exchange->piece(std::exchange(text, {})) || last) break;
          filter.after = page->rows.back().id;
          page = usecases::list_reconcile_items(tx, asked.context, filter);
          if (!page) break;
        }
        visit->exchange->end_pieces();
        return Answer{};
      },
      [visit](Answer answer) { visit->answer(std::move(answer)); });
}

Answer list_names(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto kind = query.choice<core::NameKind>("kind", core::parse_name_kind);
  const auto decided = query.maybe_flag("decided");
  const Slice slice = read_slice(query, "reconcile-names");
  query.done();
  auto view = usecases::read_names(tx, asked.context, asked.id());
  if (!view) return asked.refused(view.error());
  std::vector<usecases::NamesView::Row> rows = view->rows;
  std::erase_if(rows, [&](const auto& row) {
    return (kind && row.name.kind != *kind) || (decided && row.decided.has_value() != *decided);
  });
  Directory directory(tx);
  return sliced(asked, "reconcile-names", rows, slice, [&](JsonWriter& json, const auto& row) {
    write_reconcile_name(json, directory, row);
  });
}

Prepared decide_names(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::vector<usecases::NameWish> wishes;
  read_json_object(request.body, [&](ObjectReader& body) {
    body.required_each("items", kReconcileEditsAtOnce, [&](ObjectReader& item) {
      usecases::NameWish& wish = wishes.emplace_back();
      wish.kind = item.required_choice<core::NameKind>("kind", core::parse_name_kind);
      wish.code = item.maybe_text("code", kPlatformName).value_or("");
      wish.name = item.maybe_text("name", kPlatformName).value_or("");
      wish.choice = item.required_choice<usecases::NameChoice>("choice", usecases::parse_name_choice);
      wish.target = item.maybe_text("target", {.max_characters = 200}).value_or("");
    });
  });
  return {[wishes = std::move(wishes)](ports::Transaction& tx, const Asked& asked) {
    const auto done = usecases::decide_names(tx, asked.context, wishes);
    return done ? no_content() : asked.refused(done.error());
  }};
}

Prepared explain_differences(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::ExplainWish wish;
  read_json_object(request.body, [&](ObjectReader& body) {
    body.required_each("items", kReconcileEditsAtOnce, [&](ObjectReader& item) {
      wish.items.push_back({item.required_integer("id", 1, std::numeric_limits<std::int64_t>::max()),
                            item.required_integer("version", 1, std::numeric_limits<std::int64_t>::max())});
    });
    wish.owner = body.maybe_text("owner", kOwner);
    wish.note = body.maybe_text("note", kDifferenceNote);
    wish.state = body.maybe_choice<core::DifferenceState>("state", core::parse_difference_state);
  });
  return {[wish = std::move(wish)](ports::Transaction& tx, const Asked& asked) {
    const auto rows = usecases::explain_differences(tx, asked.context, asked.id(), wish);
    if (!rows) return asked.refused(rows.error());
    Directory directory(tx);
    JsonWriter json = asked.json(rows->size() * 640 + 64);
    json.begin_object().key("items").begin_array();
    for (const ports::ReconcileRow& row : *rows) write_reconcile_item(json, tx, directory, row);
    json.end_array().end_object();
    return json_answer(json.take());
  }};
}

constexpr std::array kReconcileRoutes{
    asks("/api/reconciliations", core::Act::reconcile_read, list_uploads),
    flows(Method::post, "/api/reconciliations", core::Act::reconcile_upload, upload_platform_table),
    flows(Method::get, "/api/reconciliations/{id}", core::Act::reconcile_read, read_upload),
    flows(Method::post, "/api/reconciliations/{id}/comparison", core::Act::reconcile_compare, compare_platform_table),
    asks("/api/reconciliations/{id}/items", core::Act::reconcile_read, list_items),
    flows(Method::get, "/api/reconciliations/{id}/items.csv", core::Act::reconcile_read, export_items),
    asks("/api/reconciliations/{id}/names", core::Act::reconcile_read, list_names),
    writes(Method::put, "/api/reconciliations/{id}/differences", core::Act::reconcile_explain, BodyType::json,
           explain_differences),
    writes(Method::put, "/api/reconcile-names", core::Act::reconcile_decide, BodyType::json, decide_names),
};
static_assert(all_have_rows(kReconcileRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> reconcile_routes() {
  return kReconcileRoutes;
}

}  // namespace kaoji::http
