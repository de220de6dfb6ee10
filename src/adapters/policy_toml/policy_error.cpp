#include "adapters/policy_toml/policy_error.hpp"

#include <fmt/format.h>

namespace kaoji::policy_toml {

std::string to_text(const PolicyErrors& errors, const std::string& source_name) {
  std::string text;
  for (const PolicyError& error : errors) {
    if (!text.empty()) text += '\n';
    const std::string place =
        error.line == 0 ? source_name : fmt::format("{}:{}:{}", source_name, error.line, error.column);
    text += fmt::format("{}: {} {}", place, error.zh, error.en);
  }
  return text;
}

}  // namespace kaoji::policy_toml
