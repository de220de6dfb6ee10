#include "adapters/store_sql/sqlite_store.hpp"

#include <algorithm>
#include <utility>

#include "adapters/store_sql/invariants.hpp"
#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kMemory = ":memory:";

ports::StoreUnavailable unavailable() {
  return ports::StoreUnavailable(
      "数据库暂时不可写，本次操作没有执行。/ The database cannot be written: nothing was done.");
}

ports::OutcomeUnknown unknown() {
  return ports::OutcomeUnknown(
      "提交时出错，结果未知，请用同一操作重试。/ The commit failed: the outcome is unknown. Retry with the same key.");
}

void fail_the_rest(std::vector<WaitingWrite>& batch, const std::exception_ptr& reason) {
  for (WaitingWrite& write : batch) {
    if (!write.failure) write.failure = reason;
  }
}

}  // namespace

SqliteStore::SqliteStore(const std::string& path, const StoreOptions& options)
    : path_(path),
      sealing_(options.sealing),
      lock_(path == kMemory ? nullptr : std::make_unique<DataFileLock>(path)),
      mark_(path == kMemory ? nullptr : std::make_unique<LogMark>(path)),
      writer_(Session::open_sqlite(path, false, *sealing_)),
      readers_(std::max<std::size_t>(options.readers, 1)),
      counts_(options.counts),
      queue_(options.queue_limit, options.counts) {
  migrate(*writer_.session);
  if (mark_) mark_->opened();
  thread_ = std::thread(
      [this, batch_limit = std::max<std::size_t>(options.batch_limit, 1)] { write_until_closed(batch_limit); });
}

SqliteStore::~SqliteStore() {
  queue_.close();
  thread_.join();
  if (mark_) mark_->closing();
}

template <class Look>
void SqliteStore::in_snapshot(const Look& look) {
  if (in_memory()) {
    const std::lock_guard hold(writer_mutex_);
    writer_.read("BEGIN", look);
    return;
  }
  auto loan = readers_.borrow();
  if (!loan.desk()) loan.desk() = std::make_unique<Desk>(Session::open_sqlite(path_, true, *sealing_));
  loan.desk()->read("BEGIN", look);
}

void SqliteStore::read(const Work& work) {
  in_snapshot([&](Desk& desk) { work(desk.transaction); });
}

std::vector<ports::BrokenRow> SqliteStore::examine() {
  std::vector<ports::BrokenRow> broken;
  in_snapshot([&](Desk& desk) { broken = broken_rows(*desk.session); });
  return broken;
}

void SqliteStore::write(Work work, Done done) {
  if (stopped_) throw unavailable();
  queue_.push(std::move(work), std::move(done));
}

void SqliteStore::write_until_closed(std::size_t batch_limit) {
  for (auto batch = queue_.take(batch_limit); !batch.empty(); batch = queue_.take(batch_limit)) {
    {
      const std::lock_guard hold(writer_mutex_);
      run_batch(batch);
    }
    for (WaitingWrite& write : batch) write.done(write.failure);
    if (stopped_) tell_of_stop();
    // What the writes hold (a request, its connection) is let go now, not when the next one comes.
    batch.clear();
  }
}

void SqliteStore::run_batch(std::vector<WaitingWrite>& batch) {
  try {
    if (stopped_) throw unavailable();
    writer_.session->run("BEGIN IMMEDIATE");
    for (WaitingWrite& write : batch) run_one(write);
  } catch (const std::exception&) {
    // The transaction is gone, and with it what the others of the batch did.
    fail_the_rest(batch, std::current_exception());
    writer_.roll_back();
    return;
  }
  commit(batch);
}

/// Runs one write in its savepoint. Throws only when SQLite has ended the whole transaction.
void SqliteStore::run_one(WaitingWrite& write) {
  Session& session = *writer_.session;
  try {
    session.run("SAVEPOINT write");
    writer_.transaction.begin();
    write.work(writer_.transaction);
    writer_.transaction.flush();
    session.run("RELEASE write");
  } catch (...) {
    write.failure = std::current_exception();
    writer_.transaction.forget();
    if (!session.in_transaction()) throw unavailable();
    session.run("ROLLBACK TO write");
    session.run("RELEASE write");
  }
}

void SqliteStore::commit(std::vector<WaitingWrite>& batch) {
  try {
    writer_.session->run("COMMIT");
    ++counts_->commits;
    for (const WaitingWrite& write : batch) counts_->writes += write.failure ? 0 : 1;
    return;
  } catch (const SqliteFailure& failure) {
    stopped_ = !failure.disk_full() && !writer_.session->disk_read_only();
  } catch (const std::exception&) {
    stopped_ = true;
  }
  ++counts_->failed_commits;
  fail_the_rest(batch, std::make_exception_ptr(unknown()));
  writer_.roll_back();
}

void SqliteStore::when_stopped(std::function<void()> told) {
  const std::lock_guard hold(told_mutex_);
  told_ = std::move(told);
}

void SqliteStore::tell_of_stop() {
  const std::lock_guard hold(told_mutex_);
  if (told_) std::exchange(told_, nullptr)();
}

void SqliteStore::wipe() {
  const std::lock_guard hold(writer_mutex_);
  empty_all_tables(*writer_.session);
}

}  // namespace kaoji::store_sql
