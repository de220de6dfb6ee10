#include "http/answer.hpp"

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

Answer pdf_answer(std::string bytes, std::string_view name, Shows shows) {
  Answer answer;
  answer.content_type = kPdfType;
  answer.body = std::move(bytes);
  answer.shows = shows;
  answer.headers.emplace_back("Content-Disposition", "inline; filename=\"" + std::string(name) + ".pdf\"");
  return answer;
}

}  // namespace kaoji::http
