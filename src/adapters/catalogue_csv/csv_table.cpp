#include "adapters/catalogue_csv/csv_table.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/check.hpp"

namespace kaoji::catalogue_csv {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{8} * 1024 * 1024;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// The length of the UTF-8 character at the front of `text`; 0 when there is none (RFC 3629: no overlong form, no
/// surrogate).
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  if (first >= 0xc2U && first <= 0xdfU) return follows(1) ? 2 : 0;
  if (first >= 0xe0U && first <= 0xefU) {
    const bool overlong = first == 0xe0U && byte(1) < 0xa0U;
    const bool surrogate = first == 0xedU && byte(1) > 0x9fU;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0U && first <= 0xf4U) {
    const bool overlong = first == 0xf0U && byte(1) < 0x90U;
    const bool beyond = first == 0xf4U && byte(1) > 0x8fU;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

/// Takes a CSV text apart, one row at a time.
class RowReader {
 public:
  explicit RowReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] int line() const { return line_; }

  /// The next row; nothing when it is malformed, then `why()` says so and the rest cannot be read.
  std::optional<CsvRow> next() {
    CsvRow row{line_, {}};
    while (true) {
      std::string cell;
      if (!(take('"') ? quoted(cell) : bare(cell))) return std::nullopt;
      row.cells.push_back(std::move(cell));
      if (take(',')) continue;
      take('\r');
      if (rest_.empty()) return row;
      if (take('\n')) {
        ++line_;
        return row;
      }
      zh_ = "引号之后只能是逗号或行尾。";
      en_ = "After a closing quote only a comma or the end of the line may follow.";
      return std::nullopt;
    }
  }

  [[nodiscard]] CsvError why(const std::string& file) const { return {file, line_, zh_, en_}; }

 private:
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool fail(std::string zh, std::string en) {
    zh_ = std::move(zh);
    en_ = std::move(en);
    return false;
  }

  bool take_character(std::string& cell) {
    const std::size_t length = character_length(rest_);
    if (length == 0) return fail("不是 UTF-8 编码。", "This is not UTF-8.");
    const auto byte = static_cast<unsigned char>(rest_.front());
    if (byte < 0x20 || byte == 0x7f) return fail("含有控制字符。", "There is a control character.");
    cell += rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }

  bool bare(std::string& cell) {
    while (!rest_.empty() && rest_.front() != ',' && rest_.front() != '\n' && rest_.substr(0, 2) != "\r\n") {
      if (rest_.front() == '"')
        return fail("未加引号的格中出现引号。", "There is a quote in a cell that is not quoted.");
      if (!take_character(cell)) return false;
    }
    return true;
  }

  bool quoted(std::string& cell) {
    while (true) {
      if (rest_.empty()) return fail("引号没有结束。", "A quote does not end.");
      if (take('"')) {
        if (!take('"')) return true;
        cell += '"';
      } else if (!take_character(cell)) {
        return false;
      }
    }
  }

  std::string_view rest_;
  int line_ = 1;
  std::string zh_;
  std::string en_;
};

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

}  // namespace

base::Result<CsvTable, CsvErrors> CsvTable::parse(const std::string& file_name, std::string_view text,
                                                  const std::vector<std::string>& needed) {
  if (text.size() > kMaxBytes) return CsvErrors{{file_name, 0, "文件超过 8 MiB。", "The file is larger than 8 MiB."}};
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  CsvTable table;
  table.file_ = file_name;
  CsvErrors errors;
  RowReader reader(text);
  const auto header = reader.next();
  if (!header) return CsvErrors{reader.why(file_name)};
  for (std::size_t i = 0; i < header->cells.size(); ++i) {
    const std::string name = trimmed(header->cells[i]);
    if (table.columns_.emplace(name, i).second) continue;
    errors.push_back(
        {file_name, 1, fmt::format("列名 {} 重复。", name), fmt::format("There are two columns {}.", name)});
  }
  for (const std::string& name : needed) {
    if (table.columns_.contains(name)) continue;
    errors.push_back({file_name, 1, fmt::format("缺少列 {}。", name), fmt::format("There is no column {}.", name)});
  }
  if (!errors.empty()) return errors;
  while (!reader.at_end()) {
    auto row = reader.next();
    if (!row) {
      errors.push_back(reader.why(file_name));
      break;
    }
    if (row->cells.size() != header->cells.size()) {
      errors.push_back({file_name, row->line,
                        fmt::format("有 {} 格，应为 {} 格。", row->cells.size(), header->cells.size()),
                        fmt::format("There are {} cells instead of {}.", row->cells.size(), header->cells.size())});
      continue;
    }
    table.rows_.push_back(std::move(*row));
  }
  if (!errors.empty()) return errors;
  return table;
}

std::string CsvTable::cell(const CsvRow& row, std::string_view column) const {
  const auto found = columns_.find(column);
  base::check(found != columns_.end(), "a column that was not asked for");
  return trimmed(row.cells[found->second]);
}

}  // namespace kaoji::catalogue_csv
