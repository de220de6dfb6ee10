#pragma once

#include <chrono>

#include "http/request.hpp"

namespace kaoji::http {

/// One line for each answer: method, path without its query (which may hold names), status, bytes, milliseconds,
/// request id.
void log_request(const Request& request, int status, std::size_t bytes, std::chrono::nanoseconds took);

/// A line for what went wrong while serving, with the id that the person was given. No secrets: only what exceptions
/// say.
void log_incident(std::string_view request_id, std::string_view what);

}  // namespace kaoji::http
