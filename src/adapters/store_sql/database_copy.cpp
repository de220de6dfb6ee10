#include "adapters/store_sql/database_copy.hpp"

#include "adapters/store_sql/postgresql_copy.hpp"
#include "adapters/store_sql/sqlite_copy.hpp"
#include "ports/store.hpp"

namespace kaoji::store_sql {

bool is_postgresql(const std::string& url) {
  return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

CopiedDatabase copy_database(const std::string& url, const std::string& folder) {
  constexpr std::string_view kFile = "sqlite://";
  if (is_postgresql(url)) return copy_postgresql(url, folder);
  if (url.starts_with(kFile) && url.size() > kFile.size()) return copy_sqlite(url.substr(kFile.size()), folder);
  throw ports::StoreUnavailable("内存中的数据库不能备份。/ A database in memory cannot be copied.");
}

}  // namespace kaoji::store_sql
