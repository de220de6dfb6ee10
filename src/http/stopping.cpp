#include "http/stopping.hpp"

#include "http/fault.hpp"
#include "http/problem.hpp"

namespace kaoji::http {

Answer answer_while_stopping(const Request& request) {
  const base::Zone utc;
  Answer answer = problem_of(busy(), {request.id, base::Instant{}, utc, nullptr});
  answer.closes = true;
  return answer;
}

}  // namespace kaoji::http
