#include "cli/replay/api_session.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>

namespace kaoji::cli::replay {

namespace {

/// A text of a JSON object; empty when it is not there.
std::string text_at(const std::string& body, std::string_view key) {
  boost::json::error_code failed;
  const auto object = boost::json::parse(body, failed);
  if (failed || !object.is_object()) return {};
  const auto* found = object.as_object().if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

ApiAnswer answered(HttpAnswer answer) {
  return {answer.status, std::move(answer.body)};
}

}  // namespace

Verdict verdict_of(const ApiAnswer& answer) {
  if (answer.ok()) return {};
  const std::string code = text_at(answer.body, "code");
  return {code.empty() ? fmt::format("HTTP {}", answer.status) : code, text_at(answer.body, "clause"),
          text_at(answer.body, "detail_zh")};
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
      answered(client_.send("POST", "/api/sandbox/session", "application/json", boost::json::serialize(body), {}));
  if (!answer.ok()) throw StepImpossible(fmt::format("没有此角色 no such actor: {}", actor));
  actor_ = actor;
  csrf_token_ = text_at(answer.body, "csrf_token");
}

std::vector<std::string> ApiSession::write_headers() {
  // Unique over all runs against one server: the keys of an earlier story's acts may still be kept there.
  static const auto started = std::chrono::system_clock::now().time_since_epoch().count();
  return {fmt::format("Idempotency-Key: replay-{:x}-{}", started, ++writes_), "X-Kaoji-CSRF: " + csrf_token_};
}

ApiAnswer ApiSession::get(const std::string& path) {
  return answered(client_.send("GET", path, {}, {}, {}));
}

std::string ApiSession::must_get(const std::string& path) {
  auto answer = get(path);
  if (!answer.ok()) throw StepImpossible(fmt::format("{}: {}", path, verdict_of(answer).code));
  return std::move(answer.body);
}

ApiAnswer ApiSession::send(const std::string& method, const std::string& path, const std::string& body) {
  return answered(client_.send(method, path, "application/json", body, write_headers()));
}

ApiAnswer ApiSession::save(const std::string& path, const std::string& draft, std::int64_t version) {
  auto headers = write_headers();
  headers.push_back(fmt::format("If-Match: \"{}\"", version));
  return answered(client_.send("PUT", path, "application/json", draft, headers));
}

ApiAnswer ApiSession::send_without_body(const std::string& method, const std::string& path) {
  return answered(client_.send(method, path, {}, {}, write_headers()));
}

ApiAnswer ApiSession::send_pdf(const std::string& path, const std::string& pdf) {
  return answered(client_.send("PUT", path, "application/pdf", pdf, write_headers()));
}

}  // namespace kaoji::cli::replay
