#include "adapters/sheets_xlsx/xlsx_books.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <array>
#include <ctime>
#include <utility>
#include <vector>

#include "adapters/sheets_xlsx/nameless_file.hpp"
#include "base/calculated_text.hpp"
#include "base/check.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr std::size_t kKinds = 7;
constexpr std::size_t kLongestText = 32'767;
/// When every book says that it was made: 2000-01-01.
constexpr std::time_t kMadeAt = 946'684'800;
constexpr std::chrono::sys_days kSerialZero{std::chrono::year(1899) / std::chrono::December / 30};

void must(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  throw ports::SheetUnavailable(fmt::format("writing a sheet: {}", lxw_strerror(error)));
}

/// As it may stand in a cell: quoted where a spreadsheet would calculate it, without NUL, and not too long.
std::string cell_text(std::string_view text) {
  std::string cell;
  cell.reserve(text.size() + 1);
  if (base::would_calculate(text)) cell += '\'';
  std::size_t characters = cell.size();
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++characters > kLongestText) break;
    if (c == '\0') {
      cell += "\xEF\xBF\xBD";
    } else {
      cell += c;
    }
  }
  return cell;
}

double serial(std::chrono::sys_days day) {
  return static_cast<double>((day - kSerialZero).count());
}

double serial(const base::Zone& zone, base::Instant at) {
  const auto local = std::chrono::floor<std::chrono::seconds>(at + zone.offset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return serial(day) + static_cast<double>((local - day).count()) / 86'400.0;
}

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
    static constexpr std::array<const char*, kKinds> formats{"@",     "#,##0",   "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm",
                                                             "0.00%", "#,##0.00"};
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      formats_[kind] = format();
      format_set_num_format(formats_[kind], formats[kind]);
    }
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

  void begin(std::string_view name, std::span<const ports::SheetColumn> columns) override {
    name_ = name;
    columns_.assign(columns.begin(), columns.end());
    begin_part(1);
  }

  void row(std::span<const ports::SheetCell> cells) override {
    base::check(cells.size() == columns_.size(), "a row of a sheet has a cell for each column");
    if (rows_ == limits_.rows_a_sheet) begin_part(part_ + 1);
    ++rows_;
    for (std::size_t i = 0; i < cells.size(); ++i) put(static_cast<lxw_col_t>(i), cells[i], columns_[i].kind);
  }

  std::unique_ptr<ports::SheetBytes> finish() override {
    must(workbook_close(std::exchange(book_, nullptr)));
    return std::move(file_);
  }

 private:
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
      must(worksheet_set_column(sheet_, at, at, columns_[i].width,
                                formats_[static_cast<std::size_t>(columns_[i].kind)]));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t i = 0; i < columns_.size(); ++i)
      must(worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), cell_text(columns_[i].head).c_str(), head_));
  }

  void put(lxw_col_t column, const ports::SheetCell& cell, ports::SheetKind kind) {
    const auto line = static_cast<lxw_row_t>(rows_);
    lxw_format* const format = formats_[static_cast<std::size_t>(kind)];
    const auto number = [&](double value) { must(worksheet_write_number(sheet_, line, column, value, format)); };
    const auto text = [&](std::string_view words) {
      if (!words.empty()) must(worksheet_write_string(sheet_, line, column, cell_text(words).c_str(), format));
    };
    if (const auto* words = std::get_if<std::string_view>(&cell)) return text(*words);
    if (const auto* count = std::get_if<std::int64_t>(&cell))
      return number(static_cast<double>(*count) / (kind == ports::SheetKind::money ? 100.0 : 1.0));
    if (const auto* day = std::get_if<base::Date>(&cell)) {
      if (day->ok() && *day != base::Date{}) number(serial(std::chrono::sys_days(*day)));
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
  std::array<lxw_format*, kKinds> formats_{};
  lxw_format* head_ = nullptr;
  std::string name_;
  std::vector<ports::SheetColumn> columns_;
  int part_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

XlsxBooks::XlsxBooks(BookLimits limits) : limits_(std::move(limits)) {}

std::unique_ptr<ports::SheetWriter> XlsxBooks::book(const base::Zone& zone) const {
  return std::make_unique<XlsxWriter>(limits_, zone);
}

}  // namespace kaoji::sheets_xlsx
