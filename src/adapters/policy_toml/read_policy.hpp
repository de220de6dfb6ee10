#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/policy_toml/policy_error.hpp"
#include "base/result.hpp"
#include "core/policy/policy.hpp"
#include "ports/policy_reader.hpp"

namespace kaoji::policy_toml {

/// Reads a notice written as TOML (the model is policies/henan-2021-628.toml). Strict: a file that is not wholly
/// understood is refused, with every error, its line and the reason. Never throws for what the text holds.
///
/// May be left out: `label` and `until_year` of a round, `decrease_cap_percent` (the policy's cap holds) and
/// `decrease_in_indicators` (true); `windowed` (false), `needs_admission` (true) and `review_days` (4) of [increase];
/// `cap_scope` ("institution-round"); `after_years` (1) of [exit]; `signed_scan` (true), and [form] as a whole;
/// [exit] as a whole: then no plan is ever forced to exit (its first year is 9999); [indicators.*]: no rates.
[[nodiscard]] base::Result<core::Policy, PolicyErrors> read_policy(std::string_view toml_text);

/// The first year of a forced exit that never comes.
inline constexpr int kNoExitYear = 9999;

/// A policy file that was refused.
struct RefusedFile {
  std::string path;
  PolicyErrors errors;
};

/// What a folder of policy files holds.
struct PolicyFolder {
  std::vector<ports::NoticeFile> notices;  ///< in the order of the file names
  std::vector<RefusedFile> refused;
};

/// Reads one file as `read_policy` does; a file that cannot be opened is an error without a line.
[[nodiscard]] base::Result<core::Policy, PolicyErrors> read_policy_file(const std::string& path);

/// Reads every `*.toml` of a folder, in the order of their names. A folder that is not there holds nothing. Two files
/// with one id: the later one is refused.
[[nodiscard]] PolicyFolder read_policy_folder(const std::string& path);

}  // namespace kaoji::policy_toml
