#pragma once

#include <string>

#include "http/head_guard.hpp"

namespace kaoji::http {

/// The whole HTTP answer, head and body, to a request that is cut off before it is parsed; the connection closes behind
/// it.
[[nodiscard]] std::string refused_head(HeadGuard::Verdict verdict);

}  // namespace kaoji::http
