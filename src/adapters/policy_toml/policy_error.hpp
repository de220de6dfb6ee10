#pragma once

#include <string>
#include <vector>

namespace kaoji::policy_toml {

/// One thing wrong with a TOML file: where (lines and columns from 1; 0 when it is about the file as such) and why.
struct PolicyError {
  int line = 0;
  int column = 0;
  std::string zh;
  std::string en;
};

using PolicyErrors = std::vector<PolicyError>;

/// `FILE:LINE:COLUMN: 中文 English`, one error a line, in the order of the lines.
[[nodiscard]] std::string to_text(const PolicyErrors& errors, const std::string& source_name);

}  // namespace kaoji::policy_toml
