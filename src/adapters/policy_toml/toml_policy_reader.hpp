#pragma once

#include "ports/policy_reader.hpp"

namespace kaoji::policy_toml {

/// Policy files written as TOML, read as strictly as read_policy does. Safe from any thread.
class TomlPolicyReader : public ports::PolicyReader {
 public:
  [[nodiscard]] base::Result<core::Policy, std::vector<ports::PolicyFault>> read(std::string_view text) const override;
};

}  // namespace kaoji::policy_toml
