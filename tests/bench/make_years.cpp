// Makes the data folder of the benchmarks over five years: kaoji_bench_years FOLDER. 1,000,000 plans and 2,284,000
// entries, always the same (years_sql.hpp); a sandbox opens it and goes on with it.
#include <fmt/format.h>

#include <exception>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/store_sql/seal_rows.hpp"
#include "bench/bare_database.hpp"
#include "bench/data_set.hpp"
#include "bench/set_catalogue.hpp"
#include "bench/years_sql.hpp"
#include "cli/data_folder.hpp"

namespace kaoji::bench {

namespace {

/// The schema that the program's own migrations make, with the catalogue.
void make_store(const cli::DataFolder& folder) {
  store_sql::StoreOptions options;
  options.url = folder.database_url();
  options.sealing = system::read_key_ring(folder.key_places());
  const auto store = store_sql::open_store(options);
  store->write_and_wait([](ports::Transaction& tx) {
    put_catalogue(tx);
    for (int i = 0; i < kInstitutions; ++i) put_school(tx, i);
  });
}

/// All of it in one transaction without a journal: whoever is interrupted here makes the folder anew.
void fill(const std::string& path) {
  BareDatabase database(path);
  for (const char* pragma : {"PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA temp_store = MEMORY",
                             "PRAGMA cache_size = -1000000", "BEGIN"})
    database.run(pragma);
  for (const char* sql : years_sql()) database.run(sql);
  database.run("COMMIT");
}

/// Seals and marks what SQL has put there, as the migration did with rows of before.
void seal(const cli::DataFolder& folder, const std::string& path) {
  const auto ring = system::read_key_ring(folder.key_places());
  const auto session = store_sql::Session::open_sqlite(path, false, *ring);
  session->run("BEGIN IMMEDIATE");
  store_sql::seal_all_rows(*session);
  session->run("COMMIT");
}

}  // namespace

}  // namespace kaoji::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "Usage: kaoji_bench_years FOLDER\n");
    return 2;
  }
  try {
    const kaoji::cli::DataFolder folder(argv[1]);
    kaoji::cli::make_sandbox_folder(folder);
    kaoji::bench::make_store(folder);
    kaoji::bench::fill(folder.path() + "/kaoji.db");
    kaoji::bench::seal(folder, folder.path() + "/kaoji.db");
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
