#pragma once

#include <functional>
#include <string_view>

namespace kaoji::scan_reading {

/// What a child does with its whole standard input. Returns the process's status.
using ChildTask = std::function<int(std::string_view input)>;

/// Maps the regular file that is this process's standard input and does the task; 2 when that cannot be, or when
/// anything is thrown.
int with_input(const ChildTask& task);

/// Writes all of it to standard output. Throws std::runtime_error when it does not go.
void say(std::string_view words);

}  // namespace kaoji::scan_reading
