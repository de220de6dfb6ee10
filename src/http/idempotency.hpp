#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "http/answer.hpp"
#include "http/request.hpp"
#include "usecases/context.hpp"

namespace kaoji::http {

/// Throws Fault 400 when the key is missing or not of the contract's form.
void check_idempotency_key(const Request& request);

/// The digest by which a repeated request is known as the same: method, target and body.
[[nodiscard]] std::string request_digest(const Request& request, const ports::Crypto& crypto);

/// The answer kept for this key: the same bytes again. Throws Fault 422 when the key came with another request before.
[[nodiscard]] std::optional<Answer> kept_answer(ports::Transaction& tx, core::AccountId account, std::string_view key,
                                                std::string_view digest);
/// Keeps an answer with the change that it tells of, in one transaction.
void keep_answer(ports::Transaction& tx, core::AccountId account, std::string_view key, std::string_view digest,
                 const Answer& answer, base::Instant at);

/// The keys whose requests are being worked on, so that a second one of the same kind is told to wait (409) instead of
/// racing the first. Safe from any thread.
class KeysUnderWay {
 public:
  /// False when it is under way already.
  [[nodiscard]] bool begin(const std::string& key);
  void end(const std::string& key);

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;
};

}  // namespace kaoji::http
