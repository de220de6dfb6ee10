#include "adapters/scan_reading/child_input.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <exception>
#include <opencv2/core/utility.hpp>
#include <stdexcept>

namespace kaoji::scan_reading {

int with_input(const ChildTask& task) {
  struct stat about {};
  if (fstat(STDIN_FILENO, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) {
    return 2;
  }
  const auto size = static_cast<std::size_t>(about.st_size);
  void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED) {
    return 2;
  }
  try {
    cv::setNumThreads(1);  // a child may not start any
    return task({static_cast<const char*>(data), size});
  } catch (const std::exception&) {
    return 2;  // the parent says so; nobody reads this process's errors
  }
}

void say(std::string_view words) {
  while (!words.empty()) {
    const ssize_t put = write(STDOUT_FILENO, words.data(), words.size());
    if (put < 0) {
      throw std::runtime_error("nobody listens");
    }
    words.remove_prefix(static_cast<std::size_t>(put));
  }
}

}  // namespace kaoji::scan_reading
