#include "http/security_headers.hpp"

#include <array>

namespace kaoji::http {

namespace {

constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";
// Styles may be inline because the component library positions its pop-ups so; scripts may not.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src "
    "'self' "
    "data:; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";
constexpr std::string_view kDocumentPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";
constexpr std::string_view kStrangerPolicy = "sandbox; default-src 'none'; frame-ancestors 'self'";

constexpr std::array<HeaderField, 6> fields_with(std::string_view policy, std::string_view framing) {
  return {{{"Content-Security-Policy", policy},
           {"X-Content-Type-Options", "nosniff"},
           {"X-Frame-Options", framing},
           {"Referrer-Policy", "same-origin"},
           {"Cross-Origin-Resource-Policy", "same-origin"},
           // Last, so that it can be left off.
           {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"}}};
}

constexpr std::array<std::array<HeaderField, 6>, 4> kFields{
    fields_with(kDataPolicy, "DENY"), fields_with(kPagePolicy, "DENY"), fields_with(kDocumentPolicy, "SAMEORIGIN"),
    fields_with(kStrangerPolicy, "SAMEORIGIN")};

}  // namespace

std::span<const HeaderField> security_headers(Shows shows, bool over_tls) {
  const std::span<const HeaderField> fields = kFields[static_cast<std::size_t>(shows)];
  return over_tls ? fields : fields.first(fields.size() - 1);
}

}  // namespace kaoji::http
