// kaoji_fuzz_corpus replay FOLDER: tries every seed and every file in FOLDER/TARGET on its target, each in a process of
// its own, and closes with "N passed, N failed". kaoji_fuzz_corpus write FOLDER: writes the seeds there, as
// FOLDER/TARGET/NAME.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/seeds.hpp"
#include "fuzz/targets.hpp"

namespace {

using kaoji::fuzz::Seed;
using kaoji::fuzz::Target;
namespace fs = std::filesystem;

std::vector<Seed> files_of(const fs::path& folder) {
  std::vector<Seed> files;
  if (fs::is_directory(folder)) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      files.push_back({entry.path().filename(), {std::istreambuf_iterator<char>(file), {}}});
    }
  }
  std::ranges::sort(files, {}, &Seed::name);
  return files;
}

// In a child, so that one that dies leaves the others to be tried.
bool survives(const Target& target, const Seed& seed) {
  const pid_t child = fork();
  if (child == 0) {
    target.run(seed.bytes);
    _exit(0);
  }
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int replay(const fs::path& corpus) {
  int passed = 0;
  int failed = 0;
  for (const Target& target : kaoji::fuzz::kTargets) {
    std::vector<Seed> seeds = kaoji::fuzz::seeds_of(target.name);
    for (Seed& file : files_of(corpus / target.name)) seeds.push_back(std::move(file));
    for (const Seed& seed : seeds) {
      const bool well = survives(target, seed);
      (well ? passed : failed) += 1;
      if (!well) fmt::print("failed {} {}\n", target.name, seed.name);
    }
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

int write(const fs::path& folder) {
  for (const Target& target : kaoji::fuzz::kTargets) {
    fs::create_directories(folder / target.name);
    for (const Seed& seed : kaoji::fuzz::seeds_of(target.name)) {
      std::ofstream(folder / target.name / seed.name, std::ios::binary) << seed.bytes;
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view act = argc == 3 ? argv[1] : "";
  try {
    if (act == "replay") return replay(argv[2]);
    if (act == "write") return write(argv[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  fmt::print(stderr, "Usage: kaoji_fuzz_corpus replay|write FOLDER\n");
  return 2;
}
