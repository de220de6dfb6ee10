#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/store_sql/open_store.hpp"
#include "ports/store.hpp"

// A test's filter names what it asks for, no more; this compiler warns of the rest.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace kaoji::contract {

enum class Database { sqlite_memory, sqlite_file, postgresql };

[[nodiscard]] std::string name_of(Database database);

/// An empty database of its own for one test: a temporary file, a memory, or this process's schema of the
/// cluster that KAOJI_TEST_PG_URL names.
class Place {
 public:
  explicit Place(Database database);
  ~Place();
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  [[nodiscard]] store_sql::StoreOptions options() const;
  /// All that the database's files hold; on PostgreSQL, all that its rows do. Not for a memory.
  [[nodiscard]] std::string bytes() const;
  /// The keys with which the database is opened from now on.
  void take_ring(std::shared_ptr<const ports::Sealing> ring) { ring_ = std::move(ring); }
  /// Runs one statement past the store, with the guards of the schema off. Not for a memory.
  void run(const std::string& sql) const;
  /// The same with the guards on.
  void run_guarded(const std::string& sql) const;

 private:
  Database database_;
  std::string url_;
  std::shared_ptr<const ports::Sealing> ring_;
  std::filesystem::path folder_;
};

/// Every test of the contract runs on each database.
class StoreContract : public testing::TestWithParam<Database> {
 protected:
  StoreContract() : place_(GetParam()), store_(store_sql::open_store(place_.options())) {}

  /// Runs `work` as one write and waits for it.
  void write(ports::Store::Work work) { store_->write_and_wait(std::move(work)); }
  /// What `question` answers about a snapshot.
  template <class Question>
  auto ask(Question question) {
    std::optional<decltype(question(std::declval<ports::Transaction&>()))> answer;
    store_->read([&](ports::Transaction& tx) { answer.emplace(question(tx)); });
    return std::move(*answer);
  }

  /// Makes the closed store look as a program left it that did not know the newest migration, signed_receipts: for
  /// tests of what an older database becomes. A migration that follows it is to be undone here instead, and this one
  /// where it is used.
  void undo_newest_migration();

  Place place_;
  std::unique_ptr<ports::Store> store_;
};

/// The databases at hand: PostgreSQL only when a cluster is named.
[[nodiscard]] std::vector<Database> all_databases();
/// Those that a second connection can reach.
[[nodiscard]] std::vector<Database> reachable_databases();

inline std::string test_name(const testing::TestParamInfo<Database>& info) {
  return name_of(info.param);
}

}  // namespace kaoji::contract

#define KAOJI_ON_EVERY_DATABASE(suite)                                                        \
  INSTANTIATE_TEST_SUITE_P(All, suite, testing::ValuesIn(::kaoji::contract::all_databases()), \
                           ::kaoji::contract::test_name)
