#include "core/reconcile/platform_row.hpp"

#include <array>

#include "base/words.hpp"
#include "core/reconcile/cell_text.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, 4> kTroubles{"empty", "no-number", "no-year", "no-level"};
constexpr std::array<std::string_view, 4> kSums{"合计", "总计", "小计", "共计"};

/// One row of a file through the eyes of a map.
class MappedCells {
 public:
  MappedCells(const ColumnMap& map, int line, const CellRow& cells) : map_(map), line_(line), cells_(cells) {}

  /// Empty when the map has no such column or the row is shorter.
  [[nodiscard]] std::string text(PlatformField field) const {
    const auto column = map_.column(field);
    return column && *column < cells_.size() ? plain_cell(cells_[*column]) : std::string();
  }
  [[nodiscard]] CellFault fault(PlatformField field, CellTrouble trouble) const {
    return {line_, field, text(field), text(field).empty() ? CellTrouble::empty : trouble};
  }

 private:
  const ColumnMap& map_;
  int line_;
  const CellRow& cells_;
};

}  // namespace

std::string_view to_text(CellTrouble trouble) {
  return kTroubles[static_cast<std::size_t>(trouble)];
}

std::optional<CellTrouble> parse_cell_trouble(std::string_view text) {
  return base::enumerator_of<CellTrouble>(kTroubles, text);
}

bool is_no_plan(const ColumnMap& map, const CellRow& cells) {
  for (const std::string& cell : cells) {
    const std::string first = name_key(plain_cell(cell));
    if (first.empty()) continue;
    for (const std::string_view sum : kSums) {
      if (first.starts_with(sum)) return true;
    }
    break;
  }
  const MappedCells row(map, 0, cells);
  for (std::size_t i = 0; i < kPlatformFieldCount; ++i) {
    if (!row.text(static_cast<PlatformField>(i)).empty()) return false;
  }
  return true;
}

base::Result<PlatformRow, CellFault> read_row(const ColumnMap& map, std::optional<int> year, int line,
                                              const CellRow& cells) {
  using Field = PlatformField;
  const MappedCells row(map, line, cells);
  PlatformRow read;
  read.line = line;
  read.institution_code = row.text(Field::institution_code);
  read.institution_name = row.text(Field::institution_name);
  if (read.institution_code.empty() && read.institution_name.empty()) {
    return row.fault(map.column(Field::institution_name) ? Field::institution_name : Field::institution_code,
                     CellTrouble::empty);
  }
  read.certificate = row.text(Field::certificate);
  if (read.certificate.empty()) return row.fault(Field::certificate, CellTrouble::empty);

  const auto level = map.column(Field::level) && !row.text(Field::level).empty()
                         ? read_level(row.text(Field::level))
                         : certificate_words(read.certificate).level;
  if (!level) return row.fault(map.column(Field::level) ? Field::level : Field::certificate, CellTrouble::no_level);
  read.level = *level;

  const auto own_year = map.column(Field::year) ? read_plan_year(row.text(Field::year)) : year;
  if (!own_year) return row.fault(Field::year, CellTrouble::no_year);
  read.year = *own_year;

  const auto headcount = read_persons(row.text(Field::headcount));
  if (!headcount) return row.fault(Field::headcount, CellTrouble::no_number);
  read.headcount = *headcount;
  return read;
}

}  // namespace kaoji::core
