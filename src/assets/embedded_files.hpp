#pragma once

#include <span>
#include <string_view>

namespace kaoji::assets {

/// A file that travels inside the program. All views live as long as the process.
struct EmbeddedFile {
  /// Path with '/' from the root of its kind: web/index.html, api/openapi.yaml, policies/….toml, catalogue/….csv.
  std::string_view name;
  /// As a Content-Type header says it, with charset for text.
  std::string_view content_type;
  /// 16 hexadecimal digits over the plain bytes, good as a strong ETag.
  std::string_view digest;
  /// The name holds a hash of the content: a browser may keep it for ever.
  bool name_is_hashed;
  std::string_view plain;
  /// The same bytes compressed ahead of time; empty where that would not be smaller.
  std::string_view gzip;
  std::string_view brotli;
};

/// Every embedded file in the order of the names (bytewise).
std::span<const EmbeddedFile> embedded_files();

/// The file of exactly this name, or null.
const EmbeddedFile* find_embedded(std::string_view name);

/// The files whose names begin with prefix, e.g. "catalogue/"; empty when there is none.
std::span<const EmbeddedFile> embedded_below(std::string_view prefix);

}  // namespace kaoji::assets
