#pragma once

#include <string>

#include "ports/papers.hpp"

namespace kaoji::forms_pdf {

/// Prints papers in this process, as PangoFormPrinter does forms; a server prints through ChildPrinter instead.
class PangoPaperPrinter : public ports::PaperPrinter {
 public:
  std::string print(const ports::Paper& paper) const override;
};

}  // namespace kaoji::forms_pdf
