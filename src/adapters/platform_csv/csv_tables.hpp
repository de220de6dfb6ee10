#pragma once

#include "ports/platform_table.hpp"

namespace kaoji::platform_csv {

/// What one file may hold.
struct TableLimits {
  int lines = 200'000;
  std::size_t columns = 100;
  std::size_t cell_bytes = 2'000;
};

/// Reads the platform's export as CSV: commas, semicolons or tabs, whichever the first line has most of; quotes doubled
/// inside quotes; any line end. In this process: it is a walk over bytes that were decoded before, within limits, and
/// holds one row at a time.
class CsvTables : public ports::PlatformTables {
 public:
  explicit CsvTables(const TableLimits& limits = {}) : limits_(limits) {}

  base::Result<ports::TableFacts, ports::TableTrouble> read(std::string_view bytes, const Row& row) const override;

 private:
  TableLimits limits_;
};

}  // namespace kaoji::platform_csv
