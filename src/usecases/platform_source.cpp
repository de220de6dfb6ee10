#include "usecases/platform_source.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kaoji::usecases {

namespace {

/// As much as the platform's export of the whole province needs; a table of text may have twice the lines.
constexpr ports::SheetLimits kExportLimits{std::size_t{20} << 20, std::size_t{200} << 20, 100'100, 2'000'000,
                                           std::chrono::seconds{20}};
constexpr int kMostColumns = 100;
constexpr std::size_t kLongestCell = 2'000;

ports::TableTrouble refused(const ports::SheetReading& reading) {
  ports::TableTrouble trouble{0, 0, reading.zh, reading.en};
  if (!reading.place.empty()) {
    trouble.zh = fmt::format("{}：{}", reading.place, reading.zh);
    trouble.en = fmt::format("{}: {}", reading.place, reading.en);
  }
  return trouble;
}

std::optional<ports::TableTrouble> trouble_of(const ports::ReadCell& cell) {
  if (cell.column > kMostColumns) {
    return ports::TableTrouble{cell.row, cell.column, fmt::format("超过 {} 列，请只保留需要的列。", kMostColumns),
                               fmt::format("More than {} columns; keep those that are needed.", kMostColumns)};
  }
  if (cell.text.size() > kLongestCell) {
    return ports::TableTrouble{cell.row, cell.column, fmt::format("内容超过 {} 字节，请核对。", kLongestCell),
                               fmt::format("The cell has more than {} bytes; check it.", kLongestCell)};
  }
  return std::nullopt;
}

/// The first sheet with something in it; null: there is none.
const ports::ReadSheet* first_filled(const std::vector<ports::ReadSheet>& sheets) {
  const auto found = std::ranges::find_if(sheets, [](const ports::ReadSheet& sheet) { return !sheet.cells.empty(); });
  return found == sheets.end() ? nullptr : &*found;
}

}  // namespace

bool is_book(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

base::Result<ports::TableFacts, ports::TableTrouble> read_export(const PlatformSource& source, std::string_view bytes,
                                                                 const ports::PlatformTables::Row& row) {
  if (!is_book(bytes)) return source.tables.read(bytes, row);
  const ports::SheetReading reading = source.sheets.read(bytes, kExportLimits);
  if (reading.refusal != ports::SheetRefusal::none) return refused(reading);
  const ports::TableFacts facts{"XLSX"};
  const ports::ReadSheet* const sheet = first_filled(reading.sheets);
  if (sheet == nullptr) return facts;
  std::vector<std::string> cells;
  for (auto cell = sheet->cells.begin(); cell != sheet->cells.end(); ++cell) {
    if (auto trouble = trouble_of(*cell)) return *std::move(trouble);
    cells.resize(static_cast<std::size_t>(cell->column));
    cells.back() = cell->text;
    const auto next = std::next(cell);
    if (next != sheet->cells.end() && next->row == cell->row) continue;
    if (!row(cell->row, cells)) return facts;
    cells.clear();
  }
  return facts;
}

}  // namespace kaoji::usecases
