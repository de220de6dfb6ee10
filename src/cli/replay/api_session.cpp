#include "cli/replay/api_session.hpp"

#include <fmt/format.h>

#include <chrono>

namespace kaoji::cli::replay {

namespace {

std::string text_at(const boost::json::value& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto* found = object.as_object().if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

}  // namespace

Verdict verdict_of(const ApiAnswer& answer) {
  if (answer.ok()) return {};
  const std::string code = text_at(answer.body, "code");
  return {code.empty() ? fmt::format("HTTP {}", answer.status) : code, text_at(answer.body, "clause"),
          text_at(answer.body, "detail_zh")};
}

ApiAnswer ApiSession::read(const HttpAnswer& answer) {
  if (answer.body.empty()) return {answer.status, nullptr};
  boost::json::error_code failed;
  auto body = boost::json::parse(answer.body, failed);
  if (failed) throw StepImpossible(fmt::format("HTTP {}: 答复不是JSON the answer is not JSON", answer.status));
  return {answer.status, std::move(body)};
}

void ApiSession::end() {
  client_.forget_cookies();
  actor_.clear();
  csrf_token_.clear();
}

void ApiSession::be(const std::string& actor) {
  if (actor == actor_) return;
  end();
  const boost::json::value body{{"account", actor}};
  const auto answer =
      read(client_.send("POST", "/api/sandbox/session", "application/json", boost::json::serialize(body), {}));
  if (!answer.ok()) throw StepImpossible(fmt::format("没有此角色 no such actor: {}", actor));
  actor_ = actor;
  csrf_token_ = text_at(answer.body, "csrf_token");
}

std::vector<std::string> ApiSession::write_headers() {
  // Unique over all runs against one server: the keys of an earlier story's acts may still be kept there.
  static const auto started = std::chrono::system_clock::now().time_since_epoch().count();
  return {fmt::format("Idempotency-Key: replay-{:x}-{}", started, ++writes_), "X-Kaoji-CSRF: " + csrf_token_};
}

ApiAnswer ApiSession::get(const std::string& path) { return read(client_.send("GET", path, {}, {}, {})); }

boost::json::value ApiSession::must_get(const std::string& path) {
  auto answer = get(path);
  if (!answer.ok()) throw StepImpossible(fmt::format("{}: {}", path, verdict_of(answer).code));
  return std::move(answer.body);
}

ApiAnswer ApiSession::send(const std::string& method, const std::string& path, const boost::json::value& body) {
  return read(client_.send(method, path, "application/json", boost::json::serialize(body), write_headers()));
}

ApiAnswer ApiSession::save(const std::string& path, const boost::json::value& draft, std::int64_t version) {
  auto headers = write_headers();
  headers.push_back(fmt::format("If-Match: \"{}\"", version));
  return read(client_.send("PUT", path, "application/json", boost::json::serialize(draft), headers));
}

ApiAnswer ApiSession::send_without_body(const std::string& method, const std::string& path) {
  return read(client_.send(method, path, {}, {}, write_headers()));
}

ApiAnswer ApiSession::send_pdf(const std::string& path, const std::string& pdf) {
  return read(client_.send("PUT", path, "application/pdf", pdf, write_headers()));
}

}  // namespace kaoji::cli::replay
