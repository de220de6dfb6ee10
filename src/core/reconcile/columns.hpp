#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaoji::core {

/// What a column of the platform's export can say of a plan.
enum class PlatformField { institution_code, institution_name, certificate, level, year, headcount };
inline constexpr std::size_t kPlatformFieldCount = 6;

/// `institution-code`, `institution-name`, `certificate`, `level`, `year`, `headcount`.
[[nodiscard]] std::string_view to_text(PlatformField field);
[[nodiscard]] std::optional<PlatformField> parse_platform_field(std::string_view text);

/// In which column of a file each field stands, from 0; nothing: in none.
class ColumnMap {
 public:
  [[nodiscard]] std::optional<std::size_t> column(PlatformField field) const {
    return columns_[static_cast<std::size_t>(field)];
  }
  void put(PlatformField field, std::size_t column) { columns_[static_cast<std::size_t>(field)] = column; }

  friend bool operator==(const ColumnMap&, const ColumnMap&) = default;

 private:
  std::array<std::optional<std::size_t>, kPlatformFieldCount> columns_;
};

/// `certificate=2 headcount=5`: a map as one line to be kept, in the order of the fields.
[[nodiscard]] std::string to_text(const ColumnMap& map);
/// The map of that line; fields that are not understood are left out.
[[nodiscard]] ColumnMap parse_column_map(std::string_view line);

using CellRow = std::vector<std::string>;

/// Which of the first rows holds the headings: the one that most fields are known by, the first one when none is.
[[nodiscard]] std::size_t heading_row(const std::vector<CellRow>& first_rows);
/// The columns that their headings name; the first column of several.
[[nodiscard]] ColumnMap guess_columns(const CellRow& headings);
/// By which a later file with the same headings is known.
[[nodiscard]] std::string heading_key(const CellRow& headings);

/// Why rows cannot be read by a map (closed list).
enum class MapTrouble {
  no_institution,  ///< neither its code nor its name
  no_certificate,
  no_headcount,
  no_year,        ///< neither a column nor one year for all rows
  column_missing  ///< the file has no such column
};
/// `year`: the plan year of all rows, if they have no column for it.
[[nodiscard]] std::optional<MapTrouble> trouble_of(const ColumnMap& map, std::optional<int> year, std::size_t columns);

}  // namespace kaoji::core
