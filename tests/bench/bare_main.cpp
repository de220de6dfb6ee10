// What plain SQLite takes for the rows of a case: kaoji_bench_bare CASE DATABASE SECONDS. Prints how often it did it
// and in how many seconds.
#include <fmt/format.h>

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
    Case{"A", kaoji::bench::read_plans_page},     Case{"B", kaoji::bench::read_application},
    Case{"C", kaoji::bench::submit_applications}, Case{"D", kaoji::bench::decide_applications},
    Case{"E", kaoji::bench::read_totals},         Case{"F", kaoji::bench::read_all_plans},
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "Usage: kaoji_bench_bare A|B|C|D|E|F DATABASE SECONDS\n");
    return 2;
  }
  try {
    for (const Case& each : kCases) {
      if (each.name != argv[1]) continue;
      BareDatabase database(argv[2]);
      const BareRun run = each.run(database, std::atof(argv[3]));
      fmt::print("{} {:.6f}\n", run.times, run.seconds);
      return 0;
    }
    fmt::print(stderr, "no case {}\n", argv[1]);
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
