#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kaoji::fuzz {

/// An entry of a ZIP.
struct MadePart {
  std::string name;
  std::string bytes;
};

/// A ZIP of these entries, stored as they are or deflated.
[[nodiscard]] std::string zip_of(const std::vector<MadePart>& parts, bool deflated);

/// The XML of a sheet with these rows inside.
[[nodiscard]] std::string sheet_xml(std::string_view rows);

/// What a book is made of that has one sheet; shared texts and styles are left out where empty.
[[nodiscard]] std::vector<MadePart> book_parts(std::string_view sheet, std::string_view shared = {},
                                               std::string_view styles = {});

}  // namespace kaoji::fuzz
