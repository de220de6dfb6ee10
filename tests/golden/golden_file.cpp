#include "golden/golden_file.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace kaoji::golden {

std::string golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(KAOJI_SOURCE_DIR) + "/tests/golden/expected/" + name;
  if (std::getenv("KAOJI_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
  }
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace kaoji::golden
