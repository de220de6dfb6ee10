#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaoji::cli::replay {

/// An answer of the server.
struct HttpAnswer {
  long status = 0;
  std::string body;
};

/// A client that keeps its connection and cookies. Throws CommandFailed when the server cannot be reached.
class HttpClient {
 public:
  explicit HttpClient(std::string base_url);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// `path` begins with `/` and is already encoded. An empty `content_type` sends no body.
  [[nodiscard]] HttpAnswer send(const std::string& method, const std::string& path, std::string_view content_type,
                                const std::string& body, const std::vector<std::string>& headers);
  /// Forgets all cookies.
  void forget_cookies();
  /// The text, percent-encoded.
  [[nodiscard]] std::string encoded(std::string_view text) const;

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::string base_url_;
};

}  // namespace kaoji::cli::replay
