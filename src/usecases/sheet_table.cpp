#include "usecases/sheet_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "usecases/typed_text.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kHeadRows = 10;
constexpr std::string_view kInvalid = "cell-invalid";

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Year, month and day with anything of - / . 年月日 between them.
std::optional<base::Date> typed_day(std::string_view text) {
  std::array<std::string, 3> parts;
  std::size_t at = 0;
  bool between = false;
  for (const char c : without_blanks(text)) {
    if (c >= '0' && c <= '9') {
      if (between && !parts[at].empty() && ++at == parts.size()) return std::nullopt;
      between = false;
      parts[at] += c;
    } else {
      between = true;
    }
  }
  const auto year = whole_number(parts[0]);
  const auto month = whole_number(parts[1]);
  const auto day = whole_number(parts[2]);
  if (at != 2 || !year || !month || !day || *year < 2000 || *year > 2999 || *month > 12 || *day > 31)
    return std::nullopt;
  const base::Date date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(static_cast<unsigned>(*month)),
                        std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// The columns that a row of heads names.
std::map<std::string_view, int> named_columns(const std::vector<const ports::ReadCell*>& cells,
                                              std::span<const TableColumn> columns) {
  std::map<std::string_view, int> named;
  for (const ports::ReadCell* cell : cells) {
    const std::string head = without_blanks(cell->text);
    for (const TableColumn& column : columns) {
      if (head == without_blanks(column.head) || head == without_blanks(column.head_en))
        named.emplace(column.name, cell->column);
    }
  }
  return named;
}

}  // namespace

std::string place_of(const CellProblem& problem) {
  if (problem.row == 0) return problem.sheet;
  if (problem.column == 0) return fmt::format("{}!{}", problem.sheet, problem.row);
  return ports::cell_name(problem.sheet, problem.row, problem.column);
}

const ports::ReadCell* TableRow::cell(std::string_view name) const {
  const auto column = columns_.find(name);
  if (column == columns_.end()) return nullptr;
  const auto found = cells_.find(column->second);
  return found == cells_.end() ? nullptr : &found->second;
}

std::string TableRow::text(std::string_view name) const {
  const ports::ReadCell* const found = cell(name);
  if (found == nullptr) return {};
  return typed_in_cell(found->text);
}

bool TableRow::missing(std::string_view name, bool needed) {
  if (needed) wrong(name, kInvalid, "此处必须填写", "This cell must be filled in");
  return needed;
}

std::string TableRow::text(std::string_view name, std::size_t most, bool needed) {
  std::string typed = text(name);
  if (typed.empty()) missing(name, needed);
  if (characters(typed) > most)
    wrong(name, kInvalid, fmt::format("最多 {} 个字", most), fmt::format("At most {} characters", most));
  return typed;
}

std::optional<std::int64_t> TableRow::number(std::string_view name, std::int64_t least, std::int64_t most,
                                             bool needed) {
  std::string typed = without_blanks(text(name));
  std::erase(typed, ',');
  if (typed.empty()) {
    missing(name, needed);
    return std::nullopt;
  }
  const auto number = whole_number(typed);
  if (number && *number >= least && *number <= most) return number;
  wrong(name, kInvalid, fmt::format("“{}”不是 {} 至 {} 的整数", text(name), least, most),
        fmt::format("“{}” is not a whole number from {} to {}", text(name), least, most));
  return std::nullopt;
}

std::optional<std::int64_t> TableRow::hundredths(std::string_view name, bool needed) {
  std::string typed = without_blanks(text(name));
  std::erase(typed, ',');
  if (typed.empty()) {
    missing(name, needed);
    return std::nullopt;
  }
  const std::size_t point = std::min(typed.find('.'), typed.size());
  std::string decimals = point < typed.size() ? typed.substr(point + 1) : std::string();
  const bool written = decimals.size() <= 2;
  decimals.resize(2, '0');
  const auto yuan = whole_number(std::string_view(typed).substr(0, point));
  const auto fen = whole_number(decimals);
  constexpr std::int64_t most = 99'999;
  if (written && yuan && fen && *yuan >= 0 && *fen >= 0 && *yuan <= most && *yuan * 100 + *fen > 0)
    return *yuan * 100 + *fen;
  wrong(name, kInvalid, fmt::format("“{}”不是金额（元，最多两位小数）", text(name)),
        fmt::format("“{}” is not an amount in yuan with at most two decimals", text(name)));
  return std::nullopt;
}

std::optional<base::Date> TableRow::day(std::string_view name, bool needed) {
  const ports::ReadCell* const found = cell(name);
  if (found == nullptr || text(name).empty()) {
    missing(name, needed);
    return std::nullopt;
  }
  const std::string typed = text(name);
  const auto day = found->kind == ports::ReadKind::date ? base::parse_date(typed.substr(0, 10)) : typed_day(typed);
  if (!day) {
    wrong(name, kInvalid, fmt::format("“{}”不是日期，请写成 2026-03-11", typed),
          fmt::format("“{}” is not a date; write 2026-03-11", typed));
  }
  return day;
}

void TableRow::wrong(std::string_view name, std::string_view code, std::string zh, std::string en) {
  const auto column = columns_.find(name);
  problems_.push_back(
      {sheet_, row_, column == columns_.end() ? 0 : column->second, std::string(code), std::move(zh), std::move(en)});
}

std::optional<SheetTable> read_table(const ports::ReadSheet& sheet, std::span<const TableColumn> columns) {
  std::map<int, std::vector<const ports::ReadCell*>> by_row;
  for (const ports::ReadCell& cell : sheet.cells) by_row[cell.row].push_back(&cell);
  std::map<std::string_view, int> heads;
  int head_row = 0;
  for (const auto& [row, cells] : by_row) {
    if (row > kHeadRows) break;
    auto named = named_columns(cells, columns);
    if (named.size() > heads.size()) {
      heads = std::move(named);
      head_row = row;
    }
  }
  if (heads.size() < 2) return std::nullopt;
  SheetTable table;
  for (const TableColumn& column : columns) {
    if (!column.required || heads.contains(column.name)) continue;
    table.problems.push_back({sheet.name, head_row, 1, std::string(kInvalid), fmt::format("缺少“{}”列", column.head),
                              fmt::format("The column “{}” is missing", column.head)});
  }
  for (const auto& [row, cells] : by_row) {
    if (row <= head_row) continue;
    TableRow& added = table.rows.emplace_back(sheet, row, heads);
    for (const ports::ReadCell* cell : cells) added.add(*cell);
  }
  return table;
}

}  // namespace kaoji::usecases
