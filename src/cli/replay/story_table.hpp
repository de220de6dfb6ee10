#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/policy_toml/toml_value.hpp"
#include "base/date.hpp"

namespace kaoji::cli::replay {

/// A story that is not written as FORMAT.md says: where and why.
class StoryError : public std::runtime_error {
 public:
  StoryError(int line, const std::string& why);
};

/// A TOML table read key by key: a key that is missing, of another type, or never asked for is a StoryError.
class StoryTable {
 public:
  /// `table` must outlive this.
  explicit StoryTable(const policy_toml::TomlValue& table) : table_(table) {}

  [[nodiscard]] int line() const { return table_.place.line; }
  [[nodiscard]] bool has(std::string_view key) const { return table_.find(key) != nullptr; }

  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise);
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view key);
  [[nodiscard]] std::int64_t whole(std::string_view key);
  [[nodiscard]] std::int64_t whole_or(std::string_view key, std::int64_t otherwise);
  [[nodiscard]] std::optional<std::int64_t> optional_whole(std::string_view key);
  /// A number that should be whole: nothing for one with a fraction, which is for the rules to refuse.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view key);
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
  [[nodiscard]] base::Date date(std::string_view key);
  [[nodiscard]] std::optional<base::Date> optional_date(std::string_view key);
  [[nodiscard]] base::Instant instant(std::string_view key);
  [[nodiscard]] std::optional<base::Instant> optional_instant(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] StoryTable table(std::string_view key);
  /// The tables of an array; none when the key is not there.
  [[nodiscard]] std::vector<StoryTable> tables(std::string_view key);

  /// A word of a closed list, read by `parse`.
  template <class Enum>
  [[nodiscard]] Enum word(std::string_view key, std::optional<Enum> (*parse)(std::string_view)) {
    const std::string written = text(key);
    const auto value = parse(written);
    if (!value) fail("`" + std::string(key) + "`: 不认识 not known: " + written);
    return *value;
  }

  /// Call when everything was read: a key that was never asked for is an error.
  void finish() const;
  [[noreturn]] void fail(const std::string& why) const;

 private:
  using Value = policy_toml::TomlValue;

  [[nodiscard]] const Value& value(std::string_view key);
  [[nodiscard]] const Value& value_of(std::string_view key, Value::Kind kind, std::string_view type);

  const Value& table_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace kaoji::cli::replay
