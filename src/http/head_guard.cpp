#include "http/head_guard.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "http/header_text.hpp"
#include "http/limits.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kEndOfHead = "\r\n\r\n";

/// `GET /path HTTP/1.1`: what the parser would forgive, a gateway in front may have read otherwise.
bool is_request_line(std::string_view line) {
  return std::ranges::count(line, ' ') == 2 && (line.ends_with(" HTTP/1.1") || line.ends_with(" HTTP/1.0"));
}

}  // namespace

std::size_t HeadGuard::head_limit() {
  return kHeadBytes;
}

std::size_t HeadGuard::take_head(std::string_view bytes) {
  const std::size_t before = head_.size();
  head_.append(bytes.substr(0, head_limit() + 1));
  const std::size_t from = before < kEndOfHead.size() ? 0 : before - kEndOfHead.size() + 1;
  const std::size_t end = head_.find(kEndOfHead, from);
  if (end == std::string::npos) return bytes.size();
  head_complete_ = true;
  head_.resize(end + kEndOfHead.size());
  return head_.size() - before;
}

HeadGuard::Verdict HeadGuard::too_large() const {
  const std::size_t line = head_.find("\r\n");
  return line == std::string::npos || line > kTargetBytes ? Verdict::target_too_long : Verdict::head_too_large;
}

HeadGuard::Verdict HeadGuard::read_head() {
  std::string_view rest = head_;
  if (!is_request_line(rest.substr(0, rest.find("\r\n")))) {
    head_.clear();
    return Verdict::malformed;
  }
  int lengths = 0;
  std::size_t fields = 0;
  const std::size_t first = rest.find("\r\n");
  rest.remove_prefix(first + 2);
  while (rest.size() > 2) {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    if (++fields > kHeaderFields) return Verdict::head_too_large;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (same_letters(name, "Transfer-Encoding")) chunked_ = true;
    if (!same_letters(name, "Content-Length")) continue;
    ++lengths;
    const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), body_left_);
    if (error == std::errc::result_out_of_range) return Verdict::body_too_large;
    if (error != std::errc() || stop != value.data() + value.size()) body_left_ = 0;
  }
  const bool long_target = first > kTargetBytes;
  head_.clear();
  if (long_target) return Verdict::target_too_long;
  if (lengths > 1 || (lengths == 1 && chunked_)) return Verdict::ambiguous_length;
  if (body_left_ > kScanBytes) return Verdict::body_too_large;
  return Verdict::fine;
}

std::optional<base::Instant> HeadGuard::finish_request() {
  if (chunked_) {
    chunked_ = false;
    head_.clear();
  }
  return std::exchange(completed_at_, std::nullopt);
}

}  // namespace kaoji::http
