#include "http/request.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "http/header_text.hpp"

namespace kaoji::http {

namespace {

struct KeptField {
  std::string_view name;  ///< in lower case
  std::string_view Request::*value;
};

constexpr std::array<KeptField, 12> kKeptFields{{{"host", &Request::host},
                                                 {"cookie", &Request::cookie},
                                                 {"x-kaoji-csrf", &Request::csrf},
                                                 {"idempotency-key", &Request::idempotency_key},
                                                 {"if-match", &Request::if_match},
                                                 {"if-none-match", &Request::if_none_match},
                                                 {"origin", &Request::origin},
                                                 {"sec-fetch-site", &Request::fetch_site},
                                                 {"content-type", &Request::content_type},
                                                 {"accept-encoding", &Request::accept_encoding},
                                                 {"accept-language", &Request::accept_language},
                                                 {"x-forwarded-for", &Request::forwarded_for}}};

bool same_name(std::string_view sent, std::string_view lower) {
  return std::equal(sent.begin(), sent.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return ('A' <= a && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

}  // namespace

std::string_view to_text(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::del:
      return "DELETE";
    case Method::other:
      break;
  }
  return "OTHER";
}

Method parse_method(std::string_view name) {
  for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::del}) {
    if (to_text(method) == name) return method;
  }
  return Method::other;
}

std::optional<std::string_view> forwarded_address(std::string_view forwarded_for) {
  constexpr std::size_t longest = 45;
  const auto comma = forwarded_for.rfind(',');
  const std::string_view last =
      trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
  if (last.empty() || last.size() > longest) return std::nullopt;
  if (last.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return std::nullopt;
  return last;
}

void take_address(Request& request, std::string peer, std::string_view gateway) {
  const auto asker = !gateway.empty() && peer == gateway ? forwarded_address(request.forwarded_for) : std::nullopt;
  request.address = asker ? std::string(*asker) : std::move(peer);
}

void take_field(Request& request, std::string_view name, std::string_view value) {
  for (const KeptField& kept : kKeptFields) {
    if (!same_name(name, kept.name)) continue;
    request.*kept.value = value;
    return;
  }
}

}  // namespace kaoji::http
