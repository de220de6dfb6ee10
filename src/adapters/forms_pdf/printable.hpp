#pragma once

#include "ports/forms.hpp"
#include "ports/papers.hpp"

namespace kaoji::forms_pdf {

/// Throws std::invalid_argument, naming what is wrong, unless the document keeps the contract of ports::FormPrinter.
void require_printable(const ports::FormDocument& document);
/// The same for a paper and the contract of ports::PaperPrinter.
void require_printable(const ports::Paper& paper);

}  // namespace kaoji::forms_pdf
