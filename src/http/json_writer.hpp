#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"

namespace kaoji::http {

/// Writes one JSON text front to back into one string: commas and escapes are its own business, the shape is the
/// caller's. Instants are written in the zone given at the start.
class JsonWriter {
 public:
  explicit JsonWriter(const base::Zone& zone, std::size_t expected_bytes = 512) : zone_(zone) {
    text_.reserve(expected_bytes);
  }

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  /// The name of the next value; names of the contract, which need no escapes.
  JsonWriter& key(std::string_view name) {
    comma();
    text_ += '"';
    text_ += name;
    text_ += "\":";
    after_value_ = false;
    return *this;
  }

  JsonWriter& null() { return raw("null"); }
  JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) JsonWriter& value(Number number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return raw({digits, static_cast<std::size_t>(end - digits)});
  }
  template <class Tag>
  JsonWriter& value(base::Id<Tag> id) {
    return value(id.value);
  }
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  /// `"2026-03-11"`.
  JsonWriter& value(base::Date day);
  /// `"2026-03-11T00:00:00+08:00"`.
  JsonWriter& value(base::Instant at);
  template <class T>
  JsonWriter& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }

  template <class T>
  JsonWriter& member(std::string_view name, const T& member_value) {
    key(name);
    return value(member_value);
  }
  /// The text, or null when it is empty.
  JsonWriter& member_or_null(std::string_view name, std::string_view text) {
    key(name);
    return text.empty() ? null() : value(text);
  }
  JsonWriter& null_member(std::string_view name) {
    key(name);
    return null();
  }

  [[nodiscard]] const base::Zone& zone() const { return zone_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket) {
    comma();
    text_ += bracket;
    after_value_ = false;
    return *this;
  }
  JsonWriter& close(char bracket) {
    text_ += bracket;
    after_value_ = true;
    return *this;
  }
  JsonWriter& raw(std::string_view token) {
    comma();
    text_ += token;
    after_value_ = true;
    return *this;
  }
  void comma() {
    if (after_value_) text_ += ',';
  }

  const base::Zone& zone_;
  std::string text_;
  bool after_value_ = false;
};

}  // namespace kaoji::http
