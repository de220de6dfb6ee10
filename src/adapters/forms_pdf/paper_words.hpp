#pragma once

#include <cstddef>
#include <string>

#include "base/date.hpp"
#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// 2026年3月12日.
std::string day_words(base::Date day);
/// 新增申报, 调增申报, 调减申报.
std::string kind_words(ports::FormKind kind);
/// New plans, Increase, Decrease.
std::string kind_words_en(ports::FormKind kind);
/// 合计（3项）: the name cell of a row of totals.
std::string total_words(std::size_t rows);
/// Midnight of a day in China, whose zone has known no summer time since 1991, as a file's date.
std::string file_date(base::Date day);

}  // namespace kaoji::forms_pdf
