#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kaoji::http {

enum class Method { get, head, post, put, del, other };

/// `GET`, …
[[nodiscard]] std::string_view to_text(Method method);
/// The method of that name; `other` for a method that nothing here serves.
[[nodiscard]] Method parse_method(std::string_view name);

/// A request as this folder sees it. The views live as long as its exchange. Header values are as sent, empty when
/// absent.
struct Request {
  Method method = Method::other;
  std::string_view target;  ///< path and query as sent
  std::string path;         ///< decoded; every segment valid UTF-8 without NUL
  std::string_view query;   ///< after the question mark, not decoded
  std::string_view body;

  std::string_view host;
  std::string_view cookie;
  std::string_view csrf;
  std::string_view idempotency_key;
  std::string_view if_match;
  std::string_view if_none_match;
  std::string_view origin;
  std::string_view fetch_site;
  std::string_view content_type;
  std::string_view accept_encoding;
  std::string_view accept_language;
  std::string_view forwarded_for;

  std::string address;        ///< of the other side, without the port
  std::string id;             ///< names this request in the log
  base::Instant received_at;  ///< the request's one reading of the clock, taken when its headers were complete
};

/// Who asked, when a gateway passed the request on: what it added last to X-Forwarded-For, whatever a client wrote
/// before it. Nothing when that is no address.
[[nodiscard]] std::optional<std::string_view> forwarded_address(std::string_view forwarded_for);

/// Sets whom the request comes from: `peer`, or whom the gateway names when that is the peer (empty: there is none).
void take_address(Request& request, std::string peer, std::string_view gateway);

/// Takes a header field as sent if the request keeps it; names in any case.
void take_field(Request& request, std::string_view name, std::string_view value);

}  // namespace kaoji::http
