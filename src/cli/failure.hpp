#pragma once

#include <stdexcept>

namespace kaoji::cli {

/// A command cannot do what it was asked: the message, Chinese and English, is for the person at the terminal.
/// Status 1.
class CommandFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace kaoji::cli
