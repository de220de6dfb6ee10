#include "assets/embedded_files.hpp"

#include <algorithm>

namespace kaoji::assets {

const EmbeddedFile* find_embedded(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::ranges::lower_bound(files, name, {}, &EmbeddedFile::name);
  return found != files.end() && found->name == name ? &*found : nullptr;
}

std::span<const EmbeddedFile> embedded_below(std::string_view prefix) {
  const auto files = embedded_files();
  const auto first = std::ranges::lower_bound(files, prefix, {}, &EmbeddedFile::name);
  const auto last = std::find_if_not(first, files.end(),
                                     [prefix](const EmbeddedFile& file) { return file.name.starts_with(prefix); });
  return {first, last};
}

}  // namespace kaoji::assets
