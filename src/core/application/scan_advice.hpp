#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/application/scan_binding.hpp"

namespace kaoji::core {

/// What is looked for on the paper, in the order in which a reviewer is told.
enum class SheetCheck { binding, pages, figures, seal, leader_signature, department_signature };
/// `leader-signature`.
[[nodiscard]] std::string_view to_text(SheetCheck check);

/// In order; look yourself; not in order.
enum class Light { green, amber, red };
[[nodiscard]] std::string_view to_text(Light light);

/// What a machine says of one thing on the paper. Advice, never a refusal.
struct SheetAdvice {
  SheetCheck check{};
  Light light{};
  std::string zh;
  std::string en;
  int page = 0;                ///< of the file, from 1; 0: no page to show
  std::optional<PageBox> box;  ///< where it was seen or, when it was not, where it belongs
};

/// What was read off a scan.
struct SheetsRead {
  PageMarks pages;
  Seen seal;
  Seen leader_signature;
  Seen department_signature;
};

/// All six checks in their order, against the form as it stands now. (A scan that was bound at its upload may have been
/// overtaken since.)
[[nodiscard]] std::vector<SheetAdvice> advise(const SheetsRead& read, const FormIdentity& form);

}  // namespace kaoji::core
