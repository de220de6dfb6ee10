#include "adapters/store_sql/open_store.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/postgresql_store.hpp"
#include "adapters/store_sql/sqlite_store.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

std::unique_ptr<ports::Store> open_store(const StoreOptions& options) {
  base::check(options.sealing != nullptr, "a store without keys");
  constexpr std::string_view kFile = "sqlite://";
  if (options.url == "sqlite::memory:") return std::make_unique<SqliteStore>(":memory:", options);
  if (options.url.starts_with(kFile) && options.url.size() > kFile.size()) {
    return std::make_unique<SqliteStore>(options.url.substr(kFile.size()), options);
  }
  if (options.url.starts_with("postgresql://") || options.url.starts_with("postgres://")) {
    return std::make_unique<PostgresqlStore>(options);
  }
  throw ports::StoreUnavailable(
      fmt::format("不认识的数据库地址：{0}。/ Not the address of a database: {0}.", options.url));
}

}  // namespace kaoji::store_sql
