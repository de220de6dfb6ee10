#pragma once

#include <string>

#include "http/answer.hpp"
#include "http/request.hpp"

namespace kaoji::http {

/// One request and the way back to whoever sent it. Every function may be called from any thread; exactly one answer is
/// given, whole or in pieces. An exchange dropped without one closes the connection.
class Exchange {
 public:
  virtual ~Exchange() = default;

  [[nodiscard]] virtual const Request& request() const = 0;

  /// Gives the answer and writes the request's line into the log. Only the first answer counts.
  virtual void answer(Answer answer) = 0;

  /// Starts an answer whose length is not known (chunked); `head` has no body.
  virtual void begin_pieces(Answer head) = 0;
  /// Sends one more piece; waits, on a worker's thread, while the other side has not taken the pieces before. False
  /// when it has gone: stop.
  [[nodiscard]] virtual bool piece(std::string bytes) = 0;
  virtual void end_pieces() = 0;
};

}  // namespace kaoji::http
