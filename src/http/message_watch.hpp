#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace kaoji::http {

/// Reads one request after another as the parser behind it is going to, and a moment earlier: the same grammar (that of
/// http_parser), the same limits. What the parser would close the connection for without a word can so be answered.
class MessageWatch {
 public:
  enum class Stage { head, body, complete, broken, too_many_fields, body_too_large };

  MessageWatch();
  ~MessageWatch();
  MessageWatch(const MessageWatch&) = delete;
  MessageWatch& operator=(const MessageWatch&) = delete;

  /// The next bytes are those of a new request.
  void begin();
  /// Takes bytes up to the end of the request; how many that were. Takes none once the request is complete or refused.
  std::size_t saw(std::string_view bytes);

  [[nodiscard]] Stage stage() const;
  /// The length that the head announces; nothing when it announces none.
  [[nodiscard]] std::optional<std::size_t> length() const;
  [[nodiscard]] bool chunked() const;
  /// The request wants to leave HTTP (CONNECT, or Upgrade), which nothing here does.
  [[nodiscard]] bool upgrades() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace kaoji::http
