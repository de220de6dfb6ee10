#include "http/door.hpp"

#include <poll.h>
#include <sys/resource.h>

#include <algorithm>

namespace kaoji::http {

namespace {

/// Readers and the writer with a database, its log and its index each, files, pipes of children, the loop itself.
constexpr std::size_t kKeptDescriptors = 40;

}  // namespace

std::size_t connections_that_fit(std::size_t most) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return most;
  const auto descriptors = static_cast<std::size_t>(limit.rlim_cur);
  const std::size_t fit = descriptors > kKeptDescriptors ? descriptors - kKeptDescriptors : 1;
  return std::min(most, fit);
}

bool knocks(int listening) {
  pollfd door{listening, POLLIN, 0};
  return ::poll(&door, 1, 0) == 1 && (door.revents & POLLIN) != 0;
}

}  // namespace kaoji::http
