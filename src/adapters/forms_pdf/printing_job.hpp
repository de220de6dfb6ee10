#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "ports/forms.hpp"
#include "ports/papers.hpp"

namespace kaoji::forms_pdf {

/// What a child is asked to print.
using PrintingJob = std::variant<ports::FormDocument, ports::Paper>;

/// The job as bytes, for a child of this same program.
std::string encode(const PrintingJob& job);

/// The job that encode made the bytes from. Throws std::runtime_error for bytes that it did not make.
PrintingJob decode(std::string_view bytes);

}  // namespace kaoji::forms_pdf
