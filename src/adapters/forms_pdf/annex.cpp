#include "adapters/forms_pdf/annex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "adapters/forms_pdf/bounded_sum.hpp"
#include "adapters/forms_pdf/paper_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::FormDocument;
using ports::FormKind;
using ports::FormLine;
using Cells = std::vector<std::string>;

// The number of rows that the notice prints.
constexpr std::size_t kRowsAnnex1And2 = 8;
constexpr std::size_t kRowsAnnex3 = 9;

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
    cells.push_back(row == lines.size() ? "（以下空白）" : "");
  }
}

void append_block(Cells& cells, const std::vector<FormLine>& lines, std::size_t row) {
  append_name(cells, lines, row, kRowsAnnex1And2);
  const bool filled = row < lines.size();
  cells.push_back(filled ? lines[row].level : "");
  cells.push_back(filled ? std::to_string(lines[row].headcount) : "");
}

void append_block_columns(std::vector<Column>& columns, const std::string& name_head) {
  columns.push_back({"序号", 34, Align::centre});
  columns.push_back({name_head, 196, Align::left});
  columns.push_back({"证书级别", 54, Align::centre});
  columns.push_back({"申报考核计划人数", 94.9, Align::centre});
}

Annex new_plans(const FormDocument& document) {
  Annex annex;
  annex.mark = "附件 1";
  annex.title = "新增申报汇总表";
  annex.has_period = true;
  append_block_columns(annex.grid.columns, "新开展的证书名称");
  append_block_columns(annex.grid.columns, "已开展的证书名称");
  annex.filled = std::max(document.left.size(), document.right.size());
  for (std::size_t row = 0; row < std::max(annex.filled, kRowsAnnex1And2); ++row) {
    Cells& cells = annex.grid.rows.emplace_back();
    append_block(cells, document.left, row);
    append_block(cells, document.right, row);
  }
  for (const auto* block : {&document.left, &document.right}) {
    const Cells cells{"", total_words(block->size()), "", std::to_string(total(*block, &FormLine::headcount))};
    annex.grid.totals.insert(annex.grid.totals.end(), cells.begin(), cells.end());
  }
  return annex;
}

// Annexes 2 and 3 differ in their words alone.
Annex change(const FormDocument& document, const std::string& word, std::size_t least) {
  Annex annex;
  annex.grid.columns = {{"序号", 34, Align::centre},
                        {fmt::format("申报{}证书名称", word), 244, Align::left},
                        {"证书级别", 54, Align::centre},
                        {fmt::format("{}前考核计划人数", word), 64, Align::centre},
                        {fmt::format("计划净{}人数", word == "调增" ? "增加" : "减少"), 64, Align::centre},
                        {fmt::format("{}后考核计划人数", word), 64, Align::centre},
                        {fmt::format("{}理由", word), 233.8, Align::left}};
  const std::vector<FormLine>& lines = document.lines;
  annex.filled = lines.size();
  for (std::size_t row = 0; row < std::max(lines.size(), least); ++row) {
    Cells& cells = annex.grid.rows.emplace_back();
    append_name(cells, lines, row, least);
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
  return annex;
}

}  // namespace

Annex annex_of(const FormDocument& document) {
  if (document.kind == FormKind::new_plans) {
    return new_plans(document);
  }
  const bool increase = document.kind == FormKind::increase;
  Annex annex = change(document, increase ? "调增" : "调减", increase ? kRowsAnnex1And2 : kRowsAnnex3);
  annex.mark = increase ? "附件 2" : "附件 3";
  annex.title = increase ? "调增申报汇总表" : "调减申报汇总表";
  annex.has_period = increase;
  return annex;
}

}  // namespace kaoji::forms_pdf
