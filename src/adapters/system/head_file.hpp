#pragma once

#include <string>

#include "ports/head_log.hpp"

namespace kaoji::system {

/// A file of heads.
class HeadFile : public ports::HeadLog {
 public:
  /// File and folder are made with the first line; until then there are no lines.
  explicit HeadFile(std::string path);

  void append(std::string_view line) override;
  void each(const std::function<void(std::string_view)>& line) const override;

 private:
  std::string path_;
};

}  // namespace kaoji::system
