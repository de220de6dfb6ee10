#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "core/policy/policy.hpp"

namespace kaoji::ports {

/// One thing that is wrong with a policy file: where (lines and columns from 1; 0: about the file as such) and why.
struct PolicyFault {
  int line = 0;
  int column = 0;
  std::string zh;
  std::string en;
};

/// Reads policy files.
class PolicyReader {
 public:
  virtual ~PolicyReader() = default;

  /// The notice that a text of any origin means, or everything that is wrong with it, in the order of the lines.
  [[nodiscard]] virtual base::Result<core::Policy, std::vector<PolicyFault>> read(std::string_view text) const = 0;
};

/// A notice with the file that says it.
struct NoticeFile {
  core::Policy policy;
  std::string text;
};

}  // namespace kaoji::ports
