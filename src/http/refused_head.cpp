#include "http/refused_head.hpp"

#include <fmt/format.h>

#include "http/fault.hpp"
#include "http/problem.hpp"
#include "http/reason_phrase.hpp"

namespace kaoji::http {

namespace {

Fault fault_of(HeadGuard::Verdict verdict) {
  switch (verdict) {
    case HeadGuard::Verdict::body_too_large:
      return {413, "body-too-large", "请求超过 20 MiB", "The request is larger than 20 MiB", {}, {}, 0};
    case HeadGuard::Verdict::target_too_long:
      return {414, "uri-too-long", "地址超过 8 KiB", "The address is longer than 8 KiB", {}, {}, 0};
    case HeadGuard::Verdict::head_too_large:
      return {431,
              "parameter-invalid",
              "请求头超过 16 KiB 或 100 个字段",
              "The headers are beyond 16 KiB or 100 fields",
              {},
              {},
              0};
    case HeadGuard::Verdict::malformed:
      return {400, "parameter-invalid", "不是 HTTP/1.1 请求", "Not a request of HTTP/1.1", {}, {}, 0};
    case HeadGuard::Verdict::upgrade:
      return {400, "parameter-invalid", "只用 HTTP/1.1，不切换协议", "HTTP/1.1 alone is spoken here", {}, {}, 0};
    case HeadGuard::Verdict::incomplete:
      return {400, "parameter-invalid", "请求没有发完连接就结束了", "The request ended before it was whole", {}, {}, 0};
    case HeadGuard::Verdict::late:
      return {408,
              "request-timeout",
              "请求发送太慢：请求头须在 10 秒内发完，内容每秒至少 1 KiB",
              "The request came too slowly: its head has 10 seconds, its body 1 KiB a second at least",
              {},
              {},
              0};
    case HeadGuard::Verdict::no_room:
      return busy();
    default:
      return {400, "parameter-invalid", "请求长度写了两种", "The request states its length in two ways", {}, {}, 0};
  }
}

}  // namespace

std::string refused_head(HeadGuard::Verdict verdict) {
  const base::Zone utc;
  const Answer answer = problem_of(fault_of(verdict), {"", base::Instant{}, utc, nullptr});
  std::string text = fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n", answer.status,
                                 reason_of(answer.status), answer.content_type, answer.body.size());
  for (const auto& [name, value] : answer.headers) text += fmt::format("{}: {}\r\n", name, value);
  for (const auto& field : security_headers(answer.shows, false))
    text += fmt::format("{}: {}\r\n", field.name, field.value);
  text += "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
  text += answer.body;
  return text;
}

}  // namespace kaoji::http
