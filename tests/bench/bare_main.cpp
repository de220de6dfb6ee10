// What plain SQLite takes for the rows of a case: kaoji_bench_bare CASE DATABASE SECONDS. Prints how often it did it,
// in how many seconds, in how many the quickest time, and the most memory that it took, in KiB.
#include <fmt/format.h>
#include <sys/resource.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "bench/bare_database.hpp"

namespace {

using kaoji::bench::BareDatabase;
using kaoji::bench::BareRun;

struct Case {
  std::string_view name;
  BareRun (*run)(BareDatabase&, double);
};

constexpr std::array kCases{
    Case{"A", kaoji::bench::read_plans_page},
    Case{"B", kaoji::bench::read_application},
    Case{"C", kaoji::bench::submit_applications},
    Case{"D", kaoji::bench::decide_applications},
    Case{"E", kaoji::bench::read_totals},
    Case{"F", kaoji::bench::read_all_plans},
    Case{"candidates", kaoji::bench::read_exit_candidates},
    Case{"exit", kaoji::bench::run_exit},
    Case{"rates", kaoji::bench::read_rates},
    Case{"table", kaoji::bench::print_platform_table},
    Case{"reconcile", kaoji::bench::compare_platform_table},
    Case{"book", kaoji::bench::write_book},
};

std::int64_t most_memory() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "Usage: kaoji_bench_bare CASE DATABASE SECONDS\n");
    return 2;
  }
  try {
    for (const Case& each : kCases) {
      if (each.name != argv[1]) continue;
      BareDatabase database(argv[2]);
      const BareRun run = each.run(database, std::atof(argv[3]));
      // A case that prints its rows says nothing of itself.
      if (run.times > 0) {
        fmt::print("{} {:.6f} {:.6f} {:.6f} {}\n", run.times, run.seconds, run.best,
                   run.cpu / static_cast<double>(run.times), most_memory());
      }
      return 0;
    }
    fmt::print(stderr, "no case {}\n", argv[1]);
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
