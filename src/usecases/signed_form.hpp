#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/application/line_rules.hpp"
#include "core/application/scan_binding.hpp"
#include "ports/forms.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

struct ReachedApplication;

/// Which annex a kind of application is printed on.
[[nodiscard]] ports::FormKind form_kind(core::ApplicationKind kind);

/// The notice's annex for an application as it stands (or, `revision` given, as it was submitted then): what is
/// printed, signed and sealed. The contact is masked for all but its own institution. Carries the 草稿 mark until the
/// lines pass the dry run, the missing form aside.
[[nodiscard]] Outcome<ports::FormDocument> form_document(ports::Transaction& tx, const Context& context,
                                                         core::ApplicationId id, std::optional<std::int64_t> revision);

/// The annex with the row of its table, from 0, in which each line of the application stands: for whoever asks on which
/// page a line is printed.
struct FormRows {
  ports::FormDocument document;
  std::vector<std::size_t> row_of_line;
  bool shows_contact = false;  ///< there is one, and it is whole: the actor's own institution's. Else it is masked
};
/// As form_document, with the rows.
[[nodiscard]] Outcome<FormRows> form_rows(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                          std::optional<std::int64_t> revision);

/// The page of each line, from 1, when so many rows stand on each page.
[[nodiscard]] std::vector<std::size_t> pages_of_lines(const std::vector<std::size_t>& row_of_line,
                                                      const std::vector<std::size_t>& rows_of_pages);

/// The content of the annex for lines whose figures are known: everything but period, date, contact and draft mark.
[[nodiscard]] ports::FormDocument form_content(const core::Application& application,
                                               const core::Institution& institution,
                                               const std::vector<core::ResolvedLine>& lines);

/// The SM3 over the content of a form, in hex. docs/forms.md describes the canonical text.
[[nodiscard]] std::string form_digest(const ports::FormDocument& document, const ports::Crypto& crypto);

/// What the codes of the form say when the application is printed as it stands.
[[nodiscard]] core::FormIdentity form_identity(ports::Transaction& tx, const Context& context,
                                               const ReachedApplication& reached);

}  // namespace kaoji::usecases
