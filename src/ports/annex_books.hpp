#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "ports/forms.hpp"
#include "ports/sheets.hpp"

namespace kaoji::ports {

/// A certificate and level that an annex may name.
struct AnnexChoice {
  std::string certificate;
  std::string level;
  std::int64_t before = 0;  ///< persons of the plan that is meant; annexes 2 and 3
};

/// An annex that is still to be filled in.
struct EmptyAnnex {
  FormKind kind = FormKind::new_plans;
  std::string institution_name;
  std::optional<base::Date> use_until;           ///< annexes 1 and 2
  std::vector<AnnexChoice> choices;              ///< those of one certificate behind one another
  std::vector<std::string> reasons;              ///< annexes 2 and 3
  base::Language language = base::Language::zh;  ///< of the hints at the cells; the annex itself is the notice's
};

/// Makes the notice's annexes as books (XLSX) in its layout.
class AnnexBooks {
 public:
  virtual ~AnnexBooks() = default;

  /// The annex as its form prints it. Throws SheetUnavailable.
  [[nodiscard]] virtual std::unique_ptr<SheetBytes> annex(const FormDocument& document) const = 0;
  /// The annex to be filled in: drop-downs for certificates, for the levels of the one chosen and for reasons; figures
  /// before and after come by themselves; what is not to be filled is locked, without a password. Throws
  /// SheetUnavailable.
  [[nodiscard]] virtual std::unique_ptr<SheetBytes> empty_annex(const EmptyAnnex& annex) const = 0;
};

}  // namespace kaoji::ports
