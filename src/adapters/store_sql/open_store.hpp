#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "ports/sealing.hpp"
#include "ports/store.hpp"
#include "ports/store_counts.hpp"

namespace kaoji::store_sql {

/// How a store is opened.
struct StoreOptions {
  /// `sqlite:///folder/kaoji.db`, `sqlite::memory:` (gone with the store), or what PostgreSQL takes: `postgresql://…`.
  std::string url = "sqlite::memory:";
  std::size_t readers = 4;         ///< connections for reads; further reads wait for one
  std::size_t writers = 4;         ///< PostgreSQL: connections for writes. SQLite has one writer
  std::size_t queue_limit = 1024;  ///< writes that may wait; one more is Busy
  std::size_t batch_limit = 128;   ///< SQLite: writes that one commit makes durable
  /// Seals and marks rows; never null.
  std::shared_ptr<const ports::Sealing> sealing;
  std::shared_ptr<ports::StoreCounts> counts = std::make_shared<ports::StoreCounts>();  ///< kept up by the store
};

/// Opens the database and brings its schema up to date. Throws StoreUnavailable when that cannot be done, when another
/// process holds the file, when its schema is newer than this program, or when rows rest on a key that is not in the
/// ring; the message is Chinese and English.
///
/// Work and `done` run on threads of the store: neither may call the store again and wait for it.
[[nodiscard]] std::unique_ptr<ports::Store> open_store(const StoreOptions& options);

}  // namespace kaoji::store_sql
