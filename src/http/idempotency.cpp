#include "http/idempotency.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/fault.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kShortestKey = 8;
constexpr std::size_t kLongestKey = 64;

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string_view header_of(const Answer& answer, std::string_view name) {
  const auto found = std::ranges::find(answer.headers, name, [](const auto& header) { return header.first; });
  return found == answer.headers.end() ? std::string_view() : std::string_view(found->second);
}

/// Content types of kept answers are those of this program: views must outlive the answer.
std::string_view content_type_of(std::string_view kept) {
  if (kept == kProblemType) return kProblemType;
  return kept.empty() ? std::string_view() : kJsonType;
}

}  // namespace

void check_idempotency_key(const Request& request) {
  const std::string_view key = request.idempotency_key;
  if (key.size() >= kShortestKey && key.size() <= kLongestKey && std::ranges::all_of(key, is_key_character)) return;
  throw Fault{400,
              "idempotency-key-missing",
              "需要 Idempotency-Key：8 到 64 个字母、数字、_ 或 -",
              "Idempotency-Key is needed: 8 to 64 letters, digits, _ or -",
              "Idempotency-Key",
              {},
              0};
}

std::string request_digest(const Request& request, const ports::Crypto& crypto) {
  std::string text = fmt::format("{} {}\n", to_text(request.method), request.target);
  text += request.body;
  return crypto.sm3(text);
}

std::optional<Answer> kept_answer(ports::Transaction& tx, core::AccountId account, std::string_view key,
                                  std::string_view digest) {
  auto kept = tx.records().answer(account, key);
  if (!kept) return std::nullopt;
  if (kept->request_digest != digest)
    throw Fault{422,
                "idempotency-mismatch",
                "这个 Idempotency-Key 已用于另一个请求",
                "This Idempotency-Key came with another request",
                "Idempotency-Key",
                {},
                0};
  Answer answer;
  answer.status = kept->status;
  answer.content_type = content_type_of(kept->content_type);
  answer.body = std::move(kept->body);
  if (!kept->etag.empty()) answer.headers.emplace_back("ETag", std::move(kept->etag));
  if (!kept->location.empty()) answer.headers.emplace_back("Location", std::move(kept->location));
  answer.headers.emplace_back("Idempotency-Replayed", "true");
  return answer;
}

void keep_answer(ports::Transaction& tx, core::AccountId account, std::string_view key, std::string_view digest,
                 const Answer& answer, base::Instant at) {
  ports::StoredAnswer kept;
  kept.request_digest = digest;
  kept.status = answer.status;
  kept.content_type = answer.content_type;
  kept.etag = header_of(answer, "ETag");
  kept.location = header_of(answer, "Location");
  kept.body = answer.kept_body.value_or(answer.body);
  tx.records().keep_answer(account, key, kept, at);
}

bool KeysUnderWay::begin(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  return keys_.insert(key).second;
}

void KeysUnderWay::end(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  keys_.erase(key);
}

}  // namespace kaoji::http
