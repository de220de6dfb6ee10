#include "usecases/import_annex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "usecases/typed_text.hpp"

namespace kaoji::usecases {

namespace {

using ports::ReadCell;
using ports::ReadSheet;

constexpr int kAnnexHeadRows = 30;
constexpr std::string_view kNotUnderstood = "cell-invalid";

/// What a column of an annex says.
enum class Column { serial, certificate, level, figure, headcount, reason, year };

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [text](std::string_view word) { return has(text, word); });
}

/// The meaning of a head, blanks taken out; nothing for another text.
std::optional<Column> column_of(std::string_view head) {
  if (head == "序号" || head == "编号") return Column::serial;
  if (has_any(head, {"调增前", "调增后", "调减前", "调减后"})) return Column::figure;
  if (has_any(head, {"理由", "原因"})) return Column::reason;
  if (has(head, "级别") || head.ends_with("等级")) return Column::level;
  if (has_any(head, {"年度", "年份"})) return Column::year;
  if (has(head, "证书")) return Column::certificate;
  if (has_any(head, {"人数", "净增加", "净减少", "计划数"})) return Column::headcount;
  return std::nullopt;
}

std::optional<core::ApplicationKind> kind_of(std::string_view text) {
  if (has_any(text, {"新增申报", "新开展"})) return core::ApplicationKind::new_plans;
  if (has(text, "调增")) return core::ApplicationKind::increase;
  if (has(text, "调减")) return core::ApplicationKind::decrease;
  return std::nullopt;
}

std::optional<core::Level> level_of(std::string_view typed) {
  const std::string text = without_blanks(typed);
  for (const core::Level level : {core::Level::junior, core::Level::intermediate, core::Level::senior}) {
    const std::string_view word = core::to_text(level);
    if (text == word || (!text.empty() && word.starts_with(text) && text.size() == word.size() / 2)) return level;
  }
  return std::nullopt;
}

/// What stands behind the last colon.
std::string behind_colon(const std::string& text) {
  constexpr std::string_view wide = "：";
  const std::size_t narrow_at = text.rfind(':');
  const std::size_t wide_at = text.rfind(wide);
  if (wide_at != std::string::npos && (narrow_at == std::string::npos || wide_at > narrow_at))
    return trimmed_text(text.substr(wide_at + wide.size()));
  return narrow_at == std::string::npos ? std::string() : trimmed_text(text.substr(narrow_at + 1));
}

using Cells = std::map<int, const ReadCell*>;

/// The rows of a sheet, and what their merged cells hold.
class Grid {
 public:
  explicit Grid(const ReadSheet& sheet) : sheet_(sheet) {
    for (const ReadCell& cell : sheet.cells) rows_[cell.row].emplace(cell.column, &cell);
  }

  [[nodiscard]] const std::map<int, Cells>& rows() const { return rows_; }
  [[nodiscard]] const ReadCell* cell(int row, int column) const {
    const auto cells = rows_.find(row);
    if (cells == rows_.end()) return nullptr;
    const auto found = cells->second.find(column);
    return found == cells->second.end() ? nullptr : found->second;
  }
  /// The cell whose content is shown here because it is merged with cells below it; null when there is none.
  [[nodiscard]] const ReadCell* merged_above(int row, int column) const {
    for (const ports::MergedCells& merged : sheet_.merged) {
      const bool inside =
          row > merged.row && row <= merged.last_row && column >= merged.column && column <= merged.last_column;
      if (inside) return cell(merged.row, merged.column);
    }
    return nullptr;
  }

 private:
  const ReadSheet& sheet_;
  std::map<int, Cells> rows_;
};

/// The heads of one block: at which column each stands.
using Block = std::map<Column, int>;

class SheetReading {
 public:
  SheetReading(const ReadSheet& sheet, const AnnexReading& reading) : grid_(sheet), reading_(reading) {
    annex_.sheet = sheet.name;
  }

  /// False: this sheet is no annex.
  bool read() {
    if (!find_head()) return false;
    read_above();
    bool in_table = true;
    for (const auto& [row, cells] : grid_.rows()) {
      if (row <= head_row_) continue;
      const std::string words = text_of(cells);
      if (has_any(words, {"联系人", "签字", "申报编号"})) {
        in_table = false;
        if (has(words, "联系人")) read_contact(row, cells);
      } else if (in_table && !is_total(cells)) {
        read_row(row, cells);
      }
    }
    return true;
  }

  [[nodiscard]] FilledAnnex take() { return std::move(annex_); }

 private:
  static std::string text_of(const Cells& cells) {
    std::string words;
    for (const auto& [column, cell] : cells) words += without_blanks(cell->text);
    return words;
  }

  static bool is_total(const Cells& cells) {
    const std::string first = without_blanks(cells.begin()->second->text);
    return std::ranges::any_of(std::array{"合计", "总计", "小计"},
                               [&](const char* word) { return first.starts_with(word); });
  }

  void wrong(int row, int column, std::string zh, std::string en) {
    annex_.problems.push_back({annex_.sheet, row, column, std::string(kNotUnderstood), std::move(zh), std::move(en)});
  }

  bool find_head();
  void read_above();
  void read_contact(int row, const Cells& cells);
  void read_row(int row, const Cells& cells);
  std::optional<AnnexLine> line_of(int row, const Block& block, std::string& name);
  void take_certificate(int row, int column, AnnexLine& line, std::string& name);
  void take_level(int row, int column, AnnexLine& line);
  void take_headcount(int row, int column, AnnexLine& line);
  void take_year(int row, int column, AnnexLine& line);
  std::string typed(int row, int column);
  void leave_strangers(int row, const Cells& cells);

  Grid grid_;
  const AnnexReading& reading_;
  FilledAnnex annex_;
  std::vector<Block> blocks_;
  std::set<int> headed_;            ///< columns whose heads are understood
  std::vector<std::string> names_;  ///< that stood last in each block
  int head_row_ = 0;
};

bool SheetReading::find_head() {
  for (const auto& [row, cells] : grid_.rows()) {
    if (row > kAnnexHeadRows) break;
    std::vector<Block> blocks;
    std::set<int> headed;
    for (const auto& [column, cell] : cells) {
      const auto meaning = column_of(without_blanks(cell->text));
      if (!meaning) continue;
      headed.insert(column);
      // Annex 1 has two blocks side by side; the second begins with its serial number, or with its certificate.
      const bool begins = *meaning == Column::serial || *meaning == Column::certificate;
      if (blocks.empty() || (begins && blocks.back().contains(Column::certificate))) blocks.emplace_back();
      blocks.back().emplace(*meaning, column);
    }
    std::erase_if(blocks, [](const Block& block) {
      return !block.contains(Column::certificate) || !block.contains(Column::headcount);
    });
    if (blocks.empty()) continue;
    blocks_ = std::move(blocks);
    headed_ = std::move(headed);
    names_.resize(blocks_.size());
    head_row_ = row;
    return true;
  }
  return false;
}

/// The title says which annex it is, else the heads, else the sheet's name; the institution that is named is ours.
void SheetReading::read_above() {
  std::string heads;
  for (const auto& [row, cells] : grid_.rows()) {
    if (row > head_row_) break;
    const std::string words = text_of(cells);
    if (row == head_row_) heads = words;
    if (row < head_row_ && !annex_.kind) annex_.kind = kind_of(words);
    if (row == head_row_ || !has(words, "院校名称")) continue;
    const auto& [column, cell] = *cells.begin();
    std::string named = without_blanks(behind_colon(cell->text));
    if (const std::size_t seal = named.find("(加盖"); seal != std::string::npos) named.resize(seal);
    std::erase(named, '_');
    const bool ours = std::ranges::any_of(reading_.institution_names,
                                          [&](const std::string& name) { return without_blanks(name) == named; });
    if (!named.empty() && !ours) {
      wrong(row, column, fmt::format("表中的院校“{}”不是本校", named),
            fmt::format("“{}” is not your institution", named));
    }
  }
  if (!annex_.kind) annex_.kind = kind_of(heads);
  if (!annex_.kind) annex_.kind = kind_of(without_blanks(annex_.sheet));
}

/// 联系人姓名及联系电话：张三 0371-…, in one cell or in the next one.
void SheetReading::read_contact(int row, const Cells& cells) {
  if (annex_.contact_row != 0) return;
  std::string value;
  int column = 0;
  for (const auto& [at, cell] : cells) {
    if (column == 0 && has(cell->text, "联系人")) {
      column = at;
      value = behind_colon(cell->text);
    } else if (column != 0 && value.empty()) {
      column = at;
      value = typed_in_cell(cell->text);
    }
  }
  std::erase(value, '_');
  value = trimmed_text(value);
  if (value.empty()) return;
  const std::size_t digit = std::min(value.find_first_of("0123456789+(（"), value.size());
  annex_.contact_row = row;
  annex_.contact_name = {trimmed_text(value.substr(0, digit)), column};
  annex_.contact_phone = {trimmed_text(value.substr(digit)), column};
}

/// What is typed in a cell, or in those above it that it is merged with; a formula that failed is told, and counts as
/// nothing.
std::string SheetReading::typed(int row, int column) {
  if (column == 0) return {};
  const ReadCell* cell = grid_.cell(row, column);
  if (cell == nullptr) cell = grid_.merged_above(row, column);
  if (cell == nullptr) return {};
  if (cell->kind == ports::ReadKind::failed) {
    wrong(row, column, fmt::format("公式出错（{}），请填写数值", cell->text),
          fmt::format("The formula failed ({}); type the value", cell->text));
    return {};
  }
  return typed_in_cell(cell->text);
}

void SheetReading::read_row(int row, const Cells& cells) {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    auto line = line_of(row, blocks_[i], names_[i]);
    if (!line) continue;
    if (annex_.lines.size() == reading_.most_lines) {
      wrong(row, 0, fmt::format("超过 {} 行，此行起未导入", reading_.most_lines),
            fmt::format("More than {} lines; from here on nothing was read", reading_.most_lines));
      return;
    }
    annex_.lines.push_back(*std::move(line));
  }
  leave_strangers(row, cells);
}

std::optional<AnnexLine> SheetReading::line_of(int row, const Block& block, std::string& name) {
  const auto column = [&block](Column wanted) {
    const auto found = block.find(wanted);
    return found == block.end() ? 0 : found->second;
  };
  const auto empty = [&](Column wanted) {
    const ReadCell* const cell = column(wanted) == 0 ? nullptr : grid_.cell(row, column(wanted));
    return cell == nullptr || typed_in_cell(cell->text).empty();
  };
  const bool nothing_behind = empty(Column::level) && empty(Column::headcount) && empty(Column::reason);
  if (nothing_behind && empty(Column::certificate)) return std::nullopt;
  const ReadCell* const named = grid_.cell(row, column(Column::certificate));
  // （可加行）, （以下空白）: words of the form, not of a line.
  if (nothing_behind && without_blanks(named->text).starts_with('(')) return std::nullopt;
  AnnexLine line;
  line.row = row;
  take_certificate(row, column(Column::certificate), line, name);
  take_level(row, column(Column::level), line);
  take_headcount(row, column(Column::headcount), line);
  line.reason = {typed(row, column(Column::reason)), column(Column::reason)};
  take_year(row, column(Column::year), line);
  return line;
}

/// A name that stands once where cells are merged, or where those below were left empty, holds for the lines below it.
void SheetReading::take_certificate(int row, int column, AnnexLine& line, std::string& name) {
  std::string text = grid_.cell(row, column) == nullptr ? std::string() : typed(row, column);
  if (text.empty()) {
    text = name;
  } else {
    const auto found = reading_.certificates.certificate(text);
    if (found.id.some()) {
      text = reading_.certificates.certificate_name(found.id);
    } else {
      wrong(row, column, fmt::format("证书目录中没有“{}”", text), fmt::format("“{}” is not in the catalogue", text));
    }
    name = text;
  }
  if (text.empty()) wrong(row, column, "缺少证书名称", "The certificate is missing");
  line.certificate = {std::move(text), column};
}

void SheetReading::take_level(int row, int column, AnnexLine& line) {
  std::string text = typed(row, column);
  if (const auto level = level_of(text)) {
    text = core::to_text(*level);
  } else if (!text.empty()) {
    wrong(row, column, fmt::format("“{}”不是初级、中级或高级", text),
          fmt::format("“{}” is not 初级, 中级 or 高级", text));
  }
  line.level = {std::move(text), column};
}

void SheetReading::take_headcount(int row, int column, AnnexLine& line) {
  if (grid_.cell(row, column) == nullptr && grid_.merged_above(row, column) != nullptr) {
    wrong(row, column, "人数单元格是合并的，请逐行填写", "The headcount's cells are merged; give one for each line");
    return;
  }
  const std::string text = typed(row, column);
  line.headcount = typed_count(text);
  if (line.headcount || text.empty()) return;
  wrong(row, column, fmt::format("“{}”不是人数", text), fmt::format("“{}” is not a number of persons", text));
}

void SheetReading::take_year(int row, int column, AnnexLine& line) {
  std::string text = without_blanks(typed(row, column));
  if (text.empty()) return;
  const std::string digits = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
  const auto year = whole_number(digits);
  constexpr std::int64_t first = 2000;
  constexpr std::int64_t last = 2999;
  if (year && *year >= first && *year <= last) {
    line.year = static_cast<int>(*year);
  } else {
    wrong(row, column, fmt::format("“{}”不是年度", text), fmt::format("“{}” is not a year", text));
  }
}

/// Whatever stands in a column without a head that is understood has no place in a line.
void SheetReading::leave_strangers(int row, const Cells& cells) {
  for (const auto& [column, cell] : cells) {
    const std::string text = typed_in_cell(cell->text);
    if (headed_.contains(column) || text.empty()) continue;
    wrong(row, column, fmt::format("此列没有可识别的表头，未导入“{}”", text),
          fmt::format("The column has no head that is understood; “{}” was not read", text));
  }
}

}  // namespace

std::optional<FilledAnnex> read_annex(const std::vector<ReadSheet>& sheets, const AnnexReading& reading) {
  std::optional<FilledAnnex> chosen;
  for (const ReadSheet& sheet : sheets) {
    SheetReading one(sheet, reading);
    if (!one.read()) continue;
    FilledAnnex annex = one.take();
    if (!chosen || chosen->lines.empty()) {
      chosen = std::move(annex);
    } else if (!annex.lines.empty()) {
      chosen->problems.push_back({annex.sheet, 0, 0, std::string(kNotUnderstood),
                                  "一次只导入一张表，此表未导入，请另行导入",
                                  "One sheet is read at a time; this one was not. Import it by itself"});
    }
  }
  return chosen;
}

}  // namespace kaoji::usecases
