#include "cli/replay/story_table.hpp"

#include <fmt/format.h>

#include <chrono>

namespace kaoji::cli::replay {

namespace {

base::Date date_from(const toml::date& date) {
  return base::Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

}  // namespace

StoryError::StoryError(std::uint32_t line, const std::string& why)
    : std::runtime_error(fmt::format("第 {} 行 line {}: {}", line, line, why)) {}

void StoryTable::fail(const std::string& why) const { throw StoryError(line(), why); }

const toml::node& StoryTable::node(std::string_view key) {
  asked_.emplace(key);
  const toml::node* found = table_.get(key);
  if (found == nullptr) fail(fmt::format("缺少 missing key `{}`", key));
  return *found;
}

template <class T>
T StoryTable::value(std::string_view key, std::string_view type) {
  const toml::node& found = node(key);
  const auto value = found.value_exact<T>();
  if (!value) throw StoryError(found.source().begin.line, fmt::format("`{}` 应为 must be {}", key, type));
  return *value;
}

std::string StoryTable::text(std::string_view key) { return value<std::string>(key, "a text"); }

std::string StoryTable::text_or(std::string_view key, std::string_view otherwise) {
  return has(key) ? text(key) : std::string(otherwise);
}

std::optional<std::string> StoryTable::optional_text(std::string_view key) {
  return has(key) ? std::optional(text(key)) : std::nullopt;
}

std::int64_t StoryTable::whole(std::string_view key) { return value<std::int64_t>(key, "a whole number"); }

std::int64_t StoryTable::whole_or(std::string_view key, std::int64_t otherwise) {
  return has(key) ? whole(key) : otherwise;
}

std::optional<std::int64_t> StoryTable::optional_whole(std::string_view key) {
  return has(key) ? std::optional(whole(key)) : std::nullopt;
}

std::optional<std::int64_t> StoryTable::number(std::string_view key) {
  if (node(key).is_floating_point()) return std::nullopt;
  return whole(key);
}

bool StoryTable::flag(std::string_view key) { return value<bool>(key, "true or false"); }

bool StoryTable::flag_or(std::string_view key, bool otherwise) { return has(key) ? flag(key) : otherwise; }

base::Date StoryTable::date(std::string_view key) {
  const base::Date date = date_from(value<toml::date>(key, "a date"));
  if (!date.ok()) fail(fmt::format("`{}`: 日历上没有这一天 no such day", key));
  return date;
}

std::optional<base::Date> StoryTable::optional_date(std::string_view key) {
  return has(key) ? std::optional(date(key)) : std::nullopt;
}

base::Instant StoryTable::instant(std::string_view key) {
  const auto at = value<toml::date_time>(key, "a date-time with its offset");
  if (!at.offset) fail(fmt::format("`{}` 须写明时差 needs an offset, such as +08:00", key));
  const auto ms = std::chrono::milliseconds{at.time.nanosecond / 1'000'000};
  return base::Instant{std::chrono::sys_days{date_from(at.date)}} + std::chrono::hours{at.time.hour} +
         std::chrono::minutes{at.time.minute} + std::chrono::seconds{at.time.second} + ms -
         std::chrono::minutes{at.offset->minutes};
}

std::optional<base::Instant> StoryTable::optional_instant(std::string_view key) {
  return has(key) ? std::optional(instant(key)) : std::nullopt;
}

std::vector<std::string> StoryTable::texts(std::string_view key) {
  const toml::array* array = node(key).as_array();
  if (array == nullptr) fail(fmt::format("`{}` 应为 must be a list of texts", key));
  std::vector<std::string> texts;
  for (const toml::node& each : *array) {
    const auto text = each.value_exact<std::string>();
    if (!text) fail(fmt::format("`{}` 应为 must be a list of texts", key));
    texts.push_back(*text);
  }
  return texts;
}

StoryTable StoryTable::table(std::string_view key) {
  const toml::table* table = node(key).as_table();
  if (table == nullptr) fail(fmt::format("`{}` 应为 must be a table", key));
  return StoryTable(*table);
}

std::vector<StoryTable> StoryTable::tables(std::string_view key) {
  std::vector<StoryTable> tables;
  if (!has(key)) return tables;
  const toml::array* array = node(key).as_array();
  if (array == nullptr) fail(fmt::format("`{}` 应为 must be a list of tables", key));
  for (const toml::node& each : *array) {
    if (!each.is_table()) fail(fmt::format("`{}` 应为 must be a list of tables", key));
    tables.emplace_back(*each.as_table());
  }
  return tables;
}

void StoryTable::finish() const {
  for (const auto& [key, unused] : table_) {
    if (!asked_.contains(key.str())) {
      throw StoryError(key.source().begin.line, fmt::format("不认识的键 unknown key `{}`", key.str()));
    }
  }
}

}  // namespace kaoji::cli::replay
