#include "cli/policies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "adapters/policy_toml/toml_policy_reader.hpp"
#include "assets/embedded_files.hpp"
#include "base/check.hpp"
#include "cli/failure.hpp"
#include "usecases/policy_files.hpp"

namespace kaoji::cli {

namespace {

std::vector<ports::NoticeFile> own_notices() {
  std::vector<ports::NoticeFile> notices;
  for (const assets::EmbeddedFile& file : assets::embedded_below("policies/")) {
    auto policy = policy_toml::read_policy(file.plain);
    base::check(policy.ok(), "a policy inside the program is bad");
    notices.push_back({std::move(policy).value(), std::string(file.plain)});
  }
  return notices;
}

}  // namespace

std::vector<ports::NoticeFile> load_notices(const std::string& folder) {
  std::vector<ports::NoticeFile> notices = own_notices();
  const std::size_t own = notices.size();
  policy_toml::PolicyFolder more = policy_toml::read_policy_folder(folder);
  for (ports::NoticeFile& notice : more.notices) {
    const bool taken = std::any_of(notices.begin(), notices.begin() + static_cast<std::ptrdiff_t>(own),
                                   [&](const ports::NoticeFile& each) { return each.policy.id == notice.policy.id; });
    if (!taken) {
      notices.push_back(std::move(notice));
      continue;
    }
    more.refused.push_back({folder,
                            {{0, 0, fmt::format("id {} 是程序自带政策的。", notice.policy.id),
                              fmt::format("The id {} belongs to a policy of the program itself.", notice.policy.id)}}});
  }
  std::string errors;
  for (const policy_toml::RefusedFile& refused : more.refused) {
    errors += (errors.empty() ? "" : "\n") + policy_toml::to_text(refused.errors, refused.path);
  }
  if (!errors.empty()) throw CommandFailed(errors);
  return notices;
}

void check_no_upload_among(const std::vector<ports::NoticeFile>& notices, ports::Store& store) {
  store.read([&](ports::Transaction& tx) {
    for (const ports::NoticeFile& notice : notices) {
      const auto uploaded = tx.policies().policy_file(notice.policy.id);
      if (!uploaded) continue;
      throw CommandFailed(
          fmt::format("id {0} 已是上传的政策，数据目录或程序里不能再有。 "
                      "The id {0} is an uploaded policy's; no file may have it, too.",
                      notice.policy.id));
    }
  });
}

core::PolicyBook load_book(const std::string& folder, ports::Store& store) {
  const std::vector<ports::NoticeFile> notices = load_notices(folder);
  check_no_upload_among(notices, store);
  std::vector<core::Policy> policies;
  store.read(
      [&](ports::Transaction& tx) { policies = usecases::uploaded_policies(tx, policy_toml::TomlPolicyReader()); });
  for (const ports::NoticeFile& notice : notices) policies.push_back(notice.policy);
  return core::PolicyBook(std::move(policies));
}

core::Policy load_policy(const std::string& path_or_id) {
  if (!std::filesystem::exists(path_or_id)) {
    for (ports::NoticeFile& notice : own_notices()) {
      if (notice.policy.id == path_or_id) return std::move(notice.policy);
    }
  }
  auto policy = policy_toml::read_policy_file(path_or_id);
  if (!policy) throw CommandFailed(policy_toml::to_text(policy.error(), path_or_id));
  return *policy;
}

}  // namespace kaoji::cli
