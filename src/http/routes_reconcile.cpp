#include <algorithm>
#include <array>
#include <limits>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/reconcile_flows.hpp"
#include "http/reconcile_schemas.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"
#include "usecases/explain_differences.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kReconcileEditsAtOnce = 200;
/// Rows that an export holds at a time.
constexpr int kItemsRead = 1000;
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

constexpr std::array kUploadColumns{
    ports::SheetColumn{"文件", ports::SheetKind::text, 34, "File"},
    ports::SheetColumn{"上传时间", ports::SheetKind::instant, 18, "Uploaded at"},
    ports::SheetColumn{"上传人", ports::SheetKind::text, 16, "Uploaded by"},
    ports::SheetColumn{"行数", ports::SheetKind::number, 10, "Lines"},
    ports::SheetColumn{"比对时间", ports::SheetKind::instant, 18, "Compared at"},
    ports::SheetColumn{"一致", ports::SheetKind::number, 10, "Equal"},
    ports::SheetColumn{"仅本系统有", ports::SheetKind::number, 12, "Only here"},
    ports::SheetColumn{"仅平台有", ports::SheetKind::number, 12, "Only there"},
    ports::SheetColumn{"人数不同", ports::SheetKind::number, 12, "Different"},
    ports::SheetColumn{"未读懂的行", ports::SheetKind::number, 12, "Faults"},
    ports::SheetColumn{"待认定名称", ports::SheetKind::number, 12, "Names to decide"},
    ports::SheetColumn{"搁置的行", ports::SheetKind::number, 12, "Rows set aside"},
};

std::optional<Answer> fill_uploads(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  asked.takes_no_query();
  const auto all = usecases::list_reconciliations(tx, asked.context);
  if (!all) return asked.refused(all.error());
  Directory directory(tx);
  for (const ports::Reconciliation& one : *all) {
    // Before the comparison there are no figures, which is not the same as none.
    const auto figure = [&](std::integral auto n) { return one.compared_at ? number_cell(n) : ports::SheetCell(); };
    const auto list = [&](core::ReconcileList which) { return figure(one.counts[static_cast<std::size_t>(which)]); };
    rows.row({one.name, one.uploaded_at, actor_name(directory, one.actor, rows.language()), number_cell(one.lines),
              maybe_cell(one.compared_at), list(core::ReconcileList::equal), list(core::ReconcileList::only_here),
              list(core::ReconcileList::only_there), list(core::ReconcileList::different), figure(one.faults),
              figure(one.undecided), figure(one.rows_set_aside)});
  }
  return std::nullopt;
}
constexpr ListSheet kUploadSheet{"对账记录", "reconciliations.xlsx", kUploadColumns, fill_uploads, "Reconciliations"};

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
  ports::ReconcileFilter wanted = read_item_filter(query, asked.id());
  wanted.after = cursor_number(query, "reconcile-items");
  const int limit = query.limit();
  query.done();
  // One more than is shown tells whether there is a further page.
  wanted.limit = limit + 1;
  const auto filter = usecases::reconcile_items(tx, asked.context, asked.act, std::move(wanted));
  if (!filter) return asked.refused(filter.error());
  const auto rows = tx.reconcile().items(*filter);
  const auto shown = std::min(rows.size(), static_cast<std::size_t>(limit));
  Directory directory(tx);
  JsonWriter json = asked.json(shown * 640 + 128);
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) write_reconcile_item(json, tx, directory, rows[i]);
  json.end_array().member("total", tx.reconcile().count_items(*filter)).key("next_cursor");
  if (rows.size() > shown) {
    json.value(cursor_text("reconcile-items", rows[shown - 1].id));
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

base::Words list_words(core::ReconcileList list) {
  switch (list) {
    case core::ReconcileList::equal:
      return {"一致", "Equal"};
    case core::ReconcileList::only_here:
      return {"仅本系统有", "Only here"};
    case core::ReconcileList::only_there:
      return {"仅平台有", "Only there"};
    case core::ReconcileList::different:
      return {"人数不同", "Different"};
  }
  return {};
}

base::Words state_words(const ports::ReconcileRow& row) {
  if (row.item.list == core::ReconcileList::equal) return {};
  switch (row.said.state) {
    case core::DifferenceState::open:
      return row.said.changed ? base::Words{"待核（数字已变）", "Open (the number has changed)"}
                              : base::Words{"待核", "Open"};
    case core::DifferenceState::working:
      return {"核实中", "Working on it"};
    case core::DifferenceState::explained:
      return {"已说明", "Explained"};
  }
  return {};
}

constexpr std::array kReconcileColumns{
    ports::SheetColumn{"对账结果", ports::SheetKind::text, 12, "List"},
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"本系统人数", ports::SheetKind::number, 12, "Headcount here"},
    ports::SheetColumn{"平台人数", ports::SheetKind::number, 12, "Headcount there"},
    ports::SheetColumn{"相差", ports::SheetKind::number, 10, "Difference"},
    ports::SheetColumn{"文件行", ports::SheetKind::ordinal, 10, "Line of the file"},
    ports::SheetColumn{"处理状态", ports::SheetKind::text, 16, "State"},
    ports::SheetColumn{"责任人", ports::SheetKind::text, 16, "Owner"},
    ports::SheetColumn{"说明", ports::SheetKind::text, 40, "Note"},
};

std::optional<Answer> fill_items(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  ports::ReconcileFilter wanted = read_item_filter(query, asked.id());
  query.done();
  wanted.limit = kItemsRead;
  const auto reached = usecases::reconcile_items(tx, asked.context, asked.act, std::move(wanted));
  if (!reached) return asked.refused(reached.error());
  ports::ReconcileFilter filter = *reached;
  while (true) {
    const auto page = tx.reconcile().items(filter);
    for (const ports::ReconcileRow& row : page) {
      const core::ReconcileItem& item = row.item;
      rows.row({rows.say(list_words(item.list)), item.institution_code, item.institution_name, item.certificate_name,
                rows.word(item.level), number_cell(item.year), item.ours, item.theirs, item.theirs - item.ours,
                item.line > 0 ? number_cell(item.line) : ports::SheetCell(), rows.say(state_words(row)), row.said.owner,
                row.said.note});
    }
    if (static_cast<int>(page.size()) < filter.limit) return std::nullopt;
    filter.after = page.back().id;
  }
}
constexpr ListSheet kReconcileSheet{"对账", "reconciliation.xlsx", kReconcileColumns, fill_items, "Reconciliation"};

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
  return sliced(asked, "reconcile-names", rows, slice,
                [&](JsonWriter& json, const auto& row) { write_reconcile_name(json, directory, row); });
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
    flows(Method::get, "/api/reconciliations.xlsx", core::Act::reconcile_export, exports<kUploadSheet>),
    flows(Method::post, "/api/reconciliations", core::Act::reconcile_upload, upload_platform_table),
    flows(Method::get, "/api/reconciliations/{id}", core::Act::reconcile_read, read_upload),
    flows(Method::post, "/api/reconciliations/{id}/comparison", core::Act::reconcile_compare, compare_platform_table),
    asks("/api/reconciliations/{id}/items", core::Act::reconcile_read, list_items),
    flows(Method::get, "/api/reconciliations/{id}/items.xlsx", core::Act::reconcile_export, exports<kReconcileSheet>),
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
