#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/scans.hpp"

namespace kaoji::scan_reading {

constexpr std::int64_t kMostPixels = 50'000'000;  ///< of one photo, trust.md §5

/// What came of joining, without the words for people.
struct PhotosJoined {
  ports::PhotoRefusal refusal = ports::PhotoRefusal::none;
  int photo = 0;    ///< that was refused, from 1
  std::string pdf;  ///< empty when one was refused
};

/// Called with the number of each photo before it is touched.
using PhotoListener = std::function<void(int photo)>;

/// Joins the photos (JPEG, PNG) to a PDF file. Judges the size before a pixel is decoded. JPEG stays as it is but for
/// what its segments say of place, time and camera; PNG becomes JPEG. May use much time and memory on a hostile file,
/// or crash: for child processes and fuzzing only.
PhotosJoined join_photos(const std::vector<std::string_view>& photos, const PhotoListener& listener);

}  // namespace kaoji::scan_reading
