#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kaoji::catalogue_csv {

/// One thing wrong with a CSV file, with the line on which the row begins (from 1).
struct CsvError {
  std::string file;
  int line = 0;
  std::string zh;
  std::string en;
};

using CsvErrors = std::vector<CsvError>;

/// One row below the header.
struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;
};

/// A CSV file whose first row names its columns.
class CsvTable {
 public:
  /// Reads RFC 4180: commas, quotes doubled inside quotes, LF or CRLF, UTF-8 with or without a byte order mark.
  /// Refused, every error with its line: a row with more or fewer cells than the header, a column named twice, one of
  /// `needed` that is not there, a quote where none may stand, bytes that are not UTF-8, control characters, a file
  /// beyond 8 MiB.
  [[nodiscard]] static base::Result<CsvTable, CsvErrors> parse(const std::string& file_name, std::string_view text,
                                                               const std::vector<std::string>& needed);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<CsvRow>& rows() const { return rows_; }
  [[nodiscard]] bool has(std::string_view column) const { return columns_.contains(column); }
  /// The row's cell in a column, without surrounding blanks. The column must be there.
  [[nodiscard]] std::string cell(const CsvRow& row, std::string_view column) const;

 private:
  std::string file_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<CsvRow> rows_;
};

}  // namespace kaoji::catalogue_csv
