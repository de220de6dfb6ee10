#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace kaoji::bench {

/// A database as plainly as SQLite has it. Everything throws std::runtime_error with SQLite's words.
class BareDatabase {
 public:
  explicit BareDatabase(const std::string& path);
  ~BareDatabase();
  BareDatabase(const BareDatabase&) = delete;
  BareDatabase& operator=(const BareDatabase&) = delete;

  void run(const char* sql);
  [[nodiscard]] std::int64_t last_id() const;
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

/// A statement, prepared once. Texts that are set must live until the next `start`.
class BareStatement {
 public:
  BareStatement(BareDatabase& database, const char* sql);
  ~BareStatement();
  BareStatement(const BareStatement&) = delete;
  BareStatement& operator=(const BareStatement&) = delete;

  /// Sets all parameters in their order.
  template <class... Values>
  BareStatement& start(const Values&... values) {
    sqlite3_reset(handle_);
    int at = 0;
    (set(++at, values), ...);
    return *this;
  }
  /// The next row; false after the last one.
  bool next();
  /// Reads every column of every row, as a program would that shows them. Returns the number of rows.
  std::int64_t drain();
  [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(handle_, column); }
  [[nodiscard]] std::string text(int column) const;

 private:
  void set(int at, std::int64_t value) { sqlite3_bind_int64(handle_, at, value); }
  void set(int at, int value) { sqlite3_bind_int64(handle_, at, value); }
  void set(int at, std::string_view value) {
    sqlite3_bind_text(handle_, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  void set(int at, const std::string& value) { set(at, std::string_view{value}); }
  void set(int at, const char* value) { set(at, std::string_view{value}); }

  BareDatabase& database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// What a case did in its time.
struct BareRun {
  std::int64_t times = 0;
  double seconds = 0;
  double best = 0;  ///< seconds of the quickest of them
  double cpu = 0;   ///< seconds of a processor, of all of them
};

/// Does `one(n)` for n = 0, 1, … until the time is over or it returns false.
template <class One>
BareRun repeat(double seconds, One one) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  const std::clock_t cpu_begun = std::clock();
  BareRun run;
  do {
    if (!one(run.times)) break;
    ++run.times;
    const double all = std::chrono::duration<double>(Clock::now() - begun).count();
    if (run.times == 1 || all - run.seconds < run.best) run.best = all - run.seconds;
    run.seconds = all;
  } while (run.seconds < seconds);
  run.cpu = static_cast<double>(std::clock() - cpu_begun) / CLOCKS_PER_SEC;
  return run;
}

// The cases of the benchmark, each over the same rows as the server's answer.
[[nodiscard]] BareRun read_plans_page(BareDatabase& database, double seconds);
[[nodiscard]] BareRun read_application(BareDatabase& database, double seconds);
[[nodiscard]] BareRun read_totals(BareDatabase& database, double seconds);
[[nodiscard]] BareRun read_all_plans(BareDatabase& database, double seconds);
/// One commit for each application of eight lines.
[[nodiscard]] BareRun submit_applications(BareDatabase& database, double seconds);
/// One commit for each decision on what submit_applications left; ends early when nothing is left.
[[nodiscard]] BareRun decide_applications(BareDatabase& database, double seconds);

// Those over the data set of five years (years_sql.hpp).
/// The first page of those due to exit, and the totals.
[[nodiscard]] BareRun read_exit_candidates(BareDatabase& database, double seconds);
/// All of them exit, in one commit. Only the first time finds any: it is done once.
[[nodiscard]] BareRun run_exit(BareDatabase& database, double seconds);
/// What the page of rates shows of the province.
[[nodiscard]] BareRun read_rates(BareDatabase& database, double seconds);
/// The plans of 2026 as a platform's export would have them, with some differences: 100,000 lines, printed.
[[nodiscard]] BareRun print_platform_table(BareDatabase& database, double seconds);
/// Those lines, read from standard input, beside the plans of their year; once.
[[nodiscard]] BareRun compare_platform_table(BareDatabase& database, double seconds);
/// The plans of 2026 into a book by libxlsxwriter alone; only the writing counts.
[[nodiscard]] BareRun write_book(BareDatabase& database, double seconds);

}  // namespace kaoji::bench
