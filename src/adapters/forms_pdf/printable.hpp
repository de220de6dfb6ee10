#pragma once

#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// Throws std::invalid_argument, naming what is wrong, unless the document keeps the contract of ports::FormPrinter.
void require_printable(const ports::FormDocument& document);

}  // namespace kaoji::forms_pdf
