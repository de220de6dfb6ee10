#include "cli/core_dumps.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <system_error>

namespace kaoji::cli {

void forbid_core_dumps() {
  const rlimit none{0, 0};
  // The limit goes on to children; a kernel that hands cores to a program may not look at it, but at the second.
  if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0) {
    throw std::system_error(errno, std::generic_category(), "core dumps");
  }
}

}  // namespace kaoji::cli
