#pragma once

#include <string>
#include <string_view>

namespace kaoji::usecases {

/// Appends a field to a text that a digest is taken over: its length in bytes, a colon, the field, a comma. Whatever
/// the fields hold, two lists of fields never give the same text.
inline void add_field(std::string& text, std::string_view field) {
  text += std::to_string(field.size());
  text += ':';
  text += field;
  text += ',';
}

}  // namespace kaoji::usecases
