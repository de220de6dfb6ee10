#include "http/embedded_client.hpp"

#include <fmt/format.h>

#include "assets/embedded_files.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kPlainDocs =
    "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>考籍 API</title></head><body>"
    "<h1>接口说明 API</h1><p>网页端尚未构建，请直接阅读 <a href=\"/api/openapi.yaml\">/api/openapi.yaml</a>。</p>"
    "<p lang=\"en\">The web client was not built into this program; read the contract itself.</p></body></html>";

/// Does Accept-Encoding name this coding, and not with q=0?
bool takes(std::string_view accept, std::string_view coding) {
  const auto at = accept.find(coding);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = accept.substr(at + coding.size());
  return !rest.starts_with(";q=0") || rest.starts_with(";q=0.");
}

bool names_a_file(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

std::optional<Answer> embedded_answer(const Request& request, std::string_view name, Shows shows) {
  const assets::EmbeddedFile* const file = assets::find_embedded(name);
  if (file == nullptr) return std::nullopt;
  Answer answer;
  answer.shows = shows;
  answer.keep = file->name_is_hashed ? Keep::for_ever : Keep::ask_us;
  const std::string etag = fmt::format("\"{}\"", file->digest);
  answer.headers.emplace_back("ETag", etag);
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (request.if_none_match.find(etag) != std::string_view::npos) {
    answer.status = 304;
    answer.content_type = {};
    return answer;
  }
  answer.content_type = file->content_type;
  answer.fixed_body = file->plain;
  if (!file->brotli.empty() && takes(request.accept_encoding, "br")) {
    answer.fixed_body = file->brotli;
    answer.headers.emplace_back("Content-Encoding", "br");
  } else if (!file->gzip.empty() && takes(request.accept_encoding, "gzip")) {
    answer.fixed_body = file->gzip;
    answer.headers.emplace_back("Content-Encoding", "gzip");
  }
  return answer;
}

std::optional<Answer> client_file(const Request& request) {
  const std::string& path = request.path;
  if (path.find("//") != std::string::npos || path.find("/.") != std::string::npos) return std::nullopt;
  if (names_a_file(path)) return embedded_answer(request, "web" + path, Shows::page);
  return embedded_answer(request, "web/index.html", Shows::page);
}

Answer docs_page(const Request& request) {
  if (auto page = embedded_answer(request, "web/api-docs/index.html", Shows::page)) return *std::move(page);
  Answer answer;
  answer.content_type = "text/html; charset=utf-8";
  answer.fixed_body = kPlainDocs;
  answer.shows = Shows::page;
  return answer;
}

}  // namespace kaoji::http
