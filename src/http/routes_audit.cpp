#include <array>
#include <unordered_map>
#include <utility>

#include "http/audit_csv.hpp"
#include "http/cursor.hpp"
#include "http/limits.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kEntries = "audit";
constexpr int kAuditExportPage = 1000;

std::optional<ports::AuditEnd> parse_end(std::string_view word) {
  for (const auto end : {ports::AuditEnd::done, ports::AuditEnd::refused, ports::AuditEnd::denied}) {
    if (word_of(end) == word) return end;
  }
  return std::nullopt;
}

/// Names of accounts by their numbers, as they are now.
using Names = std::unordered_map<std::int64_t, std::string>;

Names names_of_accounts(ports::Transaction& tx) {
  Names names;
  for (ports::Account& account : tx.accounts().accounts()) {
    names.emplace(account.id.value, std::move(account.display_name));
  }
  return names;
}

std::string_view name_of(const Names& names, const ports::AuditRow& row) {
  const auto found = names.find(row.account.value);
  return found == names.end() ? std::string_view() : std::string_view(found->second);
}

void write_row(JsonWriter& json, const ports::AuditRow& row, const Names& names) {
  const auto slash = row.object.find('/');
  const bool split = slash != std::string::npos;
  const ports::AuditEnd end = ports::end_of(row.result);
  json.begin_object()
      .member("seq", row.seq)
      .member("at", row.at)
      .member("actor", row.actor.empty() ? std::string_view("nobody") : std::string_view(row.actor))
      .member_or_null("account", row.account.some() ? std::string_view(row.actor) : std::string_view())
      .member_or_null("name", name_of(names, row))
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

/// The number of an application as people know it, in the place of the one that the trail keeps.
std::string with_number_resolved(ports::Transaction& tx, const std::string& object) {
  constexpr std::string_view kApplication = "application/";
  if (!object.starts_with(kApplication)) return object;
  const std::string number = object.substr(kApplication.size());
  if (number.empty() || number.find_first_not_of("0123456789") == std::string::npos) return object;
  ports::ApplicationFilter filter;
  filter.search = number;
  for (const ports::ApplicationRow& row : tx.applications().applications(filter)) {
    if (row.number == number) return usecases::object_name("application", row.id.value);
  }
  return object;
}

ports::AuditFilter read_audit_filter(ports::Transaction& tx, QueryReader& query) {
  ports::AuditFilter filter;
  filter.actor = query.text("actor", 32).value_or("");
  filter.person = query.text("person", 64).value_or("");
  filter.act = query.text("act", 64).value_or("");
  filter.object = with_number_resolved(tx, query.text("object", 128).value_or(""));
  filter.object_kind = query.text("object_kind", 64).value_or("");
  filter.end = query.choice<ports::AuditEnd>("result", parse_end);
  filter.from = query.instant("from");
  filter.until = query.instant("to");
  return filter;
}

Answer list_audit(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  ports::AuditFilter filter = read_audit_filter(tx, query);
  filter.before_seq = cursor_number(query, kEntries);
  filter.limit = query.limit();
  query.done();
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const auto rows = tx.records().audit(filter);
  const std::int64_t total = tx.records().count_audit(filter);
  JsonWriter json = asked.json(rows.size() * 512 + 128);
  json.begin_object().key("items").begin_array();
  const Names names = names_of_accounts(tx);
  for (const auto& row : rows) write_row(json, row, names);
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

void stream_audit(ports::Transaction& tx, const Visit& visit, const ports::AuditFilter& filter) {
  Answer head;
  head.content_type = kCsvType;
  head.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"audit.csv\"; filename*=UTF-8''%E5%AE%A1%E8%AE%A1%E8%AE%B0%E5%BD%95.csv");
  const base::Language language = language_of(visit.request().accept_language);
  head.headers.emplace_back("Content-Language", content_language(language));
  head.headers.emplace_back("Vary", "Accept-Language");
  const Names names = names_of_accounts(tx);
  visit.exchange->begin_pieces(std::move(head));
  std::string text = audit_csv_head(language);
  bool gone = false;
  tx.records().each_audit_row(filter, [&](const ports::AuditRow& row) {
    if (gone) return;
    append_audit_csv_row(text, row, name_of(names, row), visit.zone());
    if (text.size() < kCsvPiece) return;
    gone = !visit.exchange->piece(std::exchange(text, {}));
    text.reserve(kCsvPiece + 1024);
  });
  if (!gone) static_cast<void>(visit.exchange->piece(std::move(text)));
  visit.exchange->end_pieces();
}

/// First the row that says who took it, then the rows: whoever has an export is in it.
void export_audit_trail(Site& site, const std::shared_ptr<Visit>& visit) {
  struct Wish {
    ports::AuditFilter filter;
    core::Actor actor;
  };
  const auto wish = std::make_shared<Wish>();
  site.ask_then(
      visit,
      [wish](ports::Transaction& tx, const Asked& asked) {
        QueryReader query = asked.query();
        wish->filter = read_audit_filter(tx, query);
        query.done();
        wish->actor = asked.context.actor;
        return core::may_ever(wish->actor.role, asked.act) ? Answer{} : asked.refused(usecases::not_yours());
      },
      [&site, visit, wish](const Answer&) {
        site.dependencies().store.write(
            [visit, wish](ports::Transaction& tx) {
              usecases::Context context = visit->context;
              context.actor = wish->actor;
              usecases::record_done(tx, context, {visit->act, "audit"}, visit->request().query);
            },
            [&site, visit, wish](const std::exception_ptr& failure) {
              if (failure) return visit->fail(failure);
              site.work(visit, [&site, visit, wish] {
                site.dependencies().store.read([&](ports::Transaction& tx) { stream_audit(tx, *visit, wish->filter); });
              });
            });
      });
}

constexpr std::array kAuditColumns{
    ports::SheetColumn{"序号", ports::SheetKind::ordinal, 10, "No."},
    ports::SheetColumn{"时间", ports::SheetKind::instant, 18, "Time"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16, "By"},
    ports::SheetColumn{"姓名", ports::SheetKind::text, 24, "Name"},
    ports::SheetColumn{"角色", ports::SheetKind::text, 22, "Role"},
    ports::SheetColumn{"操作", ports::SheetKind::text, 24, "Act"},
    ports::SheetColumn{"对象", ports::SheetKind::text, 24, "Object"},
    ports::SheetColumn{"结果", ports::SheetKind::text, 20, "Result"},
    ports::SheetColumn{"说明", ports::SheetKind::text, 40, "Note"},
    ports::SheetColumn{"请求编号", ports::SheetKind::text, 24, "Request"},
    ports::SheetColumn{"SM3", ports::SheetKind::text, 68, "SM3"},
};

std::optional<Answer> fill_audit(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  ports::AuditFilter filter = read_audit_filter(tx, query);
  query.done();
  filter.limit = kAuditExportPage;
  const Names names = names_of_accounts(tx);
  for (;;) {
    const auto page = tx.records().audit(filter);
    for (const ports::AuditRow& row : page)
      rows.row({row.seq, row.at, row.actor, name_of(names, row), row.role, row.act, row.object, row.result, row.detail,
                row.request_id, row.digest});
    if (static_cast<int>(page.size()) < kAuditExportPage) return std::nullopt;
    filter.before_seq = page.back().seq;
  }
}
constexpr ListSheet kAuditSheet{"审计记录", "audit.xlsx", kAuditColumns, fill_audit, "Audit trail"};

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

/// The trail's head as it is now, signed: whoever keeps it can show later that the trail was rewritten or cut.
Answer take_head(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const ports::Signing& signing = asked.dependencies->signing;
  const auto head = usecases::sign_head(tx, asked.context.now, signing);
  JsonWriter json = asked.json();
  json.begin_object()
      .member("key_id", signing.key_id())
      .member("public_key", signing.public_key())
      .member_or_null("head", head ? std::string_view(head->second) : std::string_view())
      .end_object();
  return json_answer(json.take());
}

constexpr std::array kAuditRoutes{
    asks("/api/audit/head", core::Act::contract_read, take_head),
    asks("/api/audit", core::Act::audit_read, list_audit),
    flows(Method::get, "/api/audit.csv", core::Act::audit_export, export_audit_trail),
    flows(Method::get, "/api/audit.xlsx", core::Act::audit_export, exports<kAuditSheet>),
    asks("/api/audit/verification", core::Act::audit_verify, verify_audit),
};
static_assert(all_have_rows(kAuditRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> audit_routes() {
  return kAuditRoutes;
}

}  // namespace kaoji::http
