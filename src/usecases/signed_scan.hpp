#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/application/scan_binding.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A scan as it is shown: with what was read off it, and the form that it should be of.
struct ScanView {
  ports::Scan scan;
  std::optional<ports::KeptReading> reading;  ///< nothing: no machine has looked
  core::FormIdentity form;                    ///< as the application stands now
};

/// A scan that lies in the file store and was found in order.
struct KeptScan {
  std::string digest;
  std::int64_t bytes = 0;
  std::int64_t pages = 0;
  std::optional<ports::KeptReading> reading{};  ///< nothing: no machine has looked
};

/// May the actor upload a scan of this revision now? Asked before the bytes are read and judged. Refuses `form-stale`
/// for another revision than the one that stands.
[[nodiscard]] Outcome<Done> expect_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                        std::int64_t revision);

/// Ties a kept scan, with its reading, to the revision that it was made from (R10). Refuses as expect_scan, and
/// `form-stale` when what was read says that the paper is not the form as it stands.
[[nodiscard]] Outcome<ScanView> attach_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                            std::int64_t revision, const KeptScan& kept);

/// Takes the scan off the application again: a wrong file was uploaded. The file and its row stay on record.
[[nodiscard]] Outcome<Done> detach_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id);

/// The newest scan, or the newest one of a revision; `not-yours` when there is none.
[[nodiscard]] Outcome<ports::Scan> find_scan(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                             std::optional<std::int64_t> revision);

/// The digest of the picture of a page of that scan, `page` from 1; `not-yours` when there is none.
[[nodiscard]] Outcome<std::string> find_scan_page(ports::Transaction& tx, const Context& context,
                                                  core::ApplicationId id, std::optional<std::int64_t> revision,
                                                  std::int64_t page);

}  // namespace kaoji::usecases
