#include "http/route.hpp"

#include <optional>

namespace kaoji::http {

namespace {

/// What stands in the template's braces, empty for those it has not; nothing when the path does not fit it.
std::optional<std::array<std::string_view, 2>> fit(std::string_view pattern, std::string_view path) {
  std::array<std::string_view, 2> values;
  for (auto& value : values) {
    const auto brace = pattern.find('{');
    if (brace == std::string_view::npos) break;
    if (path.substr(0, brace) != pattern.substr(0, brace)) return std::nullopt;
    path.remove_prefix(brace);
    pattern.remove_prefix(pattern.find('}') + 1);
    value = path.substr(0, path.find('/'));
    if (value.empty()) return std::nullopt;
    path.remove_prefix(value.size());
  }
  if (path != pattern) return std::nullopt;
  return values;
}

}  // namespace

Match find_route(std::span<const std::span<const Route>> tables, Method method, std::string_view path) {
  Match match;
  for (const auto table : tables) {
    for (const Route& route : table) {
      const auto values = fit(route.path, path);
      if (!values) continue;
      // A path without braces is meant before one with: /plans/totals is no plan's id.
      const bool better = match.route == nullptr || (*values)[0].empty();
      if (route.method == method) {
        if (better) match = {&route, (*values)[0], (*values)[1], false};
      } else if (match.route == nullptr) {
        match.other_method = true;
      }
    }
  }
  return match;
}

}  // namespace kaoji::http
