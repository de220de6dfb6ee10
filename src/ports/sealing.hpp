#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kaoji::ports {

/// The keys outside the database. They seal what names persons and what is secret (contacts, phones, seeds of second
/// factors, kept answers) before it reaches a database, backup or log, and mark rows that must not be edited past the
/// program (trust.md C3, C4). A sealed text and a mark name their key, so keys can be replaced; `purpose` binds both to
/// the place that they were made for. Safe from any number of threads.
class Sealing {
 public:
  virtual ~Sealing() = default;
  /// The sealed text, printable ASCII: the key's id, then what `open` takes.
  [[nodiscard]] virtual std::string seal(std::string_view purpose, std::string_view plain) const = 0;
  /// What was sealed; nothing when the text was changed, was sealed for another purpose, or its key is not known.
  [[nodiscard]] virtual std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const = 0;
  /// A mark of the text, printable ASCII: whoever has no key can neither make nor mend one.
  [[nodiscard]] virtual std::string mark(std::string_view purpose, std::string_view text) const = 0;
  /// Is it the mark of this text, made with a known key?
  [[nodiscard]] virtual bool mark_holds(std::string_view purpose, std::string_view text,
                                        std::string_view mark) const = 0;
  /// The id of the key that seals and marks now.
  [[nodiscard]] virtual std::string_view current_key() const = 0;
  /// Is the key of that id at hand?
  [[nodiscard]] virtual bool knows(std::string_view key) const = 0;
};

/// How many characters a key's id has; sealed texts and marks begin with them.
inline constexpr std::size_t kKeyIdLength = 8;

}  // namespace kaoji::ports
