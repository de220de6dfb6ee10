#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/archive.hpp"
#include "ports/policy_reader.hpp"
#include "usecases/package_bundle.hpp"
#include "usecases/policy_files.hpp"

namespace kaoji::usecases {

/// `kaoji-archive-1`: the format that docs/archive.md describes.
inline constexpr std::string_view kArchiveFormat = "kaoji-archive-1";

/// Where everything lies in an archive. Behind it come the policies and the files of the applications.
inline constexpr std::string_view kArchiveReadMe = "README.txt";
inline constexpr std::string_view kRoundMember = "data/round.json";
inline constexpr std::string_view kApplicationsMember = "data/applications.jsonl";
inline constexpr std::string_view kPlansMember = "data/plans.jsonl";
inline constexpr std::string_view kLedgerMember = "data/ledger.jsonl";
inline constexpr std::string_view kAuditMember = "data/audit.jsonl";
inline constexpr std::string_view kTablesMember = "表格.xlsx";
/// What every archive begins with, in this order.
inline constexpr std::array kArchiveBegins{kArchiveReadMe, kRoundMember, kApplicationsMember, kPlansMember,
                                           kLedgerMember,  kAuditMember, kTablesMember};
/// `policy/henan-2021-628.toml`.
[[nodiscard]] std::string policy_member(std::string_view id);

/// A policy file as it stands in the archive.
struct ArchivedPolicy {
  std::string id;
  std::string text;
};

/// A round with all that goes into its archive, the bytes of the scans aside: memory grows with the round's rows, not
/// with its files.
struct RoundArchive {
  ports::ArchivedRound round;
  std::vector<ports::ArchivedApplication> applications;
  std::vector<ports::FormDocument> forms;  ///< in the order of the applications
  std::vector<ports::ArchivedPlan> plans;
  std::vector<ports::ArchivedEntry> entries;
  std::vector<ports::ArchivedAuditRow> audit;
  std::vector<ArchivedPolicy> policies;
  base::Zone zone;
};

/// Gathers a round of a year in one snapshot: its applications from their first submission on, the plans that they
/// touch with all of their entries, the rows of the audit trail on them, the policies. `program` names the program and
/// its version. Nothing in the answer when there is no such round; `not-yours` for whoever may not.
[[nodiscard]] Outcome<std::optional<RoundArchive>> collect_archive(ports::Transaction& tx, const Context& context,
                                                                   const PolicyDesk& desk, std::string_view program,
                                                                   int year, std::string_view round);

/// Writes the archive. Throws ports::StoreUnavailable when a scan is not on disk, before the first byte; what printing,
/// sheets or the sink throw.
void write_archive(const RoundArchive& archive, const BundleTools& tools, const ports::ArchiveTexts& texts,
                   const ports::BundleSink& sink);

/// Leaves the audit row of an archive that is made.
void record_archive(ports::Transaction& tx, const Context& context, const RoundArchive& archive);

}  // namespace kaoji::usecases
