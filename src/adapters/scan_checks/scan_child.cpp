#include "adapters/scan_checks/scan_child.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "adapters/scan_checks/sentences.hpp"
#include "adapters/scan_checks/structure.hpp"

namespace kaoji::scan_checks {

int run_scan_child(int, char**) {
  struct stat about {};
  if (fstat(STDIN_FILENO, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) {
    return 2;
  }
  const auto size = static_cast<std::size_t>(about.st_size);
  void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED) {
    return 2;
  }
  const Structure structure = read_structure(static_cast<const char*>(data), size);
  const std::string line = structure.refusal == ports::ScanRefusal::none
                               ? "pages " + std::to_string(structure.pages) + "\n"
                               : "refused " + refuse(structure.refusal).code + "\n";
  return write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size()) ? 0 : 2;
}

}  // namespace kaoji::scan_checks
