#pragma once

#include <exception>

#include "http/answer.hpp"
#include "http/problem.hpp"

namespace kaoji::http {

/// The answer to whatever was thrown while a request was served, in one place: a Fault becomes its problem, a failed
/// environment 503 or 507, anything else an incident (500) that the log explains and the answer does not.
[[nodiscard]] Answer answer_of_failure(const std::exception_ptr& failure, const ProblemContext& context);

}  // namespace kaoji::http
