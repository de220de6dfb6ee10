#pragma once

#include <sys/types.h>

#include "ports/child_work.hpp"

namespace kaoji::child_process {

/// Takes from the calling process everything that its work does not need: processor time, memory, descriptors,
/// written files, core dumps, new privileges, the network; and lets it die with parent.
/// Called between fork and exec, so it makes system calls only. False when a limit could not be set.
bool confine(const ports::ChildLimits& limits, pid_t parent);

}  // namespace kaoji::child_process
