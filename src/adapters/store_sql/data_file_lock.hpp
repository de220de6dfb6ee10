#pragma once

#include <string>

namespace kaoji::store_sql {

/// Keeps a second process from writing to the same database file, by a lock on a file beside it that names the holder.
class DataFileLock {
 public:
  /// Throws StoreUnavailable, with the holder's process number, when another process holds it.
  explicit DataFileLock(const std::string& database_path);
  ~DataFileLock();
  DataFileLock(const DataFileLock&) = delete;
  DataFileLock& operator=(const DataFileLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace kaoji::store_sql
