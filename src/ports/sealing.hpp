#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kaoji::ports {

/// Seals small secrets (phone numbers, seeds of second factors) before they reach a database, backup or log (trust.md
/// C3). A sealed text names the key that sealed it, so keys can be replaced; `purpose` binds it to the place it was
/// sealed for.
class Sealing {
 public:
  virtual ~Sealing() = default;
  /// The sealed text, printable ASCII.
  [[nodiscard]] virtual std::string seal(std::string_view purpose, std::string_view plain) const = 0;
  /// What was sealed; nothing when the text was changed, was sealed for another purpose, or its key is not known.
  [[nodiscard]] virtual std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const = 0;
};

}  // namespace kaoji::ports
