#pragma once

#include <string>

#include "ports/child_work.hpp"

namespace kaoji::child_process {

/// Child work by starting this same program again with a hidden command as its first argument.
class SelfChild : public ports::ChildWork {
 public:
  /// program is the file to execute; the default stays right when the file on disk is replaced.
  explicit SelfChild(std::string program = "/proc/self/exe");

  ports::ChildOutcome run(const std::string& command, int input_fd, const ports::ChildLimits& limits,
                          const ports::ChildListener& listener = {}) const override;

 private:
  std::string program_;
};

}  // namespace kaoji::child_process
