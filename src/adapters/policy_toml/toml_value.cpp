#include "adapters/policy_toml/toml_value.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>

namespace kaoji::policy_toml {

namespace {

/// A dotted key nests a table for each dot, and tables are taken down recursively: a file of dots would use up the
/// stack. No policy and no configuration comes near this many.
constexpr std::ptrdiff_t kMaxDots = 4000;

Place place_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

base::Date date_of(const toml::date& date) {
  return base::Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
}

void set_date_time(const toml::date_time& read, TomlValue& value) {
  if (!read.offset) return;
  value.kind = TomlValue::Kind::instant;
  value.instant = base::Instant{std::chrono::sys_days{date_of(read.date)}} + std::chrono::hours{read.time.hour} +
                  std::chrono::minutes{read.time.minute} + std::chrono::seconds{read.time.second} +
                  std::chrono::milliseconds{read.time.nanosecond / 1'000'000} -
                  std::chrono::minutes{read.offset->minutes};
}

TomlValue converted(const toml::node& node) {
  TomlValue value;
  value.place = place_of(node.source());
  value.kind = TomlValue::Kind::other;
  if (const auto* table = node.as_table()) {
    value.kind = TomlValue::Kind::table;
    for (const auto& [key, item] : *table) {
      value.entries.push_back({std::string(key.str()), place_of(key.source()), converted(item)});
    }
    std::stable_sort(value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
  } else if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::array;
    for (const toml::node& item : *array) value.items.push_back(converted(item));
  } else if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::text;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.kind = TomlValue::Kind::whole;
    value.whole = whole->get();
  } else if (node.is_floating_point()) {
    value.kind = TomlValue::Kind::fraction;
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = TomlValue::Kind::boolean;
    value.boolean = boolean->get();
  } else if (const auto* date = node.as_date()) {
    value.kind = TomlValue::Kind::date;
    value.date = date_of(date->get());
  } else if (const auto* date_time = node.as_date_time()) {
    set_date_time(date_time->get(), value);
  }
  return value;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const TomlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

base::Result<TomlValue, PolicyErrors> parse_toml(std::string_view text) {
  if (text.size() > kMaxTomlBytes) {
    return PolicyErrors{{0, 0, fmt::format("文件超过 {} KiB。", kMaxTomlBytes / 1024),
                         fmt::format("The file is larger than {} KiB.", kMaxTomlBytes / 1024)}};
  }
  if (std::count(text.begin(), text.end(), '.') > kMaxDots) {
    return PolicyErrors{{0, 0, "文件嵌套过深。", "The file nests too deeply."}};
  }
  try {
    const toml::table table = toml::parse(text);
    TomlValue root = converted(table);
    root.place = {1, 1};
    return root;
  } catch (const toml::parse_error& error) {
    const Place place = place_of(error.source());
    return PolicyErrors{{place.line, place.column, "不是合法的 TOML。",
                         fmt::format("This is not valid TOML: {}.", error.description())}};
  }
}

}  // namespace kaoji::policy_toml
