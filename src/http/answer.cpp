#include "http/answer.hpp"

namespace kaoji::http {

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

}  // namespace kaoji::http
