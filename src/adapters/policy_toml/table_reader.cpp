#include "adapters/policy_toml/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kaoji::policy_toml {

namespace {

constexpr std::size_t kMaxTextBytes = 600;
constexpr std::size_t kMaxNameBytes = 64;

bool has_control_character(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return true;
  }
  return false;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kMaxNameBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

TableReader::TableReader(const TomlValue& table, std::string name, PolicyErrors& errors)
    : table_(table), name_(std::move(name)), errors_(errors) {}

const TomlValue* TableReader::optional(std::string_view key) {
  known_.emplace(key);
  return table_.find(key);
}

const TomlValue* TableReader::required(std::string_view key) {
  const TomlValue* value = optional(key);
  if (value == nullptr) {
    fail(place(), fmt::format("{}缺少 {}。", name_.empty() ? "文件" : name_ + " ", key),
         fmt::format("{} lacks {}.", name_.empty() ? "The file" : name_, key));
  }
  return value;
}

std::optional<std::string> TableReader::checked_text(const TomlValue& value, std::string_view key) {
  if (value.kind != TomlValue::Kind::text || value.text.empty() || value.text.size() > kMaxTextBytes ||
      has_control_character(value.text)) {
    fail(
        value.place, fmt::format("{} 须为文字：非空，不超过 {} 字节，不含控制字符。", key, kMaxTextBytes),
        fmt::format("{} must be a text: not empty, at most {} bytes, without control characters.", key, kMaxTextBytes));
    return std::nullopt;
  }
  return value.text;
}

std::string TableReader::text(std::string_view key) {
  const TomlValue* value = required(key);
  return value == nullptr ? std::string() : checked_text(*value, key).value_or("");
}

std::string TableReader::text_or(std::string_view key, std::string_view fallback) {
  const TomlValue* value = optional(key);
  if (value == nullptr) return std::string(fallback);
  return checked_text(*value, key).value_or(std::string(fallback));
}

std::string TableReader::name(std::string_view key) {
  const TomlValue* value = required(key);
  if (value == nullptr) return {};
  if (value->kind != TomlValue::Kind::text || !is_name(value->text)) {
    fail(value->place, fmt::format("{} 只能由小写字母、数字和连字符组成，不超过 {} 个。", key, kMaxNameBytes),
         fmt::format("{} may hold lower-case letters, digits and hyphens only, at most {}.", key, kMaxNameBytes));
    return {};
  }
  return value->text;
}

base::Date TableReader::date(std::string_view key) {
  const TomlValue* value = required(key);
  if (value == nullptr) return {};
  const bool in_range = value->kind == TomlValue::Kind::date && value->date.ok() && base::year_of(value->date) >= 1900;
  if (!in_range) {
    fail(value->place, fmt::format("{} 须为日期，写作 2021-09-30，不加引号。", key),
         fmt::format("{} must be a date such as 2021-09-30, without quotes.", key));
    return {};
  }
  return value->date;
}

bool TableReader::boolean_or(std::string_view key, bool fallback) {
  const TomlValue* value = optional(key);
  if (value == nullptr) return fallback;
  if (value->kind != TomlValue::Kind::boolean) {
    fail(value->place, fmt::format("{} 须为 true 或 false。", key), fmt::format("{} must be true or false.", key));
    return fallback;
  }
  return value->boolean;
}

std::optional<int> TableReader::whole(std::string_view key, int least, int most) {
  const TomlValue* value = optional(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlValue::Kind::whole || value->whole < least || value->whole > most) {
    fail(value->place, fmt::format("{} 须为 {} 至 {} 的整数。", key, least, most),
         fmt::format("{} must be a whole number from {} to {}.", key, least, most));
    return std::nullopt;
  }
  return static_cast<int>(value->whole);
}

std::optional<std::vector<int>> TableReader::falling_wholes(std::string_view key, int least, int most) {
  const TomlValue* value = optional(key);
  if (value == nullptr) return std::nullopt;
  const auto refuse = [&](const Place& place) {
    fail(place, fmt::format("{} 须为 {} 至 {} 的整数的列表，从大到小。", key, least, most),
         fmt::format("{} must be a list of whole numbers from {} to {}, falling.", key, least, most));
    return std::nullopt;
  };
  if (value->kind != TomlValue::Kind::array) return refuse(value->place);
  std::vector<int> read;
  for (const TomlValue& item : value->items) {
    const std::int64_t below = read.empty() ? std::int64_t{most} + 1 : read.back();
    if (item.kind != TomlValue::Kind::whole || item.whole < least || item.whole >= below) return refuse(item.place);
    read.push_back(static_cast<int>(item.whole));
  }
  return read;
}

std::vector<std::pair<std::string, Place>> TableReader::texts(std::string_view key) {
  std::vector<std::pair<std::string, Place>> read;
  const TomlValue* value = required(key);
  if (value == nullptr) return read;
  if (value->kind != TomlValue::Kind::array) {
    fail(value->place, fmt::format("{} 须为文字的列表。", key), fmt::format("{} must be a list of texts.", key));
    return read;
  }
  for (const TomlValue& item : value->items) {
    auto text = checked_text(item, key);
    if (!text) continue;
    const bool twice = std::any_of(read.begin(), read.end(), [&](const auto& each) { return each.first == *text; });
    if (twice) {
      fail(item.place, fmt::format("{} 中“{}”重复。", key, *text), fmt::format("{} names “{}” twice.", key, *text));
    } else {
      read.emplace_back(std::move(*text), item.place);
    }
  }
  return read;
}

void TableReader::done() {
  for (const TomlEntry& entry : table_.entries) {
    if (known_.contains(entry.key)) continue;
    fail(entry.place, fmt::format("{}中没有名为 {} 的项。", name_.empty() ? "文件" : name_ + " ", entry.key),
         fmt::format("Unknown key {} in {}.", entry.key, name_.empty() ? "the file" : name_));
  }
}

Place TableReader::place_of(std::string_view key) const {
  for (const TomlEntry& entry : table_.entries) {
    if (entry.key == key) return entry.place;
  }
  return table_.place;
}

void TableReader::fail(Place place, std::string zh, std::string en) {
  errors_.push_back({place.line, place.column, std::move(zh), std::move(en)});
}

void TableReader::fail_at(std::string_view key, std::string zh, std::string en) {
  fail(place_of(key), std::move(zh), std::move(en));
}

}  // namespace kaoji::policy_toml
