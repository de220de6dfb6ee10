#pragma once

#include <cstddef>
#include <string>

#include "adapters/forms_pdf/table.hpp"
#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// An annex of the notice with everything in it as text, before any page is thought of.
struct Annex {
  std::string mark;         ///< 附件 1
  std::string title;        ///< 新增申报汇总表
  bool has_period = false;  ///< 计划使用时间, annexes 1 and 2
  Grid grid;                ///< at least as many rows as the notice prints
  std::size_t filled = 0;   ///< the rows that have a line in them; the rest are free
};

/// The annex that the document's kind calls for. Free rows are numbered up to the notice's number of rows, and the
/// first one says 以下空白, because a line added by hand would be on paper only.
Annex annex_of(const ports::FormDocument& document);

}  // namespace kaoji::forms_pdf
