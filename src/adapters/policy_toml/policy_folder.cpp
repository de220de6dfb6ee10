#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/policy_toml/read_policy.hpp"
#include "adapters/policy_toml/toml_value.hpp"

namespace kaoji::policy_toml {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> toml_files(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    if (each->path().extension() == ".toml" && each->is_regular_file(error)) paths.push_back(each->path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

base::Result<ports::NoticeFile, PolicyErrors> read_notice(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxTomlBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && !file.good()) {
    return PolicyErrors{{0, 0, "打不开文件。", "The file cannot be opened."}};
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  auto policy = read_policy(text);
  if (!policy) return std::move(policy).error();
  return ports::NoticeFile{std::move(policy).value(), std::move(text)};
}

}  // namespace

base::Result<core::Policy, PolicyErrors> read_policy_file(const std::string& path) {
  auto notice = read_notice(path);
  if (!notice) return std::move(notice).error();
  return std::move(notice).value().policy;
}

PolicyFolder read_policy_folder(const std::string& path) {
  PolicyFolder folder;
  for (const std::string& file : toml_files(path)) {
    auto notice = read_notice(file);
    if (!notice) {
      folder.refused.push_back({file, notice.error()});
      continue;
    }
    const std::string& id = notice->policy.id;
    const bool taken = std::any_of(folder.notices.begin(), folder.notices.end(),
                                   [&](const ports::NoticeFile& each) { return each.policy.id == id; });
    if (taken) {
      folder.refused.push_back(
          {file,
           {{0, 0, fmt::format("另有文件的 id 也是 {}。", id), fmt::format("Another file has the id {}, too.", id)}}});
    } else {
      folder.notices.push_back(std::move(notice).value());
    }
  }
  return folder;
}

}  // namespace kaoji::policy_toml
