#include "http/request_log.hpp"

#include <spdlog/spdlog.h>

#include <string>

namespace kaoji::http {

namespace {

/// A name with a line feed must not write a line of its own.
std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      line += c;
    } else {
      line += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return line;
}

}  // namespace

void log_request(const Request& request, int status, std::size_t bytes, std::chrono::nanoseconds took) {
  if (!spdlog::should_log(spdlog::level::info)) return;
  spdlog::info("{} {} {} {} {:.1f}ms {} {}", to_text(request.method), one_line(request.path), status, bytes,
               std::chrono::duration<double, std::milli>(took).count(), request.address, request.id);
}

void log_incident(std::string_view request_id, std::string_view what) {
  spdlog::error("{} {}", request_id, one_line(what));
}

}  // namespace kaoji::http
