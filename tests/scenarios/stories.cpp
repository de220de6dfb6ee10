#include "scenarios/stories.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace kaoji::cli::replay {

std::vector<std::string> story_files() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(KAOJI_SOURCE_DIR) + "/scenarios")) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

WrittenStory::WrittenStory(const std::string& text) {
  static int written = 0;
  path_ = testing::TempDir() + "kaoji-story-" + std::to_string(::getpid()) + "-" + std::to_string(++written) + ".toml";
  std::ofstream(path_) << text;
}

WrittenStory::~WrittenStory() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace kaoji::cli::replay
