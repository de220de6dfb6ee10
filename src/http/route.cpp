#include "http/route.hpp"

#include <optional>

namespace kaoji::http {

namespace {

/// What stands in the template's braces when the path fits it; nothing when it does not.
std::optional<std::string_view> fit(std::string_view pattern, std::string_view path) {
  const auto brace = pattern.find('{');
  if (brace == std::string_view::npos) {
    if (pattern != path) return std::nullopt;
    return std::string_view();
  }
  if (path.size() <= brace || path.substr(0, brace) != pattern.substr(0, brace)) return std::nullopt;
  const std::string_view tail = pattern.substr(pattern.find('}') + 1);
  const std::string_view rest = path.substr(brace);
  const auto slash = rest.find('/');
  const std::string_view value = rest.substr(0, slash);
  if (value.empty() || rest.substr(value.size()) != tail) return std::nullopt;
  return value;
}

}  // namespace

Match find_route(std::span<const std::span<const Route>> tables, Method method, std::string_view path) {
  Match match;
  for (const auto table : tables) {
    for (const Route& route : table) {
      const auto value = fit(route.path, path);
      if (!value) continue;
      // A path without braces is meant before one with: /plans/totals is no plan's id.
      const bool better = match.route == nullptr || value->empty();
      if (route.method == method) {
        if (better) match = {&route, *value, false};
      } else if (match.route == nullptr) {
        match.other_method = true;
      }
    }
  }
  return match;
}

}  // namespace kaoji::http
