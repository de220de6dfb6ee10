#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "http/fault.hpp"

namespace kaoji::http {

/// Reads the parameters of a query one by one, by name. Whatever was not asked for is refused by name at the end. Every
/// function throws Fault: parameter-invalid, parameter-unknown.
class QueryReader {
 public:
  explicit QueryReader(std::string_view query);

  [[nodiscard]] std::optional<std::string> text(std::string_view name, std::size_t max_characters);
  /// Every value of a parameter that may come several times, in their order.
  [[nodiscard]] std::vector<std::string> list(std::string_view name, std::size_t max_items);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
  /// `true` or `false`; false when absent.
  [[nodiscard]] bool flag(std::string_view name);
  [[nodiscard]] std::optional<bool> maybe_flag(std::string_view name);
  [[nodiscard]] std::optional<base::Instant> instant(std::string_view name);
  /// A plan year, 2000 to 2999.
  [[nodiscard]] std::optional<int> year(std::string_view name);
  [[nodiscard]] int required_year(std::string_view name);
  /// `limit`: 1 to 200, 20 when absent.
  [[nodiscard]] int limit();

  /// A word of a closed list, by the function that reads it.
  template <class T>
  [[nodiscard]] std::optional<T> choice(std::string_view name, std::optional<T> (*parse)(std::string_view)) {
    const auto word = text(name, 64);
    if (!word) return std::nullopt;
    const std::optional<T> chosen = parse(*word);
    if (!chosen) throw parameter_invalid(name, "不是可选的值", "Not one of the values that are possible");
    return chosen;
  }

  /// Refuses parameters that nobody asked for.
  void done() const;

 private:
  struct Parameter {
    std::string name;
    std::string value;
    bool asked = false;
  };
  [[nodiscard]] const std::string* single(std::string_view name);

  std::vector<Parameter> parameters_;
};

}  // namespace kaoji::http
