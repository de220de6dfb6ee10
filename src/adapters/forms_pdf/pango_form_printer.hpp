#pragma once

#include <string>

#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// Prints in this process with Pango and Cairo. A print takes tens of megabytes while it runs, of which the font
/// libraries keep a part: a server prints through ChildPrinter instead.
class PangoFormPrinter : public ports::FormPrinter {
 public:
  std::string print(const ports::FormDocument& document) const override;
  std::vector<std::size_t> rows_of_pages(const ports::FormDocument& document) const override;
};

}  // namespace kaoji::forms_pdf
