#include "adapters/sheets_xlsx/xlsx_books.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/sheets_xlsx/cell_text.hpp"
#include "adapters/sheets_xlsx/cells_to_fill.hpp"
#include "adapters/sheets_xlsx/nameless_file.hpp"
#include "base/check.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr std::size_t kKinds = 7;
/// When every book says that it was made: 2000-01-01.
constexpr std::time_t kMadeAt = 946'684'800;
constexpr int kMostHeadcount = 99'999;
constexpr std::uint8_t kA4 = 9;

/// Two decimals of a percentage, half up, as they are printed everywhere.
double share(const ports::Ratio& ratio) {
  const std::int64_t parts = (ratio.numerator * 20'000 / ratio.denominator + 1) / 2;
  return static_cast<double>(parts) / 10'000.0;
}

class XlsxWriter : public ports::SheetWriter {
 public:
  XlsxWriter(const BookLimits& limits, base::Zone zone)
      : limits_(limits), zone_(std::move(zone)), file_(std::make_unique<NamelessFile>(limits.folder)) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = limits_.folder.data();
    options.use_zip64 = LXW_FALSE;
    book_ = workbook_new_opt(file_->path().c_str(), &options);
    if (book_ == nullptr) throw ports::SheetUnavailable("no book could be made");
    // Otherwise the library would write the time of day into the file: equal lists are to be equal books.
    lxw_doc_properties properties{};
    properties.created = kMadeAt;
    must(workbook_set_properties(book_, &properties));
    formats_ = formats(false);
    head_ = format();
    format_set_bold(head_);
    format_set_bg_color(head_, 0xE8EDF3);
    format_set_bottom(head_, LXW_BORDER_THIN);
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;
  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void begin(std::string_view name, std::span<const ports::SheetColumn> columns, base::Language language) override {
    end_filling();
    name_ = name;
    columns_.assign(columns.begin(), columns.end());
    language_ = language;
    begin_part(1);
  }

  void begin_to_fill(std::string_view name, std::span<const ports::SheetColumn> columns, ports::SheetFilling filling,
                     base::Language language) override {
    begin(name, columns, language);
    if (open_formats_[0] == nullptr) open_formats_ = formats(true);
    filling_ = std::move(filling);
  }

  void row(std::span<const ports::SheetCell> cells) override {
    base::check(cells.size() == columns_.size(), "a row of a sheet has a cell for each column");
    if (rows_ == limits_.rows_a_sheet) begin_part(part_ + 1);
    ++rows_;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool open = filling_ && i >= filling_->given;
      put(static_cast<lxw_col_t>(i), cells[i], columns_[i].kind, open);
    }
  }

  std::unique_ptr<ports::SheetBytes> finish() override {
    end_filling();
    must(workbook_close(std::exchange(book_, nullptr)));
    return std::move(file_);
  }

 private:
  using Formats = std::array<lxw_format*, kKinds>;

  Formats formats(bool open) {
    static constexpr std::array<const char*, kKinds> texts{"@",     "#,##0",   "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm",
                                                           "0.00%", "#,##0.00"};
    Formats made{};
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      made[kind] = format();
      format_set_num_format(made[kind], texts[kind]);
      if (!open) continue;
      format_set_unlocked(made[kind]);
      format_set_bg_color(made[kind], 0xFFFDF0);
      format_set_border(made[kind], LXW_BORDER_HAIR);
    }
    return made;
  }

  lxw_format* format() {
    lxw_format* const made = workbook_add_format(book_);
    if (made == nullptr) throw ports::SheetUnavailable("no format could be made");
    return made;
  }

  void begin_part(int part) {
    part_ = part;
    rows_ = 0;
    const std::string name = part == 1 ? name_ : fmt::format("{} {}", name_, part);
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    base::check(sheet_ != nullptr, "a sheet's name is one that XLSX takes");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      must(worksheet_set_column(sheet_, at, at, width_of(columns_[i]),
                                formats_[static_cast<std::size_t>(columns_[i].kind)]));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, kA4);
    worksheet_fit_to_pages(sheet_, 1, 0);
    must(worksheet_repeat_rows(sheet_, 0, 0));
    for (std::size_t i = 0; i < columns_.size(); ++i)
      must(
          worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), cell_text(head_of(columns_[i])).c_str(), head_));
  }

  [[nodiscard]] std::string_view head_of(const ports::SheetColumn& column) const {
    return language_ == base::Language::en && !column.head_en.empty() ? column.head_en : column.head;
  }
  /// English heads are longer than the columns, which are made for Chinese ones.
  [[nodiscard]] int width_of(const ports::SheetColumn& column) const {
    if (language_ == base::Language::zh) return column.width;
    return std::max(column.width, static_cast<int>(column.head_en.size()) + 2);
  }

  /// Leaves the free rows open, says what their cells take, and locks the rest.
  void end_filling() {
    if (!filling_) return;
    const ports::SheetFilling filling = *std::exchange(filling_, std::nullopt);
    const auto written = static_cast<int>(rows_);
    const int last = written + filling.free_rows;
    for (int line = written + 1; line <= last; ++line) {
      for (std::size_t i = 0; i < columns_.size(); ++i)
        must(worksheet_write_blank(sheet_, static_cast<lxw_row_t>(line), static_cast<lxw_col_t>(i),
                                   open_formats_[static_cast<std::size_t>(columns_[i].kind)]));
    }
    lxw_worksheet* const sheet = sheet_;
    lock_sheet(sheet);
    if (last == 0) return;
    const auto area_of = [&](std::size_t column) {
      const int first = column < filling.given ? written + 1 : 1;
      const auto at = static_cast<int>(column);
      return CellArea{first, at, last, at};
    };
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (area_of(i).row <= last) take(sheet, area_of(i), columns_[i].kind);
    }
    offer(sheet, filling, area_of, last);
  }

  void take(lxw_worksheet* sheet, const CellArea& area, ports::SheetKind kind) const {
    if (kind == ports::SheetKind::number) take_counts(sheet, area, 0, kMostHeadcount, language_);
    if (kind == ports::SheetKind::money) take_money(sheet, area, language_);
    if (kind == ports::SheetKind::date) take_days(sheet, area, language_);
  }

  template <class AreaOf>
  void offer(lxw_worksheet* sheet, const ports::SheetFilling& filling, const AreaOf& area_of, int last) {
    std::vector<std::vector<std::string>> lists;
    for (const ports::SheetChoice& choice : filling.choices) lists.push_back(choice.words);
    const auto formulas = write_choices(book_, fmt::format("{} 选项", name_), lists);
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      const CellArea area = area_of(filling.choices[i].column);
      if (area.row > last) continue;
      offer_choices(sheet, area, formulas[i],
                    {{"请从下拉列表中选择", "Choose from the list"}, {"请从下拉列表中选择", "Choose from the list"}},
                    true, language_);
    }
  }

  void put(lxw_col_t column, const ports::SheetCell& cell, ports::SheetKind kind, bool open) {
    const auto line = static_cast<lxw_row_t>(rows_);
    lxw_format* const format = (open ? open_formats_ : formats_)[static_cast<std::size_t>(kind)];
    if (open && std::holds_alternative<std::monostate>(cell))
      return must(worksheet_write_blank(sheet_, line, column, format));
    const auto number = [&](double value) { must(worksheet_write_number(sheet_, line, column, value, format)); };
    const auto text = [&](std::string_view words) {
      if (!words.empty()) must(worksheet_write_string(sheet_, line, column, cell_text(words).c_str(), format));
    };
    if (const auto* words = std::get_if<std::string_view>(&cell)) return text(*words);
    if (const auto* count = std::get_if<std::int64_t>(&cell))
      return number(static_cast<double>(*count) / (kind == ports::SheetKind::money ? 100.0 : 1.0));
    if (const auto* day = std::get_if<base::Date>(&cell)) {
      if (day->ok() && *day != base::Date{}) number(serial(*day));
      return;
    }
    if (const auto* at = std::get_if<base::Instant>(&cell)) return number(serial(zone_, *at));
    if (const auto* ratio = std::get_if<ports::Ratio>(&cell))
      return ratio->denominator > 0 ? number(share(*ratio)) : text("—");
  }

  BookLimits limits_;
  base::Zone zone_;
  std::unique_ptr<NamelessFile> file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  Formats formats_{};
  Formats open_formats_{};
  lxw_format* head_ = nullptr;
  std::string name_;
  std::vector<ports::SheetColumn> columns_;
  base::Language language_ = base::Language::zh;
  std::optional<ports::SheetFilling> filling_;  ///< of the sheet begun last, while it is open
  int part_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

XlsxBooks::XlsxBooks(BookLimits limits) : limits_(std::move(limits)) {}

std::unique_ptr<ports::SheetWriter> XlsxBooks::book(const base::Zone& zone) const {
  return std::make_unique<XlsxWriter>(limits_, zone);
}

}  // namespace kaoji::sheets_xlsx
