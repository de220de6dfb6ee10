#include "http/fault.hpp"

#include <fmt/format.h>

namespace kaoji::http {

Fault parameter_invalid(std::string_view name, std::string_view zh, std::string_view en) {
  return {400, "parameter-invalid", std::string(zh), std::string(en), std::string(name), {}, 0};
}

Fault no_such_round() {
  return parameter_invalid("round", "该年度没有这个批次", "There is no such round in that year");
}

Fault field_invalid(std::string_view path, std::string_view zh, std::string_view en) {
  return {422, "field-invalid", std::string(zh), std::string(en), std::string(path), {}, 0};
}

Fault not_authenticated() {
  return {401, "not-authenticated", "请先登录；会话可能已经结束", "Sign in first; the session may have ended", {}, {},
          0};
}

Fault not_found() {
  return {404, "not-found", "没有这个地址", "There is nothing at this address", {}, {}, 0};
}

Fault method_not_allowed() {
  return {405, "method-not-allowed", "这个地址不接受这种方法", "This address does not take that method", {}, {}, 0};
}

Fault idempotency_in_progress() {
  return {409,
          "idempotency-in-progress",
          "同一个 Idempotency-Key 的请求正在处理",
          "A request with this Idempotency-Key is still running",
          "Idempotency-Key",
          {},
          1};
}

Fault password_change_required() {
  return {403, "password-change-required", "请先修改密码", "Change the password first", {}, {}, 0};
}

Fault factor_stale(std::chrono::seconds life) {
  const bool minutes = life.count() % 60 == 0;
  const auto number = minutes ? life.count() / 60 : life.count();
  return {
      403,
      "factor-stale",
      fmt::format("办理此事须在 {} {}内验证过身份：请再次输入密码或动态码，然后重试", number, minutes ? "分钟" : "秒"),
      fmt::format("This needs a factor shown within the last {} {}: give your password or a code again, then repeat it",
                  number, minutes ? "min" : "s"),
      {},
      {},
      0};
}

Fault csrf_refused() {
  return {403,
          "csrf-refused",
          "请求的令牌或来源不对，请刷新页面后再试",
          "The token or the origin of the request is wrong; reload the page and try again",
          {},
          {},
          0};
}

Fault busy() {
  return {503,
          "busy",
          "系统繁忙，请稍后再试；本次没有做任何更改",
          "The system is busy; nothing was done, try again soon",
          {},
          {},
          1};
}

}  // namespace kaoji::http
