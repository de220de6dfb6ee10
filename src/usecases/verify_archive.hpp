#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/archive.hpp"
#include "ports/bundles.hpp"
#include "usecases/round_archive.hpp"

namespace kaoji::usecases {

/// The first thing that is wrong with an archive: where, and what, in both languages.
struct ArchiveFault {
  std::string member;  ///< name; empty: the archive as a whole
  std::string zh;
  std::string en;
};

/// Something that was checked and holds, with how many of them there were.
struct ArchiveCheck {
  std::string zh;
  std::string en;
};

struct ArchiveVerdict {
  std::optional<ports::ArchivedRound> round;  ///< as far as it could be read
  std::vector<ArchiveCheck> checked;          ///< in the order of checking; all of them when there is no fault
  std::optional<ArchiveFault> fault;
};

/// What an archive is checked with.
struct ArchiveCheckTools {
  const ports::Bundles& bundles;
  const ports::ArchiveTexts& texts;
  std::function<std::string(std::string_view)> sm3;  ///< lower-case hex
};

/// How large an archive may be before it is refused. Memory grows with rows and members, never with bytes.
struct ArchiveLimits {
  std::int64_t members = 200'000;
  std::int64_t rows = 1'000'000;                    ///< of each kind
  std::size_t line = std::size_t{8} * 1024 * 1024;  ///< bytes of one row
};

/// Checks an archive by itself, without a server and without a database: every member is there and no other, in the
/// order of the format, with the digests of the manifest; rows are well-formed; the ledger folds to the plans'
/// balances; counts and totals are those of the rows; each application's entries are those of its decision; forms and
/// scans are those that applications name; the rows of the audit trail have their digests and fit where they adjoin;
/// every policy is there; and no byte of the file lies outside of it all. Stops at the first fault. `descriptor`: the
/// file, open for reading.
[[nodiscard]] ArchiveVerdict verify_archive(int descriptor, const ArchiveCheckTools& tools,
                                            const ArchiveLimits& limits = {});

}  // namespace kaoji::usecases
