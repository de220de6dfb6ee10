#pragma once

#include <string>
#include <string_view>

namespace kaoji::http {

/// `__Host-kaoji` behind TLS; `kaoji` over plain HTTP, where no browser would take the other one.
[[nodiscard]] std::string_view session_cookie_name(bool over_tls);
/// The token in the Cookie header; empty when there is none.
[[nodiscard]] std::string_view session_token(std::string_view cookie_header, bool over_tls);
/// The Set-Cookie value that gives the browser its token.
[[nodiscard]] std::string set_session_cookie(std::string_view token, bool over_tls);
/// The Set-Cookie value that takes it away.
[[nodiscard]] std::string clear_session_cookie(bool over_tls);

}  // namespace kaoji::http
