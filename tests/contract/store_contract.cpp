#include "contract/store_contract.hpp"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "adapters/system/key_ring.hpp"

namespace kaoji::contract {

namespace {

std::string cluster() {
  const char* url = std::getenv("KAOJI_TEST_PG_URL");
  return url == nullptr ? "" : url;
}

/// A schema of the cluster for this process: making one takes longer than a test, so each test empties it instead.
class Schema {
 public:
  explicit Schema(std::string name) : name_(std::move(name)) {
    soci::session(soci::postgresql, cluster() + "?application_name=contract").once
        << fmt::format("CREATE SCHEMA {}", name_);
  }
  ~Schema() {
    soci::session(soci::postgresql, cluster() + "?application_name=contract").once
        << fmt::format("SET client_min_messages = warning; DROP SCHEMA {} CASCADE", name_);
  }
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  [[nodiscard]] std::string url() const { return fmt::format("{}?options=-csearch_path%3D{}", cluster(), name_); }

 private:
  std::string name_;
};

/// A word that no other test, in this process or another, uses at the same time.
std::string own_name() {
  static std::atomic<int> count = 0;
  return fmt::format("kaoji_contract_{}_{}", ::getpid(), ++count);
}

}  // namespace

std::string name_of(Database database) {
  switch (database) {
    case Database::sqlite_memory:
      return "SqliteMemory";
    case Database::sqlite_file:
      return "SqliteFile";
    case Database::postgresql:
      break;
  }
  return "Postgresql";
}

std::vector<Database> reachable_databases() {
  std::vector<Database> databases{Database::sqlite_file};
  if (!cluster().empty()) databases.push_back(Database::postgresql);
  return databases;
}

std::vector<Database> all_databases() {
  std::vector<Database> databases = reachable_databases();
  databases.push_back(Database::sqlite_memory);
  return databases;
}

Place::Place(Database database)
    : database_(database),
      url_("sqlite::memory:"),
      ring_(std::make_shared<const system::KeyRing>(std::vector{std::string(32, 'c')})) {
  if (database == Database::sqlite_file) {
    folder_ = std::filesystem::temp_directory_path() / own_name();
    std::filesystem::create_directory(folder_);
    url_ = fmt::format("sqlite://{}/kaoji.db", folder_.string());
  } else if (database == Database::postgresql) {
    static const Schema schema(own_name());
    url_ = schema.url();
    store_sql::open_store(options())->wipe();
  }
}

Place::~Place() {
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

store_sql::StoreOptions Place::options() const {
  store_sql::StoreOptions options;
  options.url = url_;
  options.sealing = ring_;
  return options;
}

void Place::run(const std::string& sql) const {
  if (database_ == Database::postgresql) {
    soci::session session(soci::postgresql, url_);
    session.once << "SET session_replication_role = replica";
    session.once << sql;
    return;
  }
  soci::session session(soci::sqlite3, fmt::format("db={}/kaoji.db", folder_.string()));
  session.once << "PRAGMA busy_timeout = 10000";
  for (const char* trigger :
       {"ledger_entry_no_update", "ledger_entry_no_delete", "audit_row_no_update", "audit_row_no_delete"}) {
    session.once << fmt::format("DROP TRIGGER IF EXISTS {}", trigger);
  }
  session.once << "PRAGMA ignore_check_constraints = ON";
  session.once << sql;
}

std::string Place::bytes() const {
  std::string all;
  if (database_ == Database::postgresql) {
    soci::session session(soci::postgresql, url_);
    session.once << "SELECT CAST(schema_to_xml(current_schema(), true, false, '') AS TEXT)", soci::into(all);
    return all;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return all;
}

void Place::run_guarded(const std::string& sql) const {
  if (database_ == Database::postgresql) {
    soci::session(soci::postgresql, url_).once << sql;
    return;
  }
  soci::session(soci::sqlite3, fmt::format("db={}/kaoji.db", folder_.string())).once << sql;
}

void StoreContract::undo_newest_migration() {
  for (const char* table : {"ledger_entry", "audit_row", "edition"}) {
    place_.run_guarded(GetParam() == Database::postgresql ? fmt::format("DROP TRIGGER {0}_no_truncate ON {0}", table)
                                                          : fmt::format("DROP TRIGGER {}_no_replace", table));
  }
  place_.run_guarded("DROP TABLE signed_receipt");
  place_.run_guarded("DELETE FROM schema_version WHERE version = (SELECT MAX(version) FROM schema_version)");
}

}  // namespace kaoji::contract
