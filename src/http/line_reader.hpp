#pragma once

#include <vector>

#include "http/json_reader.hpp"
#include "usecases/draft_application.hpp"

namespace kaoji::http {

inline constexpr std::size_t kMostLines = 2000;

/// Schema LineInput, as often as the array `lines` holds it. `present` says whether it was there.
[[nodiscard]] std::vector<usecases::LineInput> read_lines(ObjectReader& body, bool& present);
/// The members of schema DraftRequest.
[[nodiscard]] usecases::DraftContent read_draft(ObjectReader& body);

}  // namespace kaoji::http
