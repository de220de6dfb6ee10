#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "adapters/store_sql/data_file_lock.hpp"
#include "adapters/store_sql/desk_pool.hpp"
#include "adapters/store_sql/log_mark.hpp"
#include "adapters/store_sql/open_store.hpp"
#include "adapters/store_sql/write_queue.hpp"

namespace kaoji::store_sql {

/// SQLite with one writer: its thread takes the writes that wait, runs each in a savepoint of its own, commits them
/// together and answers them all, so that one fsync makes many of them durable.
///
/// When a commit fails, nobody knows what is on disk, and a second fsync would lie: all that it held get OutcomeUnknown
/// and this store writes no more until the program is started again. A disk that is full or
/// read-only is the exception: it took nothing, SQLite rolls back, and writing goes on when the disk takes it again.
class SqliteStore : public ports::Store {
 public:
  SqliteStore(const std::string& path, const StoreOptions& options);
  ~SqliteStore() override;

  void read(const Work& work) override;
  void write(Work work, Done done) override;
  std::vector<ports::BrokenRow> examine() override;
  void when_stopped(std::function<void()> told) override;
  void wipe() override;

 private:
  void write_until_closed(std::size_t batch_limit);
  void run_batch(std::vector<WaitingWrite>& batch);
  void run_one(WaitingWrite& write);
  void commit(std::vector<WaitingWrite>& batch);
  void tell_of_stop();
  [[nodiscard]] bool in_memory() const { return lock_ == nullptr; }
  template <class Look>
  void in_snapshot(const Look& look);

  std::string path_;
  std::shared_ptr<const ports::Sealing> sealing_;
  std::unique_ptr<DataFileLock> lock_;
  std::unique_ptr<LogMark> mark_;
  std::mutex writer_mutex_;  ///< guards writer_; in memory it serves readers too
  Desk writer_;
  DeskPool readers_;
  std::shared_ptr<ports::StoreCounts> counts_;
  WriteQueue queue_;
  std::atomic<bool> stopped_ = false;  ///< after a failed commit
  std::mutex told_mutex_;              ///< guards told_
  std::function<void()> told_;         ///< of the stop, once
  std::thread thread_;
};

}  // namespace kaoji::store_sql
