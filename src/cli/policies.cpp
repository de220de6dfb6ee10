#include "cli/policies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "assets/embedded_files.hpp"
#include "base/check.hpp"
#include "cli/failure.hpp"

namespace kaoji::cli {

namespace {

std::vector<core::Policy> own_policies() {
  std::vector<core::Policy> policies;
  for (const assets::EmbeddedFile& file : assets::embedded_below("policies/")) {
    auto policy = policy_toml::read_policy(file.plain);
    base::check(policy.ok(), "a policy inside the program is bad");
    policies.push_back(*policy);
  }
  return policies;
}

}  // namespace

policy_toml::PolicyFolder load_policies(const std::string& folder) {
  policy_toml::PolicyFolder loaded{own_policies(), {}};
  const std::size_t own = loaded.policies.size();
  policy_toml::PolicyFolder more = policy_toml::read_policy_folder(folder);
  loaded.refused = std::move(more.refused);
  for (core::Policy& policy : more.policies) {
    const bool taken = std::any_of(loaded.policies.begin(), loaded.policies.begin() + static_cast<std::ptrdiff_t>(own),
                                   [&](const core::Policy& each) { return each.id == policy.id; });
    if (!taken) {
      loaded.policies.push_back(std::move(policy));
      continue;
    }
    loaded.refused.push_back({folder,
                              {{0, 0, fmt::format("id {} 是程序自带政策的。", policy.id),
                                fmt::format("The id {} belongs to a policy of the program itself.", policy.id)}}});
  }
  return loaded;
}

core::PolicyBook load_book(const std::string& folder) {
  policy_toml::PolicyFolder loaded = load_policies(folder);
  std::string errors;
  for (const policy_toml::RefusedFile& refused : loaded.refused) {
    errors += (errors.empty() ? "" : "\n") + policy_toml::to_text(refused.errors, refused.path);
  }
  if (!errors.empty()) throw CommandFailed(errors);
  return core::PolicyBook(std::move(loaded.policies));
}

core::Policy load_policy(const std::string& path_or_id) {
  if (!std::filesystem::exists(path_or_id)) {
    for (core::Policy& policy : own_policies()) {
      if (policy.id == path_or_id) return std::move(policy);
    }
  }
  auto policy = policy_toml::read_policy_file(path_or_id);
  if (!policy) throw CommandFailed(policy_toml::to_text(policy.error(), path_or_id));
  return *policy;
}

}  // namespace kaoji::cli
