#include "http/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <limits>

#include "http/json_parsing.hpp"

namespace kaoji::http {

namespace {

namespace json = boost::json;

std::string_view view_of(const json::string& text) {
  return {text.data(), text.size()};
}

/// The whole number that a JSON number is; nothing when it is none or does not fit.
std::optional<std::int64_t> whole(const json::value& value) {
  if (const auto* number = value.if_int64()) return *number;
  const auto* real = value.if_double();
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond, a double does not name one whole number
  if (real == nullptr || std::trunc(*real) != *real || std::abs(*real) > kExact) return std::nullopt;
  return static_cast<std::int64_t>(*real);
}

std::int64_t integer_in(const json::value& value, std::int64_t least, std::int64_t most, const std::string& path) {
  const auto number = whole(value);
  if (!number || *number < least || *number > most)
    throw field_invalid(path, fmt::format("应为 {} 到 {} 的整数", least, most),
                        fmt::format("Must be a whole number from {} to {}", least, most));
  return *number;
}

std::string text_in(const json::value& value, const TextRule& rule, const std::string& path) {
  const auto* const text = value.if_string();
  if (text == nullptr) throw field_invalid(path, "应为文本", "Must be a text");
  return admitted_text(view_of(*text), rule, path);
}

const json::array& array_in(const json::value& value, std::size_t max_items, const std::string& path) {
  const auto* const items = value.if_array();
  if (items == nullptr) throw field_invalid(path, "应为数组", "Must be an array");
  if (items->size() > max_items)
    throw field_invalid(path, fmt::format("最多 {} 项", max_items), fmt::format("At most {} items", max_items));
  return *items;
}

}  // namespace

ObjectReader::ObjectReader(const json::object& object, std::string path) : object_(&object), path_(std::move(path)) {
  asked_.reserve(8);
}

std::string ObjectReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

Fault ObjectReader::missing(std::string_view name) const {
  return {422, "field-missing", "缺少必填字段", "A required field is missing", path_of(name), {}, 0};
}

Fault ObjectReader::not_a_choice(std::string_view name) const {
  return field_invalid(path_of(name), "不是可选的值", "Not one of the values that are possible");
}

const json::value* ObjectReader::find(std::string_view name) {
  asked_.push_back(name);
  return object_->if_contains({name.data(), name.size()});
}

const json::value* ObjectReader::find_not_null(std::string_view name) {
  const json::value* const value = find(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool ObjectReader::has(std::string_view name) {
  return find(name) != nullptr;
}

std::string ObjectReader::required_text(std::string_view name, const TextRule& rule) {
  const json::value* const value = find(name);
  if (value == nullptr) throw missing(name);
  return text_in(*value, rule, path_of(name));
}

std::optional<std::string> ObjectReader::maybe_text(std::string_view name, const TextRule& rule) {
  const json::value* const value = find(name);
  if (value == nullptr) return std::nullopt;
  return text_in(*value, rule, path_of(name));
}

std::optional<std::string> ObjectReader::nullable_text(std::string_view name, const TextRule& rule) {
  const json::value* const value = find_not_null(name);
  if (value == nullptr) return std::nullopt;
  return text_in(*value, rule, path_of(name));
}

bool ObjectReader::required_flag(std::string_view name) {
  if (!has(name)) throw missing(name);
  return flag(name);
}

bool ObjectReader::flag(std::string_view name) {
  const json::value* const value = find(name);
  if (value == nullptr) return false;
  if (!value->is_bool()) throw field_invalid(path_of(name), "应为 true 或 false", "Must be true or false");
  return value->get_bool();
}

std::int64_t ObjectReader::required_integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const json::value* const value = find(name);
  if (value == nullptr) throw missing(name);
  return integer_in(*value, least, most, path_of(name));
}

std::optional<std::int64_t> ObjectReader::maybe_integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const json::value* const value = find(name);
  if (value == nullptr) return std::nullopt;
  return integer_in(*value, least, most, path_of(name));
}

std::optional<std::int64_t> ObjectReader::nullable_integer(std::string_view name, std::int64_t least,
                                                           std::int64_t most) {
  const json::value* const value = find_not_null(name);
  if (value == nullptr) return std::nullopt;
  return integer_in(*value, least, most, path_of(name));
}

std::optional<std::int64_t> ObjectReader::typed_number(std::string_view name, bool null_allowed) {
  const json::value* const value = find(name);
  if (value == nullptr) throw missing(name);
  if (value->is_null() && null_allowed) return std::nullopt;
  if (!value->is_number()) throw field_invalid(path_of(name), "应为数字", "Must be a number");
  return whole(*value);
}

base::Date ObjectReader::required_date(std::string_view name) {
  const auto text = required_text(name, {.max_characters = 10});
  const auto day = base::parse_date(text);
  if (!day) throw field_invalid(path_of(name), "应为日期，如 2026-03-11", "Must be a day such as 2026-03-11");
  return *day;
}

std::optional<base::Date> ObjectReader::maybe_date(std::string_view name) {
  if (!has(name)) return std::nullopt;
  return required_date(name);
}

base::Instant ObjectReader::required_instant(std::string_view name) {
  const auto text = required_text(name, {.max_characters = 40});
  const auto at = base::parse_instant(text);
  if (!at)
    throw field_invalid(path_of(name), "应为带时区的时刻，如 2026-03-11T00:00:00+08:00",
                        "Must be an instant with an offset, such as 2026-03-11T00:00:00+08:00");
  return *at;
}

bool ObjectReader::each(std::string_view name, std::size_t max_items, const std::function<void(ObjectReader&)>& read) {
  const json::value* const value = find(name);
  if (value == nullptr) return false;
  const json::array& items = array_in(*value, max_items, path_of(name));
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string path = fmt::format("{}[{}]", path_of(name), i);
    const auto* const object = items[i].if_object();
    if (object == nullptr) throw field_invalid(path, "应为对象", "Must be an object");
    ObjectReader reader(*object, std::move(path));
    read(reader);
    reader.done();
  }
  return true;
}

void ObjectReader::required_each(std::string_view name, std::size_t max_items,
                                 const std::function<void(ObjectReader&)>& read) {
  if (!each(name, max_items, read)) throw missing(name);
}

std::vector<std::string> ObjectReader::required_texts(std::string_view name, std::size_t max_items,
                                                      const TextRule& rule) {
  const json::value* const value = find(name);
  if (value == nullptr) throw missing(name);
  std::vector<std::string> texts;
  for (const json::value& item : array_in(*value, max_items, path_of(name)))
    texts.push_back(text_in(item, rule, fmt::format("{}[{}]", path_of(name), texts.size())));
  return texts;
}

void ObjectReader::done() const {
  for (const auto& member : *object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::ranges::find(asked_, name) == asked_.end())
      throw Fault{422, "field-unknown", "不认识的字段", "Unknown field", path_of(name), {}, 0};
  }
}

void read_json_object(std::string_view body, const std::function<void(ObjectReader&)>& read) {
  std::array<unsigned char, 8192> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by the parser
  json::monotonic_resource memory(buffer.data(), buffer.size());
  const json::value document = parsed_json(body, &memory);
  const auto* const object = document.if_object();
  if (object == nullptr) throw Fault{422, "field-invalid", "应为 JSON 对象", "Must be a JSON object", {}, {}, 0};
  ObjectReader reader(*object, {});
  read(reader);
  reader.done();
}

}  // namespace kaoji::http
