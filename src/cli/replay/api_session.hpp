#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/replay/http_client.hpp"
#include "cli/replay/theatre.hpp"

namespace kaoji::cli::replay {

/// An answer of the API.
struct ApiAnswer {
  long status = 0;
  std::string body;  ///< JSON, or empty

  [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
};

/// Talks to the API of a sandbox as one of its actors, signed in anew whenever the actor or the clock changes.
class ApiSession {
 public:
  explicit ApiSession(const std::string& url) : client_(url) {}

  /// From here on, requests are this actor's. Throws StepImpossible when the sandbox has no such account.
  void be(const std::string& actor);
  /// The next request signs in again: sessions end as the clock moves.
  void end();

  [[nodiscard]] ApiAnswer get(const std::string& path);
  /// As `get`, for an answer that must be there: throws StepImpossible with the refusal's words.
  [[nodiscard]] std::string must_get(const std::string& path);
  [[nodiscard]] ApiAnswer send(const std::string& method, const std::string& path, const std::string& body);
  /// PUT of a draft that must still be at `version`.
  [[nodiscard]] ApiAnswer save(const std::string& path, const std::string& draft, std::int64_t version);
  [[nodiscard]] ApiAnswer send_without_body(const std::string& method, const std::string& path);
  [[nodiscard]] ApiAnswer send_pdf(const std::string& path, const std::string& pdf);
  [[nodiscard]] std::string encoded(std::string_view text) const { return client_.encoded(text); }

 private:
  [[nodiscard]] std::vector<std::string> write_headers();

  HttpClient client_;
  std::string actor_;
  std::string csrf_token_;
  std::int64_t writes_ = 0;
};

/// The verdict that an answer says: `ok`, or its problem's code and clause.
[[nodiscard]] Verdict verdict_of(const ApiAnswer& answer);

}  // namespace kaoji::cli::replay
