#pragma once

#include <vector>

#include "http/json_reader.hpp"
#include "usecases/draft_application.hpp"

namespace kaoji::http {

inline constexpr std::size_t kMostLines = 2000;

/// What the texts of a draft may be.
inline constexpr TextRule kCertificateRule{.max_characters = 200};
inline constexpr TextRule kLevelRule{.max_characters = 32};
inline constexpr TextRule kReasonRule{.max_characters = 500};
inline constexpr TextRule kContactRule{.max_characters = 64};
inline constexpr TextRule kPhoneRule{.max_characters = 64, .form = TextForm::numbers};

/// Schema LineInput, as often as the array `lines` holds it. `present` says whether it was there.
[[nodiscard]] std::vector<usecases::LineInput> read_lines(ObjectReader& body, bool& present);
/// The members of schema DraftRequest.
[[nodiscard]] usecases::DraftContent read_draft(ObjectReader& body);

}  // namespace kaoji::http
