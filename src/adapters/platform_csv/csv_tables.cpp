#include "adapters/platform_csv/csv_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "adapters/platform_csv/table_encoding.hpp"

namespace kaoji::platform_csv {

namespace {

char separator_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char candidate : {'\t', ';'}) {
    if (std::ranges::count(first, candidate) > std::ranges::count(first, best)) best = candidate;
  }
  return best;
}

/// Takes decoded text apart, one row at a time, always in the same row.
class CsvWalk {
 public:
  CsvWalk(std::string_view text, const TableLimits& limits)
      : rest_(text), limits_(limits), separator_(separator_of(text)) {}

  [[nodiscard]] const std::vector<std::string>& cells() const { return cells_; }
  [[nodiscard]] int line() const { return row_line_; }
  [[nodiscard]] const std::optional<ports::TableTrouble>& trouble() const { return trouble_; }

  /// Goes to the next row that has something in it; false at the end, or before what is not understood.
  bool next() {
    while (!rest_.empty()) {
      row_line_ = line_;
      if (!take_row()) return false;
      if (std::ranges::any_of(cells_, [](const std::string& cell) { return !cell.empty(); })) return true;
    }
    return false;
  }

 private:
  bool fail(std::string zh, std::string en) {
    trouble_ = ports::TableTrouble{line_, static_cast<int>(cells_.size()), std::move(zh), std::move(en)};
    return false;
  }

  bool take_row() {
    cells_.clear();
    while (true) {
      cells_.emplace_back();
      if (cells_.size() > limits_.columns) {
        return fail(
            fmt::format("一行超过 {} 列。请只保留计划数据后再上传。", limits_.columns),
            fmt::format("A line has more than {} columns. Keep only the plans and upload again.", limits_.columns));
      }
      if (!(rest_.starts_with('"') ? take_quoted() : take_bare())) return false;
      if (rest_.empty()) return true;
      const char end = rest_.front();
      rest_.remove_prefix(1);
      if (end == separator_) continue;
      if (end == '\r' && rest_.starts_with('\n')) rest_.remove_prefix(1);
      ++line_;
      return true;
    }
  }

  bool take_bare() {
    const std::string_view ends = separator_ == ',' ? ",\r\n" : separator_ == ';' ? ";\r\n" : "\t\r\n";
    const std::size_t size = std::min(rest_.find_first_of(ends), rest_.size());
    if (!append(rest_.substr(0, size))) return false;
    rest_.remove_prefix(size);
    return true;
  }

  bool take_quoted() {
    const int begun = line_;
    rest_.remove_prefix(1);
    while (true) {
      const std::size_t quote = rest_.find('"');
      if (quote == std::string_view::npos) {
        line_ = begun;
        return fail("引号没有结束。请检查这一格的引号。", "A quote does not end. Check the quotes of this cell.");
      }
      line_ += static_cast<int>(std::ranges::count(rest_.substr(0, quote), '\n'));
      if (!append(rest_.substr(0, quote))) return false;
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      if (!append("\"")) return false;
      rest_.remove_prefix(1);
    }
    const bool closed = rest_.empty() || rest_.front() == separator_ || rest_.front() == '\r' || rest_.front() == '\n';
    if (closed) return true;
    return fail("引号之后只能是分隔符或行尾。",
                "After a closing quote only a separator or the end of the line may follow.");
  }

  bool append(std::string_view text) {
    std::string& cell = cells_.back();
    if (text.find('\0') != std::string_view::npos) {
      return fail("含有空字符，不是表格文本。", "There is a NUL character: this is no table of text.");
    }
    if (cell.size() + text.size() > limits_.cell_bytes) {
      return fail("一格的文字过长。", "The text of a cell is too long.");
    }
    cell += text;
    return true;
  }

  std::string_view rest_;
  const TableLimits& limits_;
  char separator_;
  int line_ = 1;
  int row_line_ = 1;
  std::vector<std::string> cells_;
  std::optional<ports::TableTrouble> trouble_;
};

}  // namespace

base::Result<ports::TableFacts, ports::TableTrouble> CsvTables::read(std::string_view bytes, const Row& row) const {
  const auto text = decoded(bytes);
  if (!text) return text.error();
  CsvWalk walk(text->utf8, limits_);
  int rows = 0;
  while (walk.next()) {
    if (++rows > limits_.lines) {
      return ports::TableTrouble{walk.line(), 0, fmt::format("超过 {} 行。请分成几个文件上传。", limits_.lines),
                                 fmt::format("There are more than {} lines. Upload several files.", limits_.lines)};
    }
    if (!row(walk.line(), walk.cells())) return ports::TableFacts{text->encoding};
  }
  if (walk.trouble()) return *walk.trouble();
  return ports::TableFacts{text->encoding};
}

}  // namespace kaoji::platform_csv
