#include "adapters/system/head_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "adapters/system/open_file.hpp"

namespace kaoji::system {

HeadFile::HeadFile(std::string path) : path_(std::move(path)) {}

void HeadFile::append(std::string_view line) {
  const bool fresh = !std::filesystem::exists(path_);
  const std::filesystem::path folder = std::filesystem::absolute(path_).parent_path();
  if (fresh) std::filesystem::create_directories(folder);
  const OpenFile file(path_, O_RDWR | O_APPEND | O_CREAT, S_IRUSR | S_IWUSR | S_IRGRP);
  std::string text;
  char last = '\n';
  // A power cut may have left half a line: what follows begins on one of its own.
  if (const off_t size = ::lseek(file.descriptor(), 0, SEEK_END);
      size > 0 && ::pread(file.descriptor(), &last, 1, size - 1) == 1 && last != '\n')
    text += '\n';
  text += line;
  text += '\n';
  file.write_all(text);
  file.sync();
  if (fresh) sync_folder(folder.string());
}

void HeadFile::each(const std::function<void(std::string_view)>& line) const {
  std::ifstream file(path_, std::ios::binary);
  for (std::string text; std::getline(file, text);) line(text);
}

}  // namespace kaoji::system
