#include "http/session_cookie.hpp"

#include <fmt/format.h>

namespace kaoji::http {

namespace {

std::string cookie(std::string_view token, bool over_tls, std::string_view more) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", session_cookie_name(over_tls), token,
                     over_tls ? "; Secure" : "", more);
}

}  // namespace

std::string_view session_cookie_name(bool over_tls) {
  return over_tls ? "__Host-kaoji" : "kaoji";
}

std::string_view session_token(std::string_view cookie_header, bool over_tls) {
  const std::string_view name = session_cookie_name(over_tls);
  while (!cookie_header.empty()) {
    const auto end = cookie_header.find(';');
    std::string_view pair = cookie_header.substr(0, end);
    cookie_header = end == std::string_view::npos ? std::string_view() : cookie_header.substr(end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

std::string set_session_cookie(std::string_view token, bool over_tls) {
  return cookie(token, over_tls, "");
}

std::string clear_session_cookie(bool over_tls) {
  return cookie("", over_tls, "; Max-Age=0");
}

}  // namespace kaoji::http
