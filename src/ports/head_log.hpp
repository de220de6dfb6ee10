#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace kaoji::ports {

/// 链头 that were signed, one line each, outside the database and best on another machine. Lines are only added.
class HeadLog {
 public:
  virtual ~HeadLog() = default;

  /// On disk when this returns. Throws what the environment throws.
  virtual void append(std::string_view line) = 0;
  /// Every line from the first on, without its end.
  virtual void each(const std::function<void(std::string_view)>& line) const = 0;
};

}  // namespace kaoji::ports
