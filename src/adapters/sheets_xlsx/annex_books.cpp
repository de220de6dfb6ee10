#include "adapters/sheets_xlsx/annex_books.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <utility>

#include "adapters/sheets_xlsx/annex_sheet.hpp"
#include "adapters/sheets_xlsx/cell_text.hpp"
#include "adapters/sheets_xlsx/cells_to_fill.hpp"
#include "adapters/sheets_xlsx/nameless_file.hpp"

namespace kaoji::sheets_xlsx {

namespace {

using ports::AnnexField;
using ports::FormDocument;
using ports::FormKind;
using ports::FormLine;

/// How many lines an empty annex has room for. The notice prints 8 and says （可加行）; a locked sheet takes no further
/// ones.
constexpr int kRoom = 60;
constexpr int kMostHeadcount = 99'999;
constexpr std::string_view kChoiceSheet = "可选项";
constexpr std::string_view kBlankDay = "____年__月__日";

std::string day_words(const std::optional<base::Date>& day) {
  if (!day) return std::string(kBlankDay);
  return fmt::format("{}年{}月{}日", static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                     static_cast<unsigned>(day->day()));
}

std::string period_words(const std::optional<base::Date>& from, const std::optional<base::Date>& until) {
  return fmt::format("{} － {}", day_words(from), day_words(until));
}

/// A book that is being made, in memory: an annex is small, and its merged cells are not written row by row.
class Book {
 public:
  explicit Book(const BookLimits& limits) : file_(std::make_unique<NamelessFile>(limits.folder)) {
    std::string folder = limits.folder;
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    book_ = workbook_new_opt(file_->path().c_str(), &options);
    if (book_ == nullptr) throw ports::SheetUnavailable("no book could be made");
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  [[nodiscard]] lxw_workbook* get() const { return book_; }
  std::unique_ptr<ports::SheetBytes> finish() {
    must(workbook_close(std::exchange(book_, nullptr)));
    return std::move(file_);
  }

 private:
  std::unique_ptr<NamelessFile> file_;
  lxw_workbook* book_ = nullptr;
};

/// One row of a block as it is printed, from `column` on.
void put_line(AnnexSheet& sheet, const ports::AnnexWords& words, int row, int column, const FormLine& line) {
  for (int at = column; at <= sheet.last_column(); ++at) {
    switch (words.columns[static_cast<std::size_t>(at)].field) {
      case AnnexField::serial:
        if (at > column) return;
        sheet.number(row, at, row - sheet.first_row() + 1, AnnexLook::number);
        break;
      case AnnexField::certificate:
        sheet.text(row, at, line.certificate, AnnexLook::text);
        break;
      case AnnexField::level:
        sheet.text(row, at, line.level, AnnexLook::centre);
        break;
      case AnnexField::before:
        sheet.number(row, at, line.before, AnnexLook::number);
        break;
      case AnnexField::headcount:
        sheet.number(row, at, line.headcount, AnnexLook::number);
        break;
      case AnnexField::after:
        sheet.number(row, at, line.after, AnnexLook::number);
        break;
      case AnnexField::reason:
        sheet.text(row, at, line.reason, AnnexLook::text);
        break;
    }
  }
}

/// The serial columns, at which the blocks begin.
std::vector<int> block_columns(const ports::AnnexWords& words) {
  std::vector<int> columns;
  for (std::size_t i = 0; i < words.columns.size(); ++i) {
    if (words.columns[i].field == AnnexField::serial) columns.push_back(static_cast<int>(i));
  }
  return columns;
}

int block_end(const std::vector<int>& blocks, std::size_t block, const AnnexSheet& sheet) {
  return block + 1 < blocks.size() ? blocks[block + 1] - 1 : sheet.last_column();
}

void put_total(AnnexSheet& sheet, const ports::AnnexWords& words, int row, int column, int end,
               const std::vector<FormLine>& lines) {
  const auto total = [&](std::int64_t FormLine::*figure) {
    std::int64_t sum = 0;
    for (const FormLine& line : lines) sum += line.*figure;
    return sum;
  };
  for (int at = column; at <= end; ++at) {
    const AnnexField field = words.columns[static_cast<std::size_t>(at)].field;
    if (field == AnnexField::certificate) {
      sheet.text(row, at, fmt::format("合计（{}项）", lines.size()), AnnexLook::total);
    } else if (field == AnnexField::headcount) {
      sheet.number(row, at, total(&FormLine::headcount), AnnexLook::total_number);
    } else if (field == AnnexField::before) {
      sheet.number(row, at, total(&FormLine::before), AnnexLook::total_number);
    } else if (field == AnnexField::after) {
      sheet.number(row, at, total(&FormLine::after), AnnexLook::total_number);
    } else {
      sheet.text(row, at, "", AnnexLook::total);
    }
  }
}

void put_free_row(AnnexSheet& sheet, int row, int column, int end, bool numbered, bool first) {
  for (int at = column; at <= end; ++at) sheet.text(row, at, "", AnnexLook::text);
  if (numbered) sheet.number(row, column, row - sheet.first_row() + 1, AnnexLook::number);
  if (first) sheet.text(row, column + 1, ports::kAnnexBlankBelow, AnnexLook::text);
}

/// The n-th row, as high as its longest text needs.
void fit_row(AnnexSheet& sheet, const ports::AnnexWords& words, const std::vector<int>& blocks,
             const std::vector<const std::vector<FormLine>*>& contents, std::size_t n) {
  std::vector<std::pair<int, std::string_view>> texts;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (n >= contents[block]->size()) continue;
    const FormLine& line = (*contents[block])[n];
    texts.emplace_back(blocks[block] + 1, line.certificate);
    if (words.columns.back().field == AnnexField::reason) texts.emplace_back(sheet.last_column(), line.reason);
  }
  sheet.fit_row(sheet.first_row() + static_cast<int>(n), texts);
}

std::string foot_words(const FormDocument& document) {
  std::string words = fmt::format("申报编号 {}　第 {} 版　校验码 {}", document.number, document.revision,
                                  document.digest.substr(0, 16));
  if (!document.institution_code.empty()) words += fmt::format("　院校代码 {}", document.institution_code);
  return document.draft_mark ? "草稿　" + words : words;
}

/// A column's letter; an annex has no more than eight.
char letter(int column) {
  return static_cast<char>('A' + column);
}

/// The choices of an empty annex as lists: certificate, level and figure before of each, then the certificates, each
/// once, then the reasons.
struct ChoiceLists {
  std::string certificates;
  std::string levels;
  std::string figures;
  std::string distinct;
  std::string reasons;
};

void write_figures(lxw_workbook* book, const std::vector<ports::AnnexChoice>& choices) {
  lxw_worksheet* const hidden = workbook_get_worksheet_by_name(book, std::string(kChoiceSheet).c_str());
  for (std::size_t i = 0; i < choices.size(); ++i)
    must(worksheet_write_number(hidden, static_cast<lxw_row_t>(i), 2, static_cast<double>(choices[i].before), nullptr));
}

ChoiceLists write_choice_lists(lxw_workbook* book, const ports::EmptyAnnex& annex) {
  std::vector<std::vector<std::string>> lists(5);
  for (const ports::AnnexChoice& choice : annex.choices) {
    lists[0].push_back(choice.certificate);
    lists[1].push_back(choice.level);
    lists[2].emplace_back();
    if (lists[3].empty() || lists[3].back() != choice.certificate) lists[3].push_back(choice.certificate);
  }
  lists[4] = annex.reasons;
  const auto formulas = write_choices(book, kChoiceSheet, lists);
  write_figures(book, annex.choices);
  return {formulas[0].substr(1), formulas[1].substr(1), formulas[2].substr(1), formulas[3], formulas[4]};
}

/// The levels of the certificate in `cell`: those rows of the list of levels that stand beside it.
std::string levels_of(const ChoiceLists& lists, const std::string& cell) {
  return fmt::format("=OFFSET('{}'!$B$1,MATCH({},{},0)-1,0,COUNTIF({},{}),1)", kChoiceSheet, cell, lists.certificates,
                     lists.certificates, cell);
}

constexpr CellHint kCertificateHint{
    {"请从列表中选择证书，或按目录中的名称填写", "Choose a certificate, or type its name"},
    {"列表中没有这个证书，仍要填写吗？", "It is not in the list. Keep it?"}};
constexpr CellHint kLevelHint{{"先选证书，再选级别", "Choose the certificate first"},
                              {"这个证书没有开放该级别", "That level is not open"}};
constexpr CellHint kReasonHint{{"请选择理由；选“其他”的，请写明", "Choose a reason, or write your own"},
                               {"不在理由列表中，仍要填写吗？", "It is not in the list. Keep it?"}};

/// The open rows of one block, and what their cells take.
class OpenBlock {
 public:
  OpenBlock(AnnexSheet& sheet, const ports::AnnexWords& words, const ports::EmptyAnnex& annex, const ChoiceLists& lists)
      : sheet_(sheet), words_(words), annex_(annex), lists_(lists) {}

  void put(int column, int end) {
    const int first = sheet_.first_row();
    const int last = first + kRoom - 1;
    for (int at = column; at <= end; ++at) {
      const AnnexField field = words_.columns[static_cast<std::size_t>(at)].field;
      for (int row = first; row <= last; ++row) put_cell(row, at, column, field);
      rule(field, {first, at, last, at}, column);
    }
  }

 private:
  void put_cell(int row, int at, int column, AnnexField field) {
    const int line = row + 1;
    const std::string certificate = fmt::format("${}{}", letter(column + 1), line);
    const std::string level = fmt::format("${}{}", letter(column + 2), line);
    if (field == AnnexField::serial) {
      sheet_.number(row, at, row - sheet_.first_row() + 1, AnnexLook::number);
    } else if (field == AnnexField::before) {
      sheet_.formula(row, at,
                     fmt::format("=IF(OR({}=\"\",{}=\"\"),\"\",SUMIFS({},{},{},{},{}))", certificate, level,
                                 lists_.figures, lists_.certificates, certificate, lists_.levels, level),
                     AnnexLook::number);
    } else if (field == AnnexField::after) {
      const char* const sign = annex_.kind == FormKind::increase ? "+" : "-";
      const std::string before = fmt::format("{}{}", letter(at - 2), line);
      const std::string change = fmt::format("{}{}", letter(at - 1), line);
      sheet_.formula(row, at, fmt::format("=IF(OR({}=\"\",{}=\"\"),\"\",{}{}{})", before, change, before, sign, change),
                     AnnexLook::number);
    } else if (field == AnnexField::headcount) {
      sheet_.text(row, at, "", AnnexLook::open_number);
    } else {
      sheet_.text(row, at, "", field == AnnexField::level ? AnnexLook::open_centre : AnnexLook::open_text);
    }
  }

  void rule(AnnexField field, const CellArea& area, int column) {
    if (field == AnnexField::certificate)
      offer_choices(sheet_.sheet(), area, lists_.distinct, kCertificateHint, false, annex_.language);
    if (field == AnnexField::level) {
      const std::string certificate = fmt::format("${}{}", letter(column + 1), area.row + 1);
      offer_choices(sheet_.sheet(), area, levels_of(lists_, certificate), kLevelHint, false, annex_.language);
    }
    if (field == AnnexField::headcount) take_counts(sheet_.sheet(), area, 1, kMostHeadcount, annex_.language);
    if (field == AnnexField::reason)
      offer_choices(sheet_.sheet(), area, lists_.reasons, kReasonHint, false, annex_.language);
  }

  AnnexSheet& sheet_;
  const ports::AnnexWords& words_;
  const ports::EmptyAnnex& annex_;
  const ChoiceLists& lists_;
};

void put_open_total(AnnexSheet& sheet, const ports::AnnexWords& words, int row) {
  for (int at = 0; at <= sheet.last_column(); ++at) {
    const AnnexField field = words.columns[static_cast<std::size_t>(at)].field;
    if (field == AnnexField::headcount) {
      sheet.formula(row, at, fmt::format("=SUM({0}{1}:{0}{2})", letter(at), sheet.first_row() + 1, row),
                    AnnexLook::total_number);
    } else {
      sheet.text(row, at, field == AnnexField::certificate ? "合计" : "", AnnexLook::total);
    }
  }
}

}  // namespace

XlsxAnnexBooks::XlsxAnnexBooks(BookLimits limits) : limits_(std::move(limits)) {}

std::unique_ptr<ports::SheetBytes> XlsxAnnexBooks::annex(const FormDocument& document) const {
  const ports::AnnexWords& words = ports::annex_words(document.kind);
  Book book(limits_);
  AnnexSheet sheet(book.get(), words, document.institution_name, day_words(document.declared_on),
                   period_words(document.use_from, document.use_until));
  const std::vector<int> blocks = block_columns(words);
  const bool two = blocks.size() > 1;
  const std::vector<const std::vector<FormLine>*> contents =
      two ? std::vector{&document.left, &document.right} : std::vector{&document.lines};
  std::size_t rows = words.printed_rows;
  for (const auto* lines : contents) rows = std::max(rows, lines->size());
  const int total_row = sheet.first_row() + static_cast<int>(rows);
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const std::vector<FormLine>& lines = *contents[block];
    const int end = block_end(blocks, block, sheet);
    for (std::size_t i = 0; i < rows; ++i) {
      const int row = sheet.first_row() + static_cast<int>(i);
      if (block == 0) fit_row(sheet, words, blocks, contents, i);
      if (i < lines.size()) {
        put_line(sheet, words, row, blocks[block], lines[i]);
      } else {
        put_free_row(sheet, row, blocks[block], end, i < words.printed_rows, i == lines.size());
      }
    }
    put_total(sheet, words, total_row, blocks[block], end, lines);
  }
  std::string contact = document.contact_name;
  if (!contact.empty() && !document.contact_phone.empty()) contact += "　";
  const int last = sheet.signatures(total_row + 1, contact + document.contact_phone, AnnexLook::line);
  sheet.across(last + 1, 0, sheet.last_column(), foot_words(document), AnnexLook::foot);
  return book.finish();
}

std::unique_ptr<ports::SheetBytes> XlsxAnnexBooks::empty_annex(const ports::EmptyAnnex& annex) const {
  const ports::AnnexWords& words = ports::annex_words(annex.kind);
  Book book(limits_);
  AnnexSheet sheet(book.get(), words, annex.institution_name, kBlankDay, period_words(std::nullopt, annex.use_until));
  const ChoiceLists lists = write_choice_lists(book.get(), annex);
  for (int row = 0; row < kRoom; ++row) sheet.fit_row(sheet.first_row() + row, {});
  const std::vector<int> blocks = block_columns(words);
  for (std::size_t block = 0; block < blocks.size(); ++block)
    OpenBlock(sheet, words, annex, lists).put(blocks[block], block_end(blocks, block, sheet));
  const int total_row = sheet.first_row() + kRoom;
  put_open_total(sheet, words, total_row);
  sheet.signatures(total_row + 1, "", AnnexLook::open_line);
  lock_sheet(sheet.sheet());
  return book.finish();
}

}  // namespace kaoji::sheets_xlsx
