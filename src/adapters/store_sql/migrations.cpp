#include "adapters/store_sql/migrations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/store_sql/migrations/assessment_records.hpp"
#include "adapters/store_sql/migrations/bulletin.hpp"
#include "adapters/store_sql/migrations/bureau_tiles.hpp"
#include "adapters/store_sql/migrations/catalogue_edits.hpp"
#include "adapters/store_sql/migrations/catalogue_version.hpp"
#include "adapters/store_sql/migrations/certificate_sums.hpp"
#include "adapters/store_sql/migrations/draft_mark.hpp"
#include "adapters/store_sql/migrations/editions.hpp"
#include "adapters/store_sql/migrations/exit_notices.hpp"
#include "adapters/store_sql/migrations/exit_records.hpp"
#include "adapters/store_sql/migrations/foundation.hpp"
#include "adapters/store_sql/migrations/identity.hpp"
#include "adapters/store_sql/migrations/notices.hpp"
#include "adapters/store_sql/migrations/policy_files.hpp"
#include "adapters/store_sql/migrations/reconcile_upkeep.hpp"
#include "adapters/store_sql/migrations/reconciliation.hpp"
#include "adapters/store_sql/migrations/round_sums.hpp"
#include "adapters/store_sql/migrations/scan_reading.hpp"
#include "adapters/store_sql/migrations/schedule_training.hpp"
#include "adapters/store_sql/migrations/sealed_persons.hpp"
#include "adapters/store_sql/migrations/signed_receipts.hpp"
#include "adapters/store_sql/migrations/unpaid_fees.hpp"
#include "adapters/store_sql/seal_rows.hpp"

namespace kaoji::store_sql {

namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array<Word, 5> kSqliteWords{Word{"{id}", "INTEGER PRIMARY KEY"},
                                           {"{fresh_id}", "INTEGER PRIMARY KEY AUTOINCREMENT"},
                                           {"{key}", "INTEGER PRIMARY KEY"},
                                           {"{text}", "TEXT"},
                                           {"{clustered}", " WITHOUT ROWID"}};
constexpr std::array<Word, 5> kPostgresqlWords{Word{"{id}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
                                               {"{fresh_id}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
                                               {"{key}", "BIGINT PRIMARY KEY"},
                                               {"{text}", "TEXT COLLATE \"C\""},
                                               {"{clustered}", ""}};

/// Every table with rows, those that point at others first.
constexpr auto kTables = std::to_array<std::string_view>({"edition",
                                                          "signed_receipt",
                                                          "assessment_schedule",
                                                          "assessment_fee",
                                                          "assessment_batch",
                                                          "explanation",
                                                          "name_decision",
                                                          "heading_map",
                                                          "reconcile_fault",
                                                          "reconcile_name",
                                                          "reconcile_item",
                                                          "reconcile_cell",
                                                          "reconciliation",
                                                          "policy_file",
                                                          "announcement",
                                                          "contact",
                                                          "notice_reading",
                                                          "job",
                                                          "saved_filter",
                                                          "notice",
                                                          "answer",
                                                          "setting",
                                                          "audit_row",
                                                          "audit_head",
                                                          "exit_run",
                                                          "platform",
                                                          "closure",
                                                          "session",
                                                          "first_secret",
                                                          "past_password",
                                                          "recovery_code",
                                                          "second_factor",
                                                          "account",
                                                          "exit_hold",
                                                          "extension",
                                                          "waiver",
                                                          "admission",
                                                          "institution_certificate_sum",
                                                          "certificate_sum",
                                                          "round_sum",
                                                          "entry_sum",
                                                          "plan_sum",
                                                          "ledger_entry",
                                                          "scan_sighting",
                                                          "scan_page",
                                                          "scan_reading",
                                                          "scan",
                                                          "application_event",
                                                          "application_line",
                                                          "application",
                                                          "plan",
                                                          "catalogue_edit",
                                                          "certificate_level",
                                                          "certificate",
                                                          "institution_name",
                                                          "institution",
                                                          "bureau"});
constexpr auto kAppendOnly =
    std::to_array<std::string_view>({"audit_row", "ledger_entry", "edition", "signed_receipt"});

std::string in_dialect(std::string_view text, Dialect dialect) {
  std::string sql{text};
  for (const auto& [word, meaning] : dialect == Dialect::sqlite ? kSqliteWords : kPostgresqlWords) {
    for (auto at = sql.find(word); at != std::string::npos; at = sql.find(word, at + meaning.size())) {
      sql.replace(at, word.size(), meaning);
    }
  }
  return sql;
}

bool applies(const Migration::Step& step, Dialect dialect) {
  using On = Migration::Step::On;
  return step.on == On::both || (step.on == On::sqlite) == (dialect == Dialect::sqlite);
}

std::int64_t schema_version(Session& session) {
  auto query = session.query({"SELECT COALESCE(MAX(version), 0) FROM schema_version", "n"});
  query.next();
  return query.number();
}

void refuse_newer(std::int64_t found, std::int64_t known) {
  if (found <= known) return;
  throw ports::StoreUnavailable(fmt::format(
      "数据库结构的版本是 {0}，本程序只认识到版本 {1}：请使用更新的程序。/ The database has schema version {0}; this "
      "program knows versions up to {1}. Use a newer program.",
      found, known));
}

/// Applies one migration unless another program has done so meanwhile.
void apply(Session& session, std::int64_t version, const Migration& migration) {
  const bool sqlite = session.dialect() == Dialect::sqlite;
  session.run_once(sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
  try {
    if (!sqlite) session.run_once("LOCK TABLE schema_version IN EXCLUSIVE MODE");
    if (schema_version(session) < version) {
      for (const auto& part : migration.parts) {
        for (const Migration::Step& step : part) {
          if (applies(step, session.dialect())) session.run_once(in_dialect(step.sql, session.dialect()));
        }
      }
      if (migration.work != nullptr) migration.work(session);
      session.run_once(fmt::format("INSERT INTO schema_version (version) VALUES ({})", version));
    }
    session.run_once("COMMIT");
  } catch (...) {
    session.run_once("ROLLBACK");
    throw;
  }
}

/// What the rows held before lies in files still: SQLite's until the log is written back, PostgreSQL's until a vacuum.
void forget_old_rows(Session& session) {
  session.run_once(session.dialect() == Dialect::sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)"
                                                        : "VACUUM FULL application, assessment_schedule, answer");
}

void guard_append_only(Session& session, std::string_view enable_or_disable) {
  for (const std::string_view table : kAppendOnly) {
    session.run_once(fmt::format("ALTER TABLE {} {} TRIGGER USER", table, enable_or_disable));
  }
}

}  // namespace

const std::vector<Migration>& all_migrations() {
  static const std::vector<Migration> migrations{
      {{foundation_plan_steps(), foundation_application_steps(), foundation_record_steps()}},
      {{catalogue_version_steps()}},
      {{scan_reading_steps()}},
      {{policy_file_steps()}},
      {{draft_mark_steps()}},
      {{exit_record_steps()}},
      {{bureau_tile_steps()}},
      {{bulletin_steps()}},
      {{notice_steps()}},
      {{reconciliation_steps()}},
      {{assessment_record_steps()}},
      {{exit_notice_steps()}},
      {{reconcile_upkeep_steps()}},
      {{unpaid_fee_steps()}},
      {{schedule_training_steps()}},
      {{round_sum_steps()}},
      {{catalogue_edit_steps()}},
      {{certificate_sum_steps()}},
      {{edition_steps()}},
      {{identity_steps()}},
      {{sealed_person_steps()}, seal_all_rows},
      {{signed_receipt_steps()}}};
  return migrations;
}

void migrate(Session& session) {
  migrate_to(session, static_cast<std::int64_t>(all_migrations().size()));
}

void migrate_to(Session& session, std::int64_t version) {
  session.run_once("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
  const std::int64_t found = schema_version(session);
  const auto known = static_cast<std::int64_t>(all_migrations().size());
  refuse_newer(std::max(found, version), known);
  for (std::int64_t next = found + 1; next <= version; ++next) {
    const Migration& migration = all_migrations()[static_cast<std::size_t>(next - 1)];
    apply(session, next, migration);
    if (migration.work != nullptr && found > 0) forget_old_rows(session);
  }
  admit_keys(session);
}

void empty_all_tables(Session& session) {
  const bool sqlite = session.dialect() == Dialect::sqlite;
  if (sqlite) session.set_guards(false);
  session.run_once(sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
  if (!sqlite) guard_append_only(session, "DISABLE");
  // On PostgreSQL too: TRUNCATE makes every file of every table anew, a hundred times slower for a small world.
  // On PostgreSQL too: TRUNCATE makes every file of all the tables anew, a hundred times slower for a small world.
  for (const std::string_view table : kTables) session.run_once(fmt::format("DELETE FROM {}", table));
  session.run_once(sqlite ? "DELETE FROM sqlite_sequence"
                          : "SELECT setval(pg_get_serial_sequence(table_name, column_name), 1, false) "
                            "FROM information_schema.columns "
                            "WHERE table_schema = current_schema() AND is_identity = 'YES'");
  session.run_once("INSERT INTO audit_head (id) VALUES (1)");
  mark_empty_trail(session);
  SealRows(session).keep_current_key_alone();
  session.run_once("UPDATE catalogue_version SET version = version + 1");
  if (!sqlite) guard_append_only(session, "ENABLE");
  session.run_once("COMMIT");
  if (sqlite) session.set_guards(true);
}

}  // namespace kaoji::store_sql
