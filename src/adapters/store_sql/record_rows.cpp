#include "adapters/store_sql/record_rows.hpp"

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/seals.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kAudit =
    "SELECT seq, at, account, actor, role, act, object, result, detail, request_id, address, prev, digest FROM "
    "audit_row";
constexpr std::string_view kAuditColumns = "nnntttttttttt";

void read_audit(Query& query, ports::AuditRow& row) {
  row.seq = query.number();
  row.at = query.instant();
  row.account = core::AccountId{query.number()};
  row.actor = query.text();
  row.role = query.text();
  row.act = query.text();
  row.object = query.text();
  row.result = query.text();
  row.detail = query.text();
  row.request_id = query.text();
  row.address = query.text();
  row.prev = query.text();
  row.digest = query.text();
}

void add_end(Conditions& conditions, ports::AuditEnd end) {
  std::vector<std::string_view> words(ports::kAuditDenied.begin(), ports::kAuditDenied.end());
  if (end == ports::AuditEnd::done) words = {ports::kAuditDone};
  if (end != ports::AuditEnd::refused) return conditions.add_one_of("result", words);
  words.push_back(ports::kAuditDone);
  conditions.add_none_of("result", words);
}

Conditions conditions_of(const ports::AuditFilter& filter) {
  Conditions conditions;
  if (!filter.actor.empty()) conditions.add("actor = :actor", "actor", filter.actor);
  if (!filter.person.empty()) {
    conditions.add(
        "(lower(actor) LIKE :person ESCAPE '\\' OR account IN (SELECT id FROM account "
        "WHERE lower(display_name) LIKE :person ESCAPE '\\'))",
        "person", anywhere(filter.person));
  }
  if (!filter.act.empty()) conditions.add("act = :act", "act", filter.act);
  if (!filter.object.empty()) conditions.add("object = :object", "object", filter.object);
  if (!filter.object_kind.empty()) {
    conditions.add("substr(object, 1, length(:object_kind)) = :object_kind", "object_kind", filter.object_kind + "/");
  }
  if (filter.end) add_end(conditions, *filter.end);
  if (filter.from) conditions.add("at >= :from_at", "from_at", filter.from->time_since_epoch().count());
  if (filter.until) conditions.add("at < :until_at", "until_at", filter.until->time_since_epoch().count());
  return conditions;
}

/// How many rows each_audit_row holds at a time.
constexpr std::int64_t kPiece = 1000;

/// What a run voided and what of it was reversed is found by its instant; a run that took nothing did neither.
constexpr std::string_view kExitRun =
    "SELECT r.id, r.year, r.ran_at, r.actor, r.plans, r.headcount, CASE WHEN r.plans = 0 THEN 0 ELSE (SELECT COUNT(*) "
    "FROM application a WHERE a.status = 'voided' AND a.decided_at = r.ran_at) END, CASE WHEN r.plans = 0 THEN 0 ELSE "
    "(SELECT COUNT(*) FROM ledger_entry e JOIN ledger_entry x ON x.reverses = e.id WHERE e.kind = 'exited' "
    "AND e.recorded_at = r.ran_at) END, CASE WHEN r.plans = 0 THEN 0 ELSE (SELECT CAST(COALESCE(SUM(e.headcount), 0) "
    "AS BIGINT) FROM ledger_entry e JOIN ledger_entry x ON x.reverses = e.id WHERE e.kind = 'exited' "
    "AND e.recorded_at = r.ran_at) END FROM exit_run r";
constexpr std::string_view kExitRunColumns = "nnntnnnnn";

void read_exit_run(Query& query, ports::ExitRunRecord& run) {
  run.id = query.number();
  run.year = query.small();
  run.ran_at = query.instant();
  run.actor = query.text();
  run.plans = query.number();
  run.headcount = query.number();
  run.voided = query.number();
  run.reversed_plans = query.number();
  run.reversed_headcount = query.number();
}

}  // namespace

std::optional<ports::AuditRow> RecordRows::last_audit_row() {
  if (session_.locks_rows()) {
    // The one row that every appender locks: numbers follow without gaps. The next statement sees what was committed
    // while this one waited.
    auto lock = session_.query({"SELECT id FROM audit_head FOR UPDATE", "n"});
    lock.next();
  }
  static const std::string text = std::string{kAudit} + " ORDER BY seq DESC LIMIT 1";
  auto query = session_.query({text, kAuditColumns});
  if (!query.next()) return std::nullopt;
  ports::AuditRow row;
  read_audit(query, row);
  return row;
}

void RecordRows::append_audit(const ports::AuditRow& row) {
  session_
      .query({"INSERT INTO audit_row (seq, at, account, actor, role, act, object, result, detail, request_id, address, "
              "prev, digest) VALUES (:seq, :at, :account, :actor, :role, :act, :object, :result, :detail, :request_id, "
              ":address, :prev, :digest)",
              ""})
      .set("seq", row.seq)
      .set("at", row.at)
      .set("account", row.account)
      .set("actor", row.actor)
      .set("role", row.role)
      .set("act", row.act)
      .set("object", row.object)
      .set("result", row.result)
      .set("detail", row.detail)
      .set("request_id", row.request_id)
      .set("address", row.address)
      .set("prev", row.prev)
      .set("digest", row.digest)
      .run();
  session_.query({"UPDATE audit_head SET seq = :seq, digest = :digest, mark = :mark WHERE id = 1", ""})
      .set("seq", row.seq)
      .set("digest", row.digest)
      .set("mark", row_mark(session_, "audit_head", marked_text({std::to_string(row.seq), row.digest})))
      .run();
}

ports::TrailEnd RecordRows::trail_end() {
  auto query = session_.query({"SELECT seq, digest, mark FROM audit_head WHERE id = 1", "ntt"});
  ports::TrailEnd end;
  if (!query.next()) return end;
  end.seq = query.number();
  end.digest = query.text();
  end.marked = row_mark_holds(session_, "audit_head", marked_text({std::to_string(end.seq), end.digest}), query.text());
  return end;
}

std::vector<ports::AuditRow> RecordRows::audit(const ports::AuditFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.before_seq > 0) conditions.add("seq < :before_seq", "before_seq", filter.before_seq);
  const std::string text = std::string{kAudit} + conditions.where() + " ORDER BY seq DESC LIMIT :limit";
  auto query = session_.query({text, kAuditColumns});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::AuditRow> rows;
  while (query.next()) read_audit(query, rows.emplace_back());
  return rows;
}

std::int64_t RecordRows::count_audit(const ports::AuditFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = "SELECT COUNT(*) FROM audit_row" + conditions.where();
  auto query = session_.query({text, "n"});
  conditions.set(query);
  query.next();
  return query.number();
}

void RecordRows::each_audit_row(const ports::AuditFilter& filter,
                                const std::function<void(const ports::AuditRow&)>& row) {
  Conditions conditions = conditions_of(filter);
  conditions.add("seq > :after");
  const std::string text = std::string{kAudit} + conditions.where() + " ORDER BY seq LIMIT :limit";
  std::vector<ports::AuditRow> piece;
  std::int64_t after = 0;
  do {
    piece.clear();
    {
      auto query = session_.query({text, kAuditColumns});
      conditions.set(query);
      query.set("after", after).set("limit", kPiece);
      while (query.next()) read_audit(query, piece.emplace_back());
    }
    for (const ports::AuditRow& each : piece) row(each);
    if (!piece.empty()) after = piece.back().seq;
  } while (piece.size() == static_cast<std::size_t>(kPiece));
}

std::optional<ports::StoredAnswer> RecordRows::answer(core::AccountId account, std::string_view key) {
  auto query =
      session_.query({"SELECT request_digest, status, content_type, etag, location, body FROM answer "
                      "WHERE account = :account AND idempotency_key = :key",
                      "tntttt"});
  query.set("account", account).set("key", key);
  if (!query.next()) return std::nullopt;
  ports::StoredAnswer answer;
  answer.request_digest = query.text();
  answer.status = query.small();
  answer.content_type = query.text();
  answer.etag = query.text();
  answer.location = query.text();
  answer.body = opened(session_, answer_purpose(account.value, key), query.text());
  return answer;
}

void RecordRows::keep_answer(core::AccountId account, std::string_view key, const ports::StoredAnswer& answer,
                             base::Instant at) {
  session_
      .query(
          {"INSERT INTO answer (account, idempotency_key, request_digest, status, content_type, etag, location, body, "
           "at) VALUES (:account, :key, :request_digest, :status, :content_type, :etag, :location, :body, :at)",
           ""})
      .set("account", account)
      .set("key", key)
      .set("request_digest", answer.request_digest)
      .set("status", answer.status)
      .set("content_type", answer.content_type)
      .set("etag", answer.etag)
      .set("location", answer.location)
      .set("body", sealed(session_, answer_purpose(account.value, key), answer.body))
      .set("at", at)
      .run();
}

void RecordRows::drop_answers_before(base::Instant at) {
  session_.query({"DELETE FROM answer WHERE at < :at", ""}).set("at", at).run();
}

std::int64_t RecordRows::insert_exit_run(const ports::ExitRunRecord& run) {
  auto query = session_.insertion(
      "INSERT INTO exit_run (year, ran_at, actor, plans, headcount) "
      "VALUES (:year, :ran_at, :actor, :plans, :headcount)");
  query.set("year", run.year)
      .set("ran_at", run.ran_at)
      .set("actor", run.actor)
      .set("plans", run.plans)
      .set("headcount", run.headcount);
  return session_.insert(query);
}

std::vector<ports::ExitRunRecord> RecordRows::exit_runs() {
  static const std::string text = std::string{kExitRun} + " ORDER BY r.id DESC";
  auto query = session_.query({text, kExitRunColumns});
  std::vector<ports::ExitRunRecord> runs;
  while (query.next()) read_exit_run(query, runs.emplace_back());
  return runs;
}

std::optional<ports::ExitRunRecord> RecordRows::exit_run(std::int64_t id) {
  static const std::string text = std::string{kExitRun} + " WHERE r.id = :id";
  auto query = session_.query({text, kExitRunColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::ExitRunRecord run;
  read_exit_run(query, run);
  return run;
}

std::optional<std::string> RecordRows::setting(std::string_view name) {
  auto query = session_.query({"SELECT value FROM setting WHERE name = :name", "t"});
  query.set("name", name);
  if (!query.next()) return std::nullopt;
  return query.text();
}

void RecordRows::put_setting(std::string_view name, std::string_view value) {
  session_
      .query({"INSERT INTO setting (name, value) VALUES (:name, :value) "
              "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
              ""})
      .set("name", name)
      .set("value", value)
      .run();
}

}  // namespace kaoji::store_sql
