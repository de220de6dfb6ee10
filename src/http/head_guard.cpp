#include "http/head_guard.hpp"

#include <algorithm>
#include <utility>

#include "http/header_text.hpp"
#include "http/limits.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kEndOfLine = "\r\n";
constexpr std::string_view kEndOfHead = "\r\n\r\n";
/// More of them are a number that no 64 bits hold.
constexpr std::size_t kLengthDigits = 19;

/// `GET /path HTTP/1.1`: what the parser would forgive, a gateway in front may have read otherwise.
bool is_request_line(std::string_view line) {
  return std::ranges::count(line, ' ') == 2 && (line.ends_with(" HTTP/1.1") || line.ends_with(" HTTP/1.0"));
}

/// A line that ends without CR: the parser takes it for one, a gateway for a part of the line.
bool has_bare_line_feed(std::string_view head) {
  for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
    if (at == 0 || head[at - 1] != '\r') return true;
  }
  return false;
}

bool is_endless(std::string_view length) {
  return length.size() > kLengthDigits && std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; });
}

/// In how many ways a head states the length of its body, and whether one of them is beyond all numbers; whether a
/// field's name has a blank in it, which the parser forgives and a gateway may read otherwise.
struct Lengths {
  int fields = 0;
  bool coded = false;
  bool endless = false;
  bool blank_name = false;
};

Lengths lengths_in(std::string_view head) {
  Lengths lengths;
  for (std::size_t end = head.find(kEndOfLine); end != std::string_view::npos; end = head.find(kEndOfLine)) {
    head.remove_prefix(end + kEndOfLine.size());
    const std::string_view line = head.substr(0, head.find(kEndOfLine));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    lengths.blank_name = lengths.blank_name || name.find_first_of(" \t") != std::string_view::npos;
    if (same_letters(name, "Transfer-Encoding")) lengths.coded = true;
    if (!same_letters(name, "Content-Length")) continue;
    ++lengths.fields;
    lengths.endless = lengths.endless || is_endless(trimmed(line.substr(colon + 1)));
  }
  return lengths;
}

}  // namespace

std::size_t HeadGuard::take_head(std::string_view bytes) {
  if (head_.empty()) watch_.begin();
  const std::size_t before = head_.size();
  head_.append(bytes.substr(0, kHeadBytes + 1));
  const std::size_t from = before < kEndOfHead.size() ? 0 : before - kEndOfHead.size() + 1;
  const std::size_t end = head_.find(kEndOfHead, from);
  if (end != std::string::npos) {
    head_complete_ = true;
    head_.resize(end + kEndOfHead.size());
  }
  const std::size_t taken = head_complete_ ? head_.size() - before : bytes.size();
  watch_.saw(bytes.substr(0, taken));
  return taken;
}

bool HeadGuard::target_too_long() const {
  const std::size_t line = head_.find(kEndOfLine);
  // The last byte of an unfinished line may be the CR of its end.
  return line == std::string::npos ? head_.size() > kTargetBytes + 1 : line > kTargetBytes;
}

/// Whatever the parser would not go on with is refused now, not at the head's end.
HeadGuard::Verdict HeadGuard::unfinished_head() const {
  if (target_too_long()) return Verdict::target_too_long;
  if (head_.size() > kHeadBytes || watch_.stage() == MessageWatch::Stage::too_many_fields)
    return Verdict::head_too_large;
  return watch_.stage() == MessageWatch::Stage::head ? Verdict::fine : Verdict::malformed;
}

HeadGuard::Verdict HeadGuard::read_head() {
  const std::string head = std::exchange(head_, {});
  if (head.substr(0, head.find(kEndOfLine)).size() > kTargetBytes) return Verdict::target_too_long;
  const MessageWatch::Stage stage = watch_.stage();
  if (head.size() > kHeadBytes || stage == MessageWatch::Stage::too_many_fields) return Verdict::head_too_large;
  const Lengths lengths = lengths_in(head);
  if (lengths.endless) return Verdict::body_too_large;
  if (lengths.fields > 1 || (lengths.fields == 1 && lengths.coded)) return Verdict::ambiguous_length;
  if (stage != MessageWatch::Stage::body && stage != MessageWatch::Stage::complete) return Verdict::malformed;
  if (!is_request_line(std::string_view(head).substr(0, head.find(kEndOfLine))) || has_bare_line_feed(head) ||
      lengths.blank_name)
    return Verdict::malformed;
  if (watch_.upgrades()) return Verdict::upgrade;
  chunked_ = watch_.chunked();
  body_left_ = chunked_ ? 0 : watch_.length().value_or(0);
  return body_left_ > kScanBytes ? Verdict::body_too_large : Verdict::fine;
}

HeadGuard::Verdict HeadGuard::read_chunks() {
  switch (watch_.stage()) {
    case MessageWatch::Stage::body:
      return Verdict::fine;
    case MessageWatch::Stage::complete:
      chunked_ = false;
      return Verdict::fine;
    case MessageWatch::Stage::body_too_large:
      return Verdict::body_too_large;
    case MessageWatch::Stage::too_many_fields:
      return Verdict::head_too_large;
    default:
      return Verdict::malformed;
  }
}

std::optional<base::Instant> HeadGuard::finish_request() {
  return std::exchange(completed_at_, std::nullopt);
}

}  // namespace kaoji::http
