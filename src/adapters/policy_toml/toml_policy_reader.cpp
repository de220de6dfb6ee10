#include "adapters/policy_toml/toml_policy_reader.hpp"

#include "adapters/policy_toml/read_policy.hpp"

namespace kaoji::policy_toml {

base::Result<core::Policy, std::vector<ports::PolicyFault>> TomlPolicyReader::read(std::string_view text) const {
  auto policy = read_policy(text);
  if (policy) return std::move(policy).value();
  std::vector<ports::PolicyFault> faults;
  for (const PolicyError& error : policy.error()) faults.push_back({error.line, error.column, error.zh, error.en});
  return faults;
}

}  // namespace kaoji::policy_toml
