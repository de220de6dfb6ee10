#pragma once

#include <string>
#include <string_view>

#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// The document as bytes, for a child of this same program: numbers in decimal, texts with their length.
std::string encode(const ports::FormDocument& document);

/// The document that encode made the bytes from. Throws std::runtime_error for bytes that it did not make.
ports::FormDocument decode(std::string_view bytes);

}  // namespace kaoji::forms_pdf
