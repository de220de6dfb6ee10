#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

std::string anywhere(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern += '%';
}

}  // namespace kaoji::store_sql
