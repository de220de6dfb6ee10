#pragma once

#include <string>
#include <utility>

#include "adapters/child_process/self_child.hpp"
#include "ports/child_work.hpp"

namespace kaoji::golden {

/// Real children that do something else than they are asked to, such as --crash.
class Detour : public ports::ChildWork {
 public:
  explicit Detour(std::string command) : command_(std::move(command)) {}
  ports::ChildOutcome run(const std::string&, int fd, const ports::ChildLimits& limits,
                          const ports::ChildListener& listener) const override {
    return children_.run(command_, fd, limits, listener);
  }

 private:
  child_process::SelfChild children_;
  std::string command_;
};

/// A child that a file has taken over: it ends well and answers what the file wants.
class Liar : public ports::ChildWork {
 public:
  explicit Liar(std::string answer) : answer_(std::move(answer)) {}
  ports::ChildOutcome run(const std::string&, int, const ports::ChildLimits&,
                          const ports::ChildListener& listener) const override {
    if (listener) listener(answer_);
    return {ports::ChildEnd::finished, answer_};
  }

 private:
  std::string answer_;
};

}  // namespace kaoji::golden
