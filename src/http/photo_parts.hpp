#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaoji::http {

/// Photos of one upload at most.
inline constexpr std::size_t kPhotos = 50;

/// The boundary that a Content-Type of multipart/form-data names (1 to 70 of RFC 2046's characters); nothing when the
/// field is another type's or names none. Other parameters are none of this contract's.
[[nodiscard]] std::optional<std::string> multipart_boundary(std::string_view content_type);

/// The photos in a multipart/form-data body, in their order: parts named `photo`, each image/jpeg or image/png. Strict:
/// nothing before the first boundary or after the last, no field but Content-Disposition and Content-Type, at least one
/// photo and at most `kPhotos`. Throws Fault: field-invalid, field-unknown, field-missing, media-type-unsupported.
[[nodiscard]] std::vector<std::string> read_photos(std::string_view boundary, std::string_view body);

}  // namespace kaoji::http
