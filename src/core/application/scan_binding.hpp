#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/application/scanned_sheets.hpp"
#include "core/refusal/finding.hpp"

namespace kaoji::core {

/// The marks read off the pages of a file, in its order; nothing for a page whose code could not be read.
using PageMarks = std::vector<std::optional<SheetMark>>;

/// The form that a scan must be of: what its codes say when it is printed now.
struct FormIdentity {
  std::string number;
  std::int64_t revision = 0;
  std::string digest;  ///< as in SheetMark
};

/// As a mark carries it: the first 16 digits of a form's digest, in capitals. `digest`: hex, at least 16 digits.
[[nodiscard]] std::string short_digest(std::string_view digest);

/// Could any code be read at all?
[[nodiscard]] bool any_mark(const PageMarks& pages);

/// R10: is the paper the form of this application and revision, every page there once? A finding `form-stale` for each
/// other application, other revision and other digest, named by the first page that has it; only when there is none of
/// these, for each page that is there more than once and, when every page of the file could be read, for each that is
/// missing (the first twenty). A file without a readable code is no finding. `clause`: of the signed form.
[[nodiscard]] Findings bind_scan(const PageMarks& pages, const FormIdentity& form, std::string_view clause);

/// How often each page of the form is in the file; by the largest total that a mark of it tells.
struct PageCount {
  int form_pages = 0;        ///< 0: no mark tells it
  int unread = 0;            ///< pages of the file without a readable code
  std::vector<int> missing;  ///< of the form, in order, the first twenty
  struct Doubled {
    int page = 0;  ///< of the form
    int times = 0;
  };
  std::vector<Doubled> doubled;

  [[nodiscard]] bool whole() const { return form_pages > 0 && unread == 0 && missing.empty() && doubled.empty(); }
};
[[nodiscard]] PageCount count_pages(const PageMarks& pages);

}  // namespace kaoji::core
