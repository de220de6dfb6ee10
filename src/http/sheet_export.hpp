#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/asked.hpp"
#include "http/list_words.hpp"
#include "http/route.hpp"
#include "http/shared_schemas.hpp"
#include "usecases/export_sheet.hpp"

namespace kaoji::http {

/// Takes the rows of a list that is written as a sheet.
class SheetRows {
 public:
  SheetRows(ports::SheetWriter& writer, base::Language language) : writer_(writer), language_(language) {}

  /// A row with a cell for each column of the list's sheet.
  void row(std::initializer_list<ports::SheetCell> cells) { row(std::span(cells.begin(), cells.size())); }
  void row(std::span<const ports::SheetCell> cells) {
    writer_.row(cells);
    ++written_;
  }
  [[nodiscard]] std::int64_t written() const { return written_; }
  [[nodiscard]] base::Language language() const { return language_; }
  /// What the list calls a value (a status, a kind, a level, yes or no), in its language.
  [[nodiscard]] std::string_view word(auto value) const { return list_word(value, language_); }
  [[nodiscard]] std::string_view say(base::Words words) const { return words.in(language_); }

 private:
  ports::SheetWriter& writer_;
  base::Language language_;
  std::int64_t written_ = 0;
};

/// A list as a sheet: the XLSX twin of a list's question, which takes the list's filters and gives all of its pages.
struct ListSheet {
  std::string_view name;  ///< of the sheet and, in Chinese, of the file; a sheet in English goes by name_en
  std::string_view file;  ///< of the file, for those who know only ASCII
  std::span<const ports::SheetColumn> columns;
  /// Reads the query and hands over every row. A refusal instead of rows. Throws Fault for parameters that the list
  /// does not take.
  std::optional<Answer> (*fill)(ports::Transaction&, const Asked&, SheetRows&);
  std::string_view name_en = {};
};

/// A book that a question has made, with the name that people see.
struct ExportedBook {
  core::Actor actor;
  std::string name;
  std::int64_t rows = 0;
  std::unique_ptr<ports::SheetBytes> bytes;
};
/// Makes a book in the snapshot; an answer instead of one when it is refused.
using ExportBook = std::function<std::optional<Answer>(ports::Transaction&, const Asked&, ExportedBook&)>;
/// Serves a book as a file: made in one snapshot, noted in the audit trail, then sent in pieces.
void export_book(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, ExportBook make);

/// Serves a list as a sheet in the language asked for: written to a file without a name in one snapshot, noted in the
/// audit trail, then sent in pieces.
void export_sheet(Site& site, const std::shared_ptr<Visit>& visit, const ListSheet& sheet);

/// Sends a finished book in pieces as a file to keep. `name`: of the file in Chinese, without its ending.
void send_book(const Visit& visit, std::string_view file, std::string_view name, base::Language language,
               ports::SheetBytes& bytes);
/// Leaves the audit row of a list that has been sent already.
void note_export(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, const core::Actor& actor,
                 std::int64_t rows);

/// The flow of a route for a list's sheet.
template <const ListSheet& sheet>
void exports(Site& site, const std::shared_ptr<Visit>& visit) {
  export_sheet(site, visit, sheet);
}

/// The value as a cell; an empty one for nothing.
template <class T>
[[nodiscard]] ports::SheetCell maybe_cell(const std::optional<T>& value) {
  return value ? ports::SheetCell(*value) : ports::SheetCell();
}
[[nodiscard]] inline ports::SheetCell number_cell(std::integral auto number) {
  return static_cast<std::int64_t>(number);
}
/// A bureau's name; 直报省级 for an institution without one.
[[nodiscard]] std::string_view bureau_cell(Directory& directory, std::string_view bureau,
                                           base::Language language = base::Language::zh);
/// A round as people name it: 2026 年春季批次, or by its name in the policy file.
[[nodiscard]] std::string round_words(const core::Round& round, base::Language language = base::Language::zh);
[[nodiscard]] std::string round_words(const core::RoundRef& round, std::string_view label, base::Language language);

}  // namespace kaoji::http
