#pragma once

#include <string>
#include <vector>

namespace kaoji::cli::replay {

/// The paths of the project's own stories, scenarios/*.toml, in the order of their names.
[[nodiscard]] std::vector<std::string> story_files();

/// A story file of this text in a temporary folder, gone with the object.
class WrittenStory {
 public:
  explicit WrittenStory(const std::string& text);
  ~WrittenStory();
  WrittenStory(const WrittenStory&) = delete;
  WrittenStory& operator=(const WrittenStory&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace kaoji::cli::replay
