#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/policy_toml/policy_error.hpp"
#include "base/date.hpp"
#include "base/result.hpp"

namespace kaoji::policy_toml {

/// Where something stands in a file, from 1.
struct Place {
  int line = 1;
  int column = 1;
};

struct TomlEntry;

/// A TOML value with its place, free of the library that read it. Only the member of its kind means something.
struct TomlValue {
  enum class Kind { table, array, text, whole, fraction, boolean, date, instant, other };

  Kind kind = Kind::table;
  Place place;
  std::vector<TomlEntry> entries;  ///< table: in the order of the file
  std::vector<TomlValue> items;    ///< array
  std::string text;
  std::int64_t whole = 0;
  bool boolean = false;
  base::Date date;
  base::Instant instant;  ///< offset date-time only; a local date-time is `other`

  /// The value of a key; null when it is not there, or when this is no table.
  [[nodiscard]] const TomlValue* find(std::string_view key) const;
};

struct TomlEntry {
  std::string key;
  Place place;
  TomlValue value;
};

/// Longest TOML file that is read, in bytes.
inline constexpr std::size_t kMaxTomlBytes = std::size_t{256} * 1024;

/// Reads TOML text of any origin: UTF-8, at most kMaxTomlBytes, not nested beyond reason. The one error says the line.
[[nodiscard]] base::Result<TomlValue, PolicyErrors> parse_toml(std::string_view text);

}  // namespace kaoji::policy_toml
