#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "http/fault.hpp"
#include "http/text_rules.hpp"

namespace boost::json {
class object;
class value;
}  // namespace boost::json

namespace kaoji::http {

/// Reads the members of one JSON object one by one, by name. Whatever was not asked for is refused by name at the end.
/// Every function throws Fault with the path of the field: field-missing, field-invalid, field-unknown, char-invisible.
/// `required` functions refuse an absent member, `maybe` ones give nothing for it; null is refused unless a function
/// says otherwise.
class ObjectReader {
 public:
  /// `path` leads to the object: empty, or `lines[0]`. The object must outlive the reader.
  ObjectReader(const boost::json::object& object, std::string path);

  [[nodiscard]] bool has(std::string_view name);
  [[nodiscard]] std::string required_text(std::string_view name, const TextRule& rule);
  [[nodiscard]] std::optional<std::string> maybe_text(std::string_view name, const TextRule& rule);
  /// As maybe_text; null is as good as absent.
  [[nodiscard]] std::optional<std::string> nullable_text(std::string_view name, const TextRule& rule);
  [[nodiscard]] bool required_flag(std::string_view name);
  /// false when absent.
  [[nodiscard]] bool flag(std::string_view name);
  [[nodiscard]] std::int64_t required_integer(std::string_view name, std::int64_t least, std::int64_t most);
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view name, std::int64_t least, std::int64_t most);
  [[nodiscard]] std::optional<std::int64_t> nullable_integer(std::string_view name, std::int64_t least,
                                                             std::int64_t most);
  /// A headcount as typed: any JSON number. Nothing when it is not a whole number that fits, or null (where null is
  /// allowed).
  [[nodiscard]] std::optional<std::int64_t> typed_number(std::string_view name, bool null_allowed);
  [[nodiscard]] base::Date required_date(std::string_view name);
  [[nodiscard]] std::optional<base::Date> maybe_date(std::string_view name);
  [[nodiscard]] base::Instant required_instant(std::string_view name);

  /// A word of a closed list, by the function that reads it.
  template <class T>
  [[nodiscard]] T required_choice(std::string_view name, std::optional<T> (*parse)(std::string_view)) {
    const auto chosen = parse(required_text(name, {.max_characters = 64}));
    if (!chosen) throw not_a_choice(name);
    return *chosen;
  }
  template <class T>
  [[nodiscard]] std::optional<T> maybe_choice(std::string_view name, std::optional<T> (*parse)(std::string_view)) {
    if (!has(name)) return std::nullopt;
    return required_choice(name, parse);
  }

  /// Reads every object of an array; false when the member is absent.
  bool each(std::string_view name, std::size_t max_items, const std::function<void(ObjectReader&)>& read);
  /// As `each`; an absent member is refused.
  void required_each(std::string_view name, std::size_t max_items, const std::function<void(ObjectReader&)>& read);
  /// The texts of an array; must be there.
  [[nodiscard]] std::vector<std::string> required_texts(std::string_view name, std::size_t max_items,
                                                        const TextRule& rule);

  /// Refuses members that nobody asked for.
  void done() const;

 private:
  [[nodiscard]] const boost::json::value* find(std::string_view name);
  [[nodiscard]] const boost::json::value* find_not_null(std::string_view name);
  [[nodiscard]] std::string path_of(std::string_view name) const;
  [[nodiscard]] Fault missing(std::string_view name) const;
  [[nodiscard]] Fault not_a_choice(std::string_view name) const;

  const boost::json::object* object_;
  std::string path_;
  std::vector<std::string_view> asked_;
};

/// Reads a body that must be one JSON object: UTF-8, 1 MiB, 32 deep, no name twice. Gives a reader for it to `read` and
/// then refuses the members that `read` did not ask for. Throws Fault: body-too-large, json-syntax, json-depth,
/// json-encoding, json-duplicate-key (400, with the position), and what `read` throws.
void read_json_object(std::string_view body, const std::function<void(ObjectReader&)>& read);

}  // namespace kaoji::http
