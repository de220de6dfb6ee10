#include "cli/replay/story_table.hpp"

#include <fmt/format.h>

namespace kaoji::cli::replay {

using Kind = policy_toml::TomlValue::Kind;

StoryError::StoryError(int line, const std::string& why)
    : std::runtime_error(fmt::format("第 {} 行 line {}: {}", line, line, why)) {}

void StoryTable::fail(const std::string& why) const {
  throw StoryError(line(), why);
}

const policy_toml::TomlValue& StoryTable::value(std::string_view key) {
  asked_.emplace(key);
  const Value* found = table_.find(key);
  if (found == nullptr) fail(fmt::format("缺少 missing key `{}`", key));
  return *found;
}

const policy_toml::TomlValue& StoryTable::value_of(std::string_view key, Kind kind, std::string_view type) {
  const Value& found = value(key);
  if (found.kind != kind) throw StoryError(found.place.line, fmt::format("`{}` 应为 must be {}", key, type));
  return found;
}

std::string StoryTable::text(std::string_view key) {
  return value_of(key, Kind::text, "a text").text;
}

std::string StoryTable::text_or(std::string_view key, std::string_view otherwise) {
  return has(key) ? text(key) : std::string(otherwise);
}

std::optional<std::string> StoryTable::optional_text(std::string_view key) {
  return has(key) ? std::optional(text(key)) : std::nullopt;
}

std::int64_t StoryTable::whole(std::string_view key) {
  return value_of(key, Kind::whole, "a whole number").whole;
}

std::int64_t StoryTable::whole_or(std::string_view key, std::int64_t otherwise) {
  return has(key) ? whole(key) : otherwise;
}

std::optional<std::int64_t> StoryTable::optional_whole(std::string_view key) {
  return has(key) ? std::optional(whole(key)) : std::nullopt;
}

std::optional<std::int64_t> StoryTable::number(std::string_view key) {
  if (value(key).kind == Kind::fraction) return std::nullopt;
  return whole(key);
}

bool StoryTable::flag(std::string_view key) {
  return value_of(key, Kind::boolean, "true or false").boolean;
}

bool StoryTable::flag_or(std::string_view key, bool otherwise) {
  return has(key) ? flag(key) : otherwise;
}

base::Date StoryTable::date(std::string_view key) {
  const base::Date date = value_of(key, Kind::date, "a date").date;
  if (!date.ok()) fail(fmt::format("`{}`: 日历上没有这一天 no such day", key));
  return date;
}

std::optional<base::Date> StoryTable::optional_date(std::string_view key) {
  return has(key) ? std::optional(date(key)) : std::nullopt;
}

base::Instant StoryTable::instant(std::string_view key) {
  return value_of(key, Kind::instant, "a date-time with its offset, such as +08:00").instant;
}

std::optional<base::Instant> StoryTable::optional_instant(std::string_view key) {
  return has(key) ? std::optional(instant(key)) : std::nullopt;
}

std::vector<std::string> StoryTable::texts(std::string_view key) {
  std::vector<std::string> texts;
  for (const Value& each : value_of(key, Kind::array, "a list of texts").items) {
    if (each.kind != Kind::text) fail(fmt::format("`{}` 应为 must be a list of texts", key));
    texts.push_back(each.text);
  }
  return texts;
}

StoryTable StoryTable::table(std::string_view key) {
  return StoryTable(value_of(key, Kind::table, "a table"));
}

std::vector<StoryTable> StoryTable::tables(std::string_view key) {
  std::vector<StoryTable> tables;
  if (!has(key)) return tables;
  for (const Value& each : value_of(key, Kind::array, "a list of tables").items) {
    if (each.kind != Kind::table) fail(fmt::format("`{}` 应为 must be a list of tables", key));
    tables.emplace_back(each);
  }
  return tables;
}

void StoryTable::finish() const {
  for (const policy_toml::TomlEntry& entry : table_.entries) {
    if (!asked_.contains(entry.key)) {
      throw StoryError(entry.place.line, fmt::format("不认识的键 unknown key `{}`", entry.key));
    }
  }
}

}  // namespace kaoji::cli::replay
