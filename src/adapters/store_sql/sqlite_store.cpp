#include "adapters/store_sql/sqlite_store.hpp"

#include <algorithm>

#include "adapters/store_sql/invariants.hpp"
#include "adapters/store_sql/migrations.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kMemory = ":memory:";

ports::StoreUnavailable unavailable() {
  return ports::StoreUnavailable("数据库暂时不可写，本次操作没有执行。/ The database cannot be written: nothing was done.");
}

ports::OutcomeUnknown unknown() {
  return ports::OutcomeUnknown(
      "提交时出错，结果未知，请用同一操作重试。/ The commit failed: the outcome is unknown. Retry with the same key.");
}

}  // namespace

SqliteStore::SqliteStore(const std::string& path, const StoreOptions& options)
    : path_(path),
      lock_(path == kMemory ? nullptr : std::make_unique<DataFileLock>(path)),
      writer_(Session::open_sqlite(path, false)),
      readers_(std::max<std::size_t>(options.readers, 1)),
      queue_(options.queue_limit) {
  migrate(*writer_.session);
  thread_ = std::thread([this, batch_limit = std::max<std::size_t>(options.batch_limit, 1)] {
    write_until_closed(batch_limit);
  });
}

SqliteStore::~SqliteStore() {
  queue_.close();
  thread_.join();
}

void SqliteStore::read(const Work& work) {
  if (in_memory()) {
    const std::lock_guard hold(writer_mutex_);
    read_at(writer_, work);
    return;
  }
  auto loan = readers_.borrow();
  if (!loan.desk()) loan.desk() = std::make_unique<Desk>(Session::open_sqlite(path_, true));
  read_at(*loan.desk(), work);
}

void SqliteStore::read_at(Desk& desk, const Work& work) {
  desk.session->run("BEGIN");
  try {
    work(desk.transaction);
    desk.session->run("ROLLBACK");
  } catch (...) {
    desk.transaction.forget();
    if (desk.session->in_transaction()) desk.session->run("ROLLBACK");
    throw;
  }
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
  }
}

void SqliteStore::run_batch(std::vector<WaitingWrite>& batch) {
  try {
    if (stopped_) throw unavailable();
    writer_.session->run("BEGIN IMMEDIATE");
    for (WaitingWrite& write : batch) run_one(write);
  } catch (...) {
    // The transaction is gone, and with it what the others of the batch did.
    for (WaitingWrite& write : batch) {
      if (!write.failure) write.failure = std::current_exception();
    }
    give_up(batch);
    return;
  }
  commit(batch);
}

/// Runs one write in its savepoint. Throws only when SQLite has ended the whole transaction.
void SqliteStore::run_one(WaitingWrite& write) {
  Session& session = *writer_.session;
  try {
    session.run("SAVEPOINT write");
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
    return;
  } catch (const SqliteFailure& failure) {
    stopped_ = !failure.disk_full();
  } catch (const std::exception&) {
    stopped_ = true;
  }
  for (WaitingWrite& write : batch) {
    if (!write.failure) write.failure = std::make_exception_ptr(unknown());
  }
  give_up(batch);
}

void SqliteStore::give_up(std::vector<WaitingWrite>& batch) {
  writer_.transaction.forget();
  try {
    if (writer_.session->in_transaction()) writer_.session->run("ROLLBACK");
  } catch (const std::exception&) {
    stopped_ = true;
  }
  (void)batch;
}

std::vector<ports::BrokenRow> SqliteStore::examine() {
  std::vector<ports::BrokenRow> broken;
  const auto look = [&broken](Desk& desk) { broken = broken_rows(*desk.session); };
  if (in_memory()) {
    const std::lock_guard hold(writer_mutex_);
    look(writer_);
    return broken;
  }
  auto loan = readers_.borrow();
  if (!loan.desk()) loan.desk() = std::make_unique<Desk>(Session::open_sqlite(path_, true));
  loan.desk()->session->run("BEGIN");
  look(*loan.desk());
  loan.desk()->session->run("ROLLBACK");
  return broken;
}

void SqliteStore::wipe() {
  const std::lock_guard hold(writer_mutex_);
  empty_all_tables(*writer_.session);
}

}  // namespace kaoji::store_sql
