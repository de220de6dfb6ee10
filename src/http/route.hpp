#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/access/access.hpp"
#include "http/asked.hpp"
#include "http/write_guard.hpp"

namespace kaoji::http {

class Site;
struct Visit;

/// How a route is served.
enum class Serving {
  question,  ///< one snapshot, on a worker's thread
  write,     ///< one transaction of the store's
  own        ///< a flow of its own: files, sign-in, health, the sandbox
};

/// A handler with a flow of its own. Called on the network's thread; must not hold it up.
using Flow = void (*)(Site&, const std::shared_ptr<Visit>&);

/// One operation of the contract: its method and path, the act of the access table that guards it, and who serves it.
/// The path may have up to two whole segments in braces.
struct Route {
  Method method{};
  std::string_view path;
  core::Act act{};
  Serving serving{};
  Question question = nullptr;
  Prepare prepare = nullptr;
  Flow flow = nullptr;
  BodyType body = BodyType::none;
};

constexpr Route asks(std::string_view path, core::Act act, Question question) {
  return {Method::get, path, act, Serving::question, question, nullptr, nullptr, BodyType::none};
}
constexpr Route writes(Method method, std::string_view path, core::Act act, BodyType body, Prepare prepare) {
  return {method, path, act, Serving::write, nullptr, prepare, nullptr, body};
}
constexpr Route flows(Method method, std::string_view path, core::Act act, Flow flow) {
  return {method, path, act, Serving::own, nullptr, nullptr, flow, BodyType::none};
}

/// Does every one of these routes have an act that the access table grants to someone? Asked by static_assert beside
/// each table.
template <std::size_t N>
constexpr bool all_have_rows(const std::array<Route, N>& routes) {
  for (const Route& route : routes) {
    if (!core::has_row(route.act)) return false;
  }
  return true;
}

/// A route with what the path gave for its braces.
struct Match {
  const Route* route = nullptr;
  std::string_view parameter;
  std::string_view second_parameter;
  bool other_method = false;  ///< the path is there, the method is not
};

/// The route of a method and a decoded path.
[[nodiscard]] Match find_route(std::span<const std::span<const Route>> tables, Method method, std::string_view path);

}  // namespace kaoji::http
