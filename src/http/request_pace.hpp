#pragma once

#include <chrono>
#include <cstddef>

#include "http/limits.hpp"

namespace kaoji::http {

/// How quickly the requests of one connection come. The head has its time as a whole; a body is measured from one span
/// of `kHeadTime` to the next, so that a quick beginning buys no slow end.
class RequestPace {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class Part { between, head, body };

  /// Bytes came, and then this part was under way.
  void saw(Part part, std::size_t bytes, Time now) {
    if (part != part_) begin(part, now);
    bytes_ += bytes;
  }
  /// Nothing is under way and the connection waits for a request.
  void wait(Time now) {
    if (part_ == Part::between) since_ = now;
  }
  /// Is what is under way too slow? Ask about once a second.
  [[nodiscard]] bool late(Time now) {
    if (part_ == Part::between || now < since_ + kHeadTime) return false;
    constexpr auto least = kBodyBytesPerSecond * static_cast<std::size_t>(kHeadTime.count());
    if (part_ == Part::head || bytes_ < least) return true;
    begin(part_, now);
    return false;
  }
  /// Has nothing come for so long that the connection is given up?
  [[nodiscard]] bool idle(Time now) const { return part_ == Part::between && now > since_ + kIdleConnection; }

 private:
  void begin(Part part, Time now) {
    part_ = part;
    since_ = now;
    bytes_ = 0;
  }

  Part part_ = Part::between;
  Time since_{};
  std::size_t bytes_ = 0;
};

}  // namespace kaoji::http
