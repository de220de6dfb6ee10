#pragma once

#include <span>
#include <string_view>

namespace kaoji::http {

struct HeaderField {
  std::string_view name;
  std::string_view value;
};

/// What an answer shows, and so what its page may do.
enum class Shows {
  data,      ///< JSON, CSV: nothing at all
  page,      ///< the client's own pages and files: what they bring along, no inline script
  document,  ///< a PDF of our own, which the client may frame
  stranger   ///< an uploaded file: sandboxed, framed by the client at most
};

/// The headers that every answer carries (trust.md C2). `over_tls`: with HSTS, which plain HTTP must not say.
[[nodiscard]] std::span<const HeaderField> security_headers(Shows shows, bool over_tls);

}  // namespace kaoji::http
