#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/reconcile/name_book.hpp"
#include "usecases/application_facts.hpp"
#include "usecases/sheet_table.hpp"

namespace kaoji::usecases {

/// A text of a filled annex, and the column of its cell; 0: it stands in none.
struct AnnexText {
  std::string text;
  int column = 0;
};

/// A line of a filled annex.
struct AnnexLine {
  int row = 0;
  AnnexText certificate;
  AnnexText level;
  AnnexText reason;
  std::optional<std::int64_t> headcount;
  std::optional<int> year;
};

/// What was understood of a filled annex. Nothing in it has been judged: the draft made of it is checked as any other.
struct FilledAnnex {
  std::string sheet;
  std::optional<core::ApplicationKind> kind;  ///< nothing: the annex does not say which it is
  std::vector<AnnexLine> lines;
  int contact_row = 0;
  AnnexText contact_name;
  AnnexText contact_phone;
  std::vector<CellProblem> problems;  ///< what was not understood; the line around it is there all the same
};

/// Who fills in, and what it may name.
struct AnnexReading {
  const core::NameBook& certificates;
  std::vector<std::string> institution_names;  ///< the present one first, then former ones
  std::size_t most_lines = 0;
};

/// Reads the notice's annex 1, 2 or 3 out of a book: heads within the first thirty rows, names that stand once where
/// cells are merged, full-width digits, stray blanks, numbers as texts. Figures before and after are not read: they
/// come from the ledger. Of several sheets the first with a line counts; a problem says so of further ones. Nothing
/// when no sheet has the heads of an annex.
[[nodiscard]] std::optional<FilledAnnex> read_annex(const std::vector<ports::ReadSheet>& sheets,
                                                    const AnnexReading& reading);

}  // namespace kaoji::usecases
