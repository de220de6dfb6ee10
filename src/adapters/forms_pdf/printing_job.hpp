#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ports/forms.hpp"
#include "ports/papers.hpp"

namespace kaoji::forms_pdf {

/// Asks how many rows stand on each page, not for the pages.
struct RowsAsked {
  ports::FormDocument form;
};

/// What a child is asked.
using PrintingJob = std::variant<ports::FormDocument, ports::Paper, RowsAsked>;

/// The job as bytes, for a child of this same program.
std::string encode(const PrintingJob& job);

/// The job that encode made the bytes from. Throws std::runtime_error for bytes that it did not make.
PrintingJob decode(std::string_view bytes);

/// A child's answer to RowsAsked, and what it begins with.
constexpr std::string_view kRowsStart = "rows ";
std::string encode_rows(const std::vector<std::size_t>& rows);
/// The rows; nothing for what encode_rows does not write.
std::optional<std::vector<std::size_t>> decode_rows(std::string_view answer);

}  // namespace kaoji::forms_pdf
