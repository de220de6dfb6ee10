#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/platform_source.hpp"

namespace kaoji::usecases {

/// What a look at an uploaded table found: where its headings are, and its first lines below them.
struct TableStart {
  std::string encoding;
  int heading_line = 1;
  std::int64_t lines = 0;                  ///< filled lines below the headings
  std::vector<core::CellRow> first_lines;  ///< the headings first
};

/// Reads the whole table once, so that what cannot be understood is said at once. Outside any transaction.
[[nodiscard]] base::Result<TableStart, ports::TableTrouble> look_at_table(const PlatformSource& source,
                                                                          std::string_view bytes);

/// May the actor upload at all? A refusal leaves its audit row.
[[nodiscard]] Outcome<Done> expect_reconciliation(ports::Transaction& tx, const Context& context);

/// A file that lies in the FileStore already.
struct UploadedTable {
  std::string name;
  std::string digest;
  std::int64_t bytes = 0;
  TableStart start;
};

/// Keeps the upload on record. Its columns are those that a file with the same headings was last compared by, else
/// those that the headings name.
[[nodiscard]] Outcome<ports::Reconciliation> keep_reconciliation(ports::Transaction& tx, const Context& context,
                                                                 const UploadedTable& table);

}  // namespace kaoji::usecases
