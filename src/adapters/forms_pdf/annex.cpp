#include "adapters/forms_pdf/annex.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "adapters/forms_pdf/bounded_sum.hpp"
#include "adapters/forms_pdf/paper_words.hpp"
#include "ports/annex_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::FormDocument;
using ports::FormKind;
using ports::FormLine;
using Cells = std::vector<std::string>;

std::int64_t total(const std::vector<FormLine>& lines, std::int64_t FormLine::*figure) {
  std::int64_t sum = 0;
  for (const FormLine& line : lines) {
    sum = bounded_sum(sum, line.*figure);
  }
  return sum;
}

// The number and name cells of a row; row counts from 0.
void append_name(Cells& cells, const std::vector<FormLine>& lines, std::size_t row, std::size_t least) {
  const bool numbered = row < std::max(lines.size(), least);
  cells.push_back(numbered ? std::to_string(row + 1) : "");
  if (row < lines.size()) {
    cells.push_back(lines[row].certificate);
  } else {
    cells.emplace_back(row == lines.size() ? ports::kAnnexBlankBelow : std::string_view());
  }
}

void append_block(Cells& cells, const std::vector<FormLine>& lines, std::size_t row, std::size_t least) {
  append_name(cells, lines, row, least);
  const bool filled = row < lines.size();
  cells.push_back(filled ? lines[row].level : "");
  cells.push_back(filled ? std::to_string(lines[row].headcount) : "");
}

void set_columns(Annex& annex, const ports::AnnexWords& words, const std::vector<double>& widths) {
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const ports::AnnexField field = words.columns[i].field;
    const bool text = field == ports::AnnexField::certificate || field == ports::AnnexField::reason;
    annex.grid.columns.push_back({std::string(words.columns[i].head), widths[i], text ? Align::left : Align::centre});
  }
}

void set_new_plans(Annex& annex, const FormDocument& document, const ports::AnnexWords& words) {
  set_columns(annex, words, {34, 196, 54, 94.9, 34, 196, 54, 94.9});
  annex.filled = std::max(document.left.size(), document.right.size());
  for (std::size_t row = 0; row < std::max(annex.filled, words.printed_rows); ++row) {
    Cells& cells = annex.grid.rows.emplace_back();
    append_block(cells, document.left, row, words.printed_rows);
    append_block(cells, document.right, row, words.printed_rows);
  }
  for (const auto* block : {&document.left, &document.right}) {
    const Cells cells{"", total_words(block->size()), "", std::to_string(total(*block, &FormLine::headcount))};
    annex.grid.totals.insert(annex.grid.totals.end(), cells.begin(), cells.end());
  }
}

// Annexes 2 and 3 differ in their words alone.
void set_change(Annex& annex, const FormDocument& document, const ports::AnnexWords& words) {
  set_columns(annex, words, {34, 244, 54, 64, 64, 64, 233.8});
  const std::vector<FormLine>& lines = document.lines;
  annex.filled = lines.size();
  for (std::size_t row = 0; row < std::max(lines.size(), words.printed_rows); ++row) {
    Cells& cells = annex.grid.rows.emplace_back();
    append_name(cells, lines, row, words.printed_rows);
    if (row < lines.size()) {
      const FormLine& line = lines[row];
      cells.insert(cells.end(), {line.level, std::to_string(line.before), std::to_string(line.headcount),
                                 std::to_string(line.after), line.reason});
    }
    cells.resize(annex.grid.columns.size());
  }
  annex.grid.totals = {"",
                       total_words(lines.size()),
                       "",
                       std::to_string(total(lines, &FormLine::before)),
                       std::to_string(total(lines, &FormLine::headcount)),
                       std::to_string(total(lines, &FormLine::after)),
                       ""};
}

}  // namespace

Annex annex_of(const FormDocument& document) {
  const ports::AnnexWords& words = ports::annex_words(document.kind);
  Annex annex;
  annex.mark = words.mark;
  annex.title = words.title;
  annex.has_period = words.has_period;
  if (document.kind == FormKind::new_plans) {
    set_new_plans(annex, document, words);
  } else {
    set_change(annex, document, words);
  }
  return annex;
}

}  // namespace kaoji::forms_pdf
