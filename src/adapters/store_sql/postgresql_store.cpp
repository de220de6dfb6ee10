#include "adapters/store_sql/postgresql_store.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "adapters/store_sql/invariants.hpp"
#include "adapters/store_sql/migrations.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// From one statement to the next; longer than the server lets one run, so that only one that is frozen takes so long.
constexpr std::chrono::seconds kLongestStatement{20};
constexpr std::chrono::seconds kLongestCommit{4};
/// A write gives up after having lost this many races in a row; over a unique key the second look shows who was first.
constexpr int kMostConflicts = 20;
constexpr int kMostConflictsOverAKey = 3;

/// What is thrown for the last of `conflicts` lost races; nothing while it is worth another try.
std::exception_ptr surrender(const TransactionConflict& conflict, int conflicts) {
  if (conflict.over_a_key()) {
    return conflicts < kMostConflictsOverAKey ? nullptr
                                              : std::make_exception_ptr(base::BrokenAssumption(conflict.what()));
  }
  return conflicts < kMostConflicts ? nullptr : std::make_exception_ptr(ports::StoreUnavailable(conflict.what()));
}

/// While it lives, the connection of a session is ended when a statement is not answered in time.
class Watching {
 public:
  Watching(SocketWatch& watch, Session& session)
      : session_(session), turn_(watch, session.socket(), kLongestStatement) {
    session_.before_each([this] { turn_.renew(); });
  }
  ~Watching() { session_.before_each(nullptr); }
  Watching(const Watching&) = delete;
  Watching& operator=(const Watching&) = delete;

 private:
  Session& session_;
  SocketWatch::Turn turn_;
};

ports::OutcomeUnknown unknown() {
  return ports::OutcomeUnknown(
      "提交时出错，结果未知，请用同一操作重试。/ The commit failed: the outcome is unknown. Retry with the same key.");
}

ports::StoreUnavailable unlocked() {
  return ports::StoreUnavailable(
      "与数据库的连接断了，恢复之前不写；本次操作没有执行。/ The connection to the database is lost, and nothing is "
      "written until it is back: nothing was done.");
}

}  // namespace

PostgresqlStore::PostgresqlStore(const StoreOptions& options)
    : url_(options.url),
      sealing_(options.sealing),
      lock_(options.url, *sealing_),
      readers_(std::max<std::size_t>(options.readers, 1)),
      counts_(options.counts),
      queue_(options.queue_limit, options.counts) {
  migrate(*Session::open_postgresql(url_, false, *sealing_));
  for (std::size_t i = 0; i < std::max<std::size_t>(options.writers, 1); ++i) {
    writers_.emplace_back([this] { write_until_closed(); });
  }
}

PostgresqlStore::~PostgresqlStore() {
  queue_.close();
  for (std::thread& writer : writers_) writer.join();
}

template <class Look>
void PostgresqlStore::in_snapshot(const Look& look) {
  auto loan = readers_.borrow();
  bool looked = false;
  const auto look_once = [&](Desk& desk) {
    looked = true;
    look(desk);
  };
  for (bool fresh = !loan.desk();; fresh = true) {
    try {
      if (fresh) loan.desk() = open_desk(true);
      const Watching watching(watch_, *loan.desk()->session);
      loan.desk()->read(kSnapshot, look_once);
      return;
    } catch (const ConnectionLost&) {
      loan.desk().reset();
      // A session that died while it lay idle is replaced; nothing had been read on it.
      if (fresh || looked) throw;
    }
  }
}

void PostgresqlStore::read(const Work& work) {
  in_snapshot([&](Desk& desk) { work(desk.transaction); });
}

std::vector<ports::BrokenRow> PostgresqlStore::examine() {
  std::vector<ports::BrokenRow> broken;
  in_snapshot([&](Desk& desk) { broken = broken_rows(*desk.session); });
  return broken;
}

void PostgresqlStore::write(Work work, Done done) {
  queue_.push(std::move(work), std::move(done));
}

void PostgresqlStore::write_until_closed() {
  std::unique_ptr<Desk> desk;
  for (auto taken = queue_.take(1); !taken.empty(); taken = queue_.take(1)) {
    WaitingWrite& write = taken.front();
    write.done(outcome_of(desk, write.work));
    // As in SqliteStore: let go of what the write holds before waiting for the next one.
    taken.clear();
  }
}

/// Runs a write to its end, again where that is safe; null when it is durable.
std::exception_ptr PostgresqlStore::outcome_of(std::unique_ptr<Desk>& desk, const Work& work) {
  bool lost_before = false;
  for (int conflicts = 0;;) {
    try {
      if (!lock_.held()) throw unlocked();
      if (!desk) desk = open_desk(false);
      const Watching watching(watch_, *desk->session);
      run_and_commit(*desk, work);
      return nullptr;
    } catch (const TransactionConflict& conflict) {
      if (desk) desk->roll_back();
      if (const auto failure = surrender(conflict, ++conflicts)) return failure;
    } catch (const ConnectionLost&) {
      desk.reset();
      if (lost_before) return std::current_exception();
      lost_before = true;
    } catch (const ports::OutcomeUnknown&) {
      desk.reset();
      return std::current_exception();
    } catch (...) {
      // None when it could not even be opened.
      if (desk) desk->roll_back();
      return std::current_exception();
    }
  }
}

void PostgresqlStore::run_and_commit(Desk& desk, const Work& work) {
  desk.session->run("BEGIN ISOLATION LEVEL READ COMMITTED");
  desk.transaction.begin();
  work(desk.transaction);
  desk.transaction.flush();
  try {
    const SocketWatch::Turn turn(watch_, desk.session->socket(), kLongestCommit);
    desk.session->run("COMMIT");
    ++counts_->commits;
    ++counts_->writes;
  } catch (const ConnectionLost& lost) {
    ++counts_->failed_commits;
    if (lost.between_statements()) throw;
    throw unknown();
  } catch (const ports::StoreUnavailable&) {
    ++counts_->failed_commits;
    throw unknown();
  }
}

void PostgresqlStore::when_stopped(std::function<void()> told) {
  lock_.when_taken(std::move(told));
}

std::unique_ptr<Desk> PostgresqlStore::open_desk(bool read_only) const {
  auto session = Session::open_postgresql(url_, read_only, *sealing_);
  session->limit_waiting();
  return std::make_unique<Desk>(std::move(session));
}

void PostgresqlStore::wipe() {
  empty_all_tables(*Session::open_postgresql(url_, false, *sealing_));
}

}  // namespace kaoji::store_sql
