#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/policy_toml/toml_value.hpp"

namespace kaoji::policy_toml {

/// Reads one table strictly: each key once asked for is known, `done()` reports the others. Every error goes into the
/// list given, with its line; a value that could not be read comes back as its fallback, so that reading goes on.
class TableReader {
 public:
  /// `name` is how the table is called in sentences, such as `[exit]`; empty for the top of the file. Both references
  /// must outlive the reader.
  TableReader(const TomlValue& table, std::string name, PolicyErrors& errors);

  /// The value of a key that may be left out; null when it is not there.
  const TomlValue* optional(std::string_view key);
  /// The value of a key that must be there; null, with an error, when it is not.
  const TomlValue* required(std::string_view key);

  /// A text that must be there: not empty, at most 200 characters, no control character.
  std::string text(std::string_view key);
  /// As `text`, but may be left out.
  std::string text_or(std::string_view key, std::string_view fallback);
  /// A name for machines: lower-case letters, digits and hyphens, at most 64.
  std::string name(std::string_view key);
  /// A day of the calendar.
  base::Date date(std::string_view key);
  bool boolean_or(std::string_view key, bool fallback);
  /// A whole number from `least` to `most`, which may be left out.
  std::optional<int> whole(std::string_view key, int least, int most);
  /// A list of whole numbers from `least` to `most`, each less than the one before it, which may be left out.
  std::optional<std::vector<int>> falling_wholes(std::string_view key, int least, int most);
  /// A list of texts, as `text`, none of them twice. When `required`, the key must be there.
  std::vector<std::pair<std::string, Place>> texts(std::string_view key);

  /// Reports the keys that nobody asked for.
  void done();

  [[nodiscard]] Place place() const { return table_.place; }
  [[nodiscard]] const std::string& table_name() const { return name_; }
  /// The place of a key, or of the table when the key is not there.
  [[nodiscard]] Place place_of(std::string_view key) const;
  void fail(Place place, std::string zh, std::string en);
  /// As above, at the place of `key`.
  void fail_at(std::string_view key, std::string zh, std::string en);

 private:
  std::optional<std::string> checked_text(const TomlValue& value, std::string_view key);

  const TomlValue& table_;
  std::string name_;
  PolicyErrors& errors_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace kaoji::policy_toml
