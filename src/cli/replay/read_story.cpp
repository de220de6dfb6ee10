#include "cli/replay/read_story.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "assets/embedded_files.hpp"
#include "cli/failure.hpp"
#include "cli/replay/story_text.hpp"

namespace kaoji::cli::replay {

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw CommandFailed(fmt::format("无法读取 cannot read {}", path.string()));
  return text.str();
}

/// The policy that a story names: a path beside it ending in .toml, or an id of the program's own.
std::string policy_text(const std::filesystem::path& story, const std::string& named) {
  if (named.ends_with(".toml")) return text_of(story.parent_path() / named);
  const assets::EmbeddedFile* own = assets::find_embedded("policies/" + named + ".toml");
  if (own == nullptr) throw CommandFailed(fmt::format("没有此政策 there is no policy {}", named));
  return std::string(own->plain);
}

}  // namespace

Story read_story(const std::string& path) {
  return read_story_text(text_of(path), [&path](const std::string& named) { return policy_text(path, named); });
}

}  // namespace kaoji::cli::replay
