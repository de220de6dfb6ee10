#include "adapters/forms_pdf/paper_words.hpp"

#include <fmt/format.h>

namespace kaoji::forms_pdf {

std::string day_words(base::Date day) {
  return fmt::format("{}年{}月{}日", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string kind_words(ports::FormKind kind) {
  switch (kind) {
    case ports::FormKind::increase:
      return "调增申报";
    case ports::FormKind::decrease:
      return "调减申报";
    case ports::FormKind::new_plans:
      break;
  }
  return "新增申报";
}

std::string kind_words_en(ports::FormKind kind) {
  switch (kind) {
    case ports::FormKind::increase:
      return "Increase";
    case ports::FormKind::decrease:
      return "Decrease";
    case ports::FormKind::new_plans:
      break;
  }
  return "New plans";
}

std::string total_words(std::size_t rows) {
  return fmt::format("合计（{}项）", rows);
}

std::string file_date(base::Date day) {
  return base::to_text(day) + "T00:00:00+08:00";
}

}  // namespace kaoji::forms_pdf
