#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaoji::http {

/// A request that did not come as the contract says, or cannot be served now: everything that is not a refusal of the
/// domain. Thrown while a request is read; becomes a problem answer in one place (problem.hpp).
struct Fault {
  int status = 400;
  std::string_view code;  ///< of ProblemCode in the contract
  std::string zh;
  std::string en;
  std::string field;                     ///< field or parameter at fault; empty: none
  std::optional<std::int64_t> position;  ///< byte offset of a JSON fault
  int retry_after = 0;                   ///< seconds; 0: no Retry-After
};

/// A parameter of the query, the path or a header that cannot be read.
[[nodiscard]] Fault parameter_invalid(std::string_view name, std::string_view zh, std::string_view en);
/// The parameter `round` names none of the year.
[[nodiscard]] Fault no_such_round();
/// A field of the body whose value is of the wrong type or beyond its limits.
[[nodiscard]] Fault field_invalid(std::string_view path, std::string_view zh, std::string_view en);
/// No session, or it has ended.
[[nodiscard]] Fault not_authenticated();
/// The page or operation does not exist.
[[nodiscard]] Fault not_found();
/// The token or the origin of a write is wrong.
[[nodiscard]] Fault csrf_refused();
/// The method is not one of this address.
[[nodiscard]] Fault method_not_allowed();
/// A request with the same Idempotency-Key is still being worked on.
[[nodiscard]] Fault idempotency_in_progress();
/// Before anything else the account must get a password of its own.
[[nodiscard]] Fault password_change_required();
/// The act is so grave that a factor has to be shown again first.
[[nodiscard]] Fault factor_stale(std::chrono::seconds life);
/// Too many wait already; nothing was done.
[[nodiscard]] Fault busy();

}  // namespace kaoji::http
