#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/application/line_rules.hpp"
#include "ports/forms.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// The notice's annex for an application as it stands (or, `revision` given, as it was submitted then): what is
/// printed, signed and sealed. Carries the 草稿 mark until the lines pass the dry run, the missing form aside.
[[nodiscard]] Outcome<ports::FormDocument> form_document(ports::Transaction& tx, const Context& context,
                                                         core::ApplicationId id, std::optional<std::int64_t> revision);

/// The content of the annex for lines whose figures are known: everything but period, date, contact and draft mark.
[[nodiscard]] ports::FormDocument form_content(const core::Application& application,
                                               const core::Institution& institution,
                                               const std::vector<core::ResolvedLine>& lines);

/// The SM3 over the content of a form, in hex. docs/forms.md describes the canonical text.
[[nodiscard]] std::string form_digest(const ports::FormDocument& document, const ports::Crypto& crypto);

/// May the actor upload a scan of this revision now? Asked before the bytes are read and judged. Refuses `form-stale`
/// for another revision than the one that stands.
[[nodiscard]] Outcome<Done> expect_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                        std::int64_t revision);

/// A scan that lies in the file store and was found in order.
struct KeptScan {
  std::string digest;
  std::int64_t bytes = 0;
  std::int64_t pages = 0;
};

/// Ties a kept scan to the revision that it was made from (R10). Refuses as expect_scan.
[[nodiscard]] Outcome<ports::Scan> attach_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                               std::int64_t revision, const KeptScan& kept);

/// Takes the scan off the application again: a wrong file was uploaded. The file and its row stay on record.
[[nodiscard]] Outcome<Done> detach_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id);

/// The newest scan, or the newest one of a revision; `not-yours` when there is none.
[[nodiscard]] Outcome<ports::Scan> find_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                             std::optional<std::int64_t> revision);

}  // namespace kaoji::usecases
