#pragma once

#include "http/answer.hpp"
#include "http/request.hpp"

namespace kaoji::http {

/// 503 for a request that came after the stop signal: nothing was done, and the connection closes.
[[nodiscard]] Answer answer_while_stopping(const Request& request);

}  // namespace kaoji::http
