#include "http/write_guard.hpp"

#include <fmt/format.h>

#include "http/answer.hpp"
#include "http/fault.hpp"
#include "http/header_text.hpp"
#include "http/limits.hpp"
#include "http/photo_parts.hpp"

namespace kaoji::http {

namespace {

bool has_media_type(std::string_view content_type, std::string_view wanted) {
  const auto semicolon = content_type.find(';');
  const std::string_view bare = trimmed(content_type.substr(0, semicolon));
  const std::string_view rest =
      semicolon == std::string_view::npos ? std::string_view() : trimmed(content_type.substr(semicolon + 1));
  return same_letters(bare, wanted) && (rest.empty() || same_letters(rest, "charset=utf-8"));
}

bool same_origin(const Request& request) {
  if (!request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none") return false;
  if (request.origin.empty()) return true;
  const auto host = request.origin.find("://");
  return host != std::string_view::npos && request.origin.substr(host + 3) == request.host;
}

Fault media_type_unsupported(std::string_view wanted) {
  return {415,
          "media-type-unsupported",
          "请求的内容类型应为 " + std::string(wanted),
          "The media type must be " + std::string(wanted),
          {},
          {},
          0};
}

/// A form of a foreign page could send multipart/form-data, but not the session's token, which is asked for first.
void guard_scan(const Request& request) {
  if (!has_media_type(request.content_type, "application/pdf") && !multipart_boundary(request.content_type))
    throw media_type_unsupported("application/pdf, multipart/form-data");
  if (request.body.size() > kScanBytes)
    throw Fault{413, "body-too-large", "扫描件超过 20 MiB", "The scan is larger than 20 MiB", {}, {}, 0};
}

void guard_book(const Request& request) {
  if (!has_media_type(request.content_type, kXlsxType)) throw media_type_unsupported(kXlsxType);
  if (request.body.size() > kBookBytes)
    throw Fault{413, "body-too-large", "文件超过 5 MiB", "The file is larger than 5 MiB", {}, {}, 0};
}

void guard_table(const Request& request) {
  if (!has_media_type(request.content_type, "text/csv") && !has_media_type(request.content_type, kXlsxType))
    throw media_type_unsupported(fmt::format("text/csv, {}", kXlsxType));
  if (request.body.size() > kScanBytes)
    throw Fault{413, "body-too-large", "文件超过 20 MiB", "The file is larger than 20 MiB", {}, {}, 0};
}

}  // namespace

void guard_write(const Request& request, BodyType type, bool with_session) {
  if (!same_origin(request) || (with_session && request.csrf.empty())) throw csrf_refused();
  if (type == BodyType::scan) return guard_scan(request);
  if (type == BodyType::book) return guard_book(request);
  if (type == BodyType::table) return guard_table(request);
  const bool untyped_nothing = request.body.empty() && request.content_type.empty() && type == BodyType::none;
  if (!untyped_nothing && !has_media_type(request.content_type, "application/json"))
    throw media_type_unsupported("application/json");
  if (type == BodyType::json && request.body.size() > kJsonBytes)
    throw Fault{413, "body-too-large", "请求超过 1 MiB", "The request is larger than 1 MiB", {}, {}, 0};
  if (type == BodyType::none && !request.body.empty() && request.body != "{}")
    throw Fault{422, "field-unknown", "此操作不带内容", "This operation takes no body", {}, {}, 0};
}

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

}  // namespace kaoji::http
