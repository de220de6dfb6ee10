#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/scan_reading/join_photos.hpp"

namespace kaoji::scan_reading {

/// The photos as the bytes that a child gets.
std::string encode_photos(const std::vector<std::string>& photos);

/// The photos, within bytes that encode_photos made. Throws std::runtime_error for other bytes.
std::vector<std::string_view> decode_photos(std::string_view bytes);

/// The records by which a child answers: one for each photo that it begins, then one for the outcome.
std::string encode_begun(int photo);
std::string encode_joined(const PhotosJoined& joined);

/// What a child's answer says, if the child came to an end: photos is how many it was given. Nothing unless the answer
/// is exactly what the two above write.
std::optional<PhotosJoined> decode_joined(std::string_view answer, std::size_t photos);

/// The photo that the child of an unfinished answer was at, from 1.
int photo_begun(std::string_view answer, std::size_t photos);

}  // namespace kaoji::scan_reading
