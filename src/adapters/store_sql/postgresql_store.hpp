#pragma once

#include <string>
#include <thread>
#include <vector>

#include "adapters/store_sql/desk_pool.hpp"
#include "adapters/store_sql/open_store.hpp"
#include "adapters/store_sql/server_lock.hpp"
#include "adapters/store_sql/socket_watch.hpp"
#include "adapters/store_sql/write_queue.hpp"

namespace kaoji::store_sql {

/// PostgreSQL with a pool of sessions: each write in a transaction of its own (READ COMMITTED, row locks where the
/// ports say so), several at a time. A write that loses a race runs again; one whose connection broke before the commit
/// too, once. A connection that breaks during the commit, or a commit that is not answered in time, leaves the outcome
/// unknown. One program has the database at a time.
class PostgresqlStore : public ports::Store {
 public:
  explicit PostgresqlStore(const StoreOptions& options);
  ~PostgresqlStore() override;

  void read(const Work& work) override;
  void write(Work work, Done done) override;
  std::vector<ports::BrokenRow> examine() override;
  void when_stopped(std::function<void()> told) override;
  void wipe() override;

 private:
  void write_until_closed();
  [[nodiscard]] std::exception_ptr outcome_of(std::unique_ptr<Desk>& desk, const Work& work);
  void run_and_commit(Desk& desk, const Work& work);
  template <class Look>
  void in_snapshot(const Look& look);

  [[nodiscard]] std::unique_ptr<Desk> open_desk(bool read_only) const;

  std::string url_;
  std::shared_ptr<const ports::Sealing> sealing_;
  ServerLock lock_;
  SocketWatch watch_;
  DeskPool readers_;
  std::shared_ptr<ports::StoreCounts> counts_;
  WriteQueue queue_;
  std::vector<std::thread> writers_;
};

}  // namespace kaoji::store_sql
