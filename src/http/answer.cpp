#include "http/answer.hpp"

#include <fmt/format.h>

#include <iterator>

namespace kaoji::http {

std::string_view cache_control(Keep keep) {
  switch (keep) {
    case Keep::for_ever:
      return "public, max-age=31536000, immutable";
    case Keep::ask_us:
      return "no-cache";
    case Keep::never:
      break;
  }
  return "no-store";
}

Answer no_content() {
  Answer answer;
  answer.status = 204;
  answer.content_type = {};
  return answer;
}

Answer json_answer(std::string body, int status) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

std::string attachment(std::string_view ascii_name, std::string_view name) {
  std::string field = fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''", ascii_name);
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (plain) {
      field += c;
    } else {
      fmt::format_to(std::back_inserter(field), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return field;
}

Answer pdf_answer(std::string bytes, std::string_view name, Shows shows) {
  Answer answer;
  answer.content_type = kPdfType;
  answer.body = std::move(bytes);
  answer.shows = shows;
  answer.headers.emplace_back("Content-Disposition", "inline; filename=\"" + std::string(name) + ".pdf\"");
  return answer;
}

}  // namespace kaoji::http
