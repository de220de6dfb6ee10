#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/date.hpp"

namespace kaoji::base {

// A value as bytes, for a child of this same program or for a row that keeps it: numbers in decimal, texts with their
// length. One description of the order of fields serves both ways: a function `pass(wire, value)` that names the fields
// either to a writer, which takes them, or to a reader, which fills them.

/// Value is the structure, const for a writer: for functions `pass`.
template <class Value, class Structure>
concept Is = std::same_as<std::remove_const_t<Value>, Structure>;

/// Takes fields. `wire(a, b)` appends them in this order; structures and lists of them go through their own `pass`.
class WireWriter {
 public:
  template <class... Fields>
  void operator()(const Fields&... fields) {
    (put(fields), ...);
  }
  /// The bytes of all fields; the writer is empty afterwards.
  std::string take() { return std::move(bytes_); }

 private:
  void put(const std::string& text) {
    put(text.size());
    bytes_ += text;
  }
  template <class Number>
  requires std::integral<Number> || std::is_enum_v<Number>
  void put(Number number) { bytes_ += std::to_string(static_cast<std::int64_t>(number)) + ' '; }
  void put(const Date& day) { put(to_text(day)); }
  void put(const std::optional<Date>& day) { put(day ? to_text(*day) : std::string()); }
  void put(const Instant& at) { put(std::int64_t{at.time_since_epoch().count()}); }
  template <class Item, std::size_t Size>
  void put(const std::array<Item, Size>& items) {
    for (const Item& item : items) put(item);
  }
  template <class Item>
  void put(const std::vector<Item>& items) {
    put(items.size());
    for (const Item& item : items) put(item);
  }
  template <class Structure>
  requires std::is_aggregate_v<Structure>
  void put(const Structure& structure) { pass(*this, structure); }

  std::string bytes_;
};

/// Fills fields from bytes that a WireWriter made. Throws std::runtime_error for others.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}
  /// Was everything taken?
  [[nodiscard]] bool done() const { return rest_.empty(); }

  template <class... Fields>
  void operator()(Fields&... fields) {
    (fill(fields), ...);
  }

 private:
  std::int64_t number() {
    std::int64_t read = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), read);
    const auto used = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc() || used >= rest_.size() || rest_[used] != ' ') {
      throw std::runtime_error("on the wire: a number is broken");
    }
    rest_.remove_prefix(used + 1);
    return read;
  }
  // Every item takes a byte at least, so that no count can ask for more memory than the bytes themselves.
  std::size_t size() {
    const std::int64_t read = number();
    if (read < 0 || static_cast<std::uint64_t>(read) > rest_.size()) {
      throw std::runtime_error("on the wire: a text or list is cut");
    }
    return static_cast<std::size_t>(read);
  }
  void fill(std::string& text) {
    const std::size_t length = size();
    text = rest_.substr(0, length);
    rest_.remove_prefix(length);
  }
  template <class Number>
  requires std::integral<Number> || std::is_enum_v<Number>
  void fill(Number& read) { read = static_cast<Number>(number()); }
  void fill(std::optional<Date>& day) {
    std::string text;
    fill(text);
    day = parse_date(text);
  }
  void fill(Date& day) {
    std::optional<Date> read;
    fill(read);
    day = read.value_or(Date{});
  }
  void fill(Instant& at) { at = Instant{Instant::duration{number()}}; }
  template <class Item, std::size_t Size>
  void fill(std::array<Item, Size>& items) {
    for (Item& item : items) fill(item);
  }
  template <class Item>
  void fill(std::vector<Item>& items) {
    items.resize(size());
    for (Item& item : items) fill(item);
  }
  template <class Structure>
  requires std::is_aggregate_v<Structure>
  void fill(Structure& structure) { pass(*this, structure); }

  std::string_view rest_;
};

}  // namespace kaoji::base
