#include <array>
#include <charconv>

#include "http/cursor.hpp"
#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
#include "http/sheet_export.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kEntries = "audit";
constexpr int kAuditExportPage = 1000;

constexpr std::array<std::string_view, 3> kEnds{"done", "refused", "denied"};

std::string_view word_of(ports::AuditEnd end) {
  return kEnds[static_cast<std::size_t>(end)];
}

std::optional<ports::AuditEnd> parse_end(std::string_view word) {
  for (std::size_t i = 0; i < kEnds.size(); ++i) {
    if (kEnds[i] == word) return static_cast<ports::AuditEnd>(i);
  }
  return std::nullopt;
}

void write_row(JsonWriter& json, const ports::AuditRow& row) {
  const auto slash = row.object.find('/');
  const bool split = slash != std::string::npos;
  const ports::AuditEnd end = ports::end_of(row.result);
  json.begin_object()
      .member("seq", row.seq)
      .member("at", row.at)
      .member("actor", row.actor.empty() ? std::string_view("nobody") : std::string_view(row.actor))
      .member_or_null("account", row.account.some() ? std::string_view(row.actor) : std::string_view())
      .member_or_null("role", row.account.some() ? std::string_view(row.role) : std::string_view())
      .member("act", row.act)
      .member_or_null("object_kind", split ? std::string_view(row.object).substr(0, slash) : std::string_view())
      .member_or_null("object", split ? std::string_view(row.object).substr(slash + 1) : std::string_view(row.object))
      .member("result", word_of(end))
      .member_or_null("code", end == ports::AuditEnd::done ? std::string_view() : std::string_view(row.result))
      .member_or_null("detail", row.detail)
      .member_or_null("request_id", row.request_id)
      .member("hash", row.digest)
      .end_object();
}

ports::AuditFilter read_audit_filter(QueryReader& query) {
  ports::AuditFilter filter;
  filter.actor = query.text("actor", 32).value_or("");
  filter.act = query.text("act", 64).value_or("");
  filter.object = query.text("object", 128).value_or("");
  filter.end = query.choice<ports::AuditEnd>("result", parse_end);
  filter.from = query.instant("from");
  filter.until = query.instant("to");
  return filter;
}

Answer list_audit(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  ports::AuditFilter filter = read_audit_filter(query);
  filter.before_seq = cursor_number(query, kEntries);
  filter.limit = query.limit();
  query.done();
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const auto rows = tx.records().audit(filter);
  const std::int64_t total = tx.records().count_audit(filter);
  JsonWriter json = asked.json(rows.size() * 512 + 128);
  json.begin_object().key("items").begin_array();
  for (const auto& row : rows) write_row(json, row);
  json.end_array().member("total", total).key("next_cursor");
  const bool more = static_cast<int>(rows.size()) == filter.limit && rows.back().seq > 1 &&
                    (filter.before_seq != 0 || total > filter.limit);
  if (more) {
    json.value(cursor_text(kEntries, rows.back().seq));
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kAuditColumns{
    ports::SheetColumn{"序号", ports::SheetKind::ordinal, 10},
    ports::SheetColumn{"时间", ports::SheetKind::instant, 18},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16},
    ports::SheetColumn{"角色", ports::SheetKind::text, 22},
    ports::SheetColumn{"操作", ports::SheetKind::text, 24},
    ports::SheetColumn{"对象", ports::SheetKind::text, 24},
    ports::SheetColumn{"结果", ports::SheetKind::text, 20},
    ports::SheetColumn{"说明", ports::SheetKind::text, 40},
    ports::SheetColumn{"请求编号", ports::SheetKind::text, 24},
    ports::SheetColumn{"SM3", ports::SheetKind::text, 68},
};

std::optional<Answer> fill_audit(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  ports::AuditFilter filter = read_audit_filter(query);
  query.done();
  filter.limit = kAuditExportPage;
  for (;;) {
    const auto page = tx.records().audit(filter);
    for (const ports::AuditRow& row : page)
      rows.row({row.seq, row.at, row.actor, row.role, row.act, row.object, row.result, row.detail, row.request_id,
                row.digest});
    if (static_cast<int>(page.size()) < kAuditExportPage) return std::nullopt;
    filter.before_seq = page.back().seq;
  }
}
constexpr ListSheet kAuditSheet{"审计记录", "audit.xlsx", kAuditColumns, fill_audit};

Answer verify_audit(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const usecases::AuditVerdict verdict = usecases::verify_audit(tx, asked.context.crypto);
  JsonWriter json = asked.json();
  json.begin_object()
      .member("ok", !verdict.first_bad)
      .member("rows", verdict.rows)
      .member("first_bad", verdict.first_bad)
      .member("head", verdict.head)
      .member("verified_at", asked.context.now)
      .end_object();
  return json_answer(json.take());
}

constexpr std::array kAuditRoutes{
    asks("/api/audit", core::Act::audit_read, list_audit),
    flows(Method::get, "/api/audit.xlsx", core::Act::audit_export, exports<kAuditSheet>),
    asks("/api/audit/verification", core::Act::audit_verify, verify_audit),
};
static_assert(all_have_rows(kAuditRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> audit_routes() {
  return kAuditRoutes;
}

}  // namespace kaoji::http
