#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/plan/ledger.hpp"
#include "ports/archive.hpp"
#include "ports/bundles.hpp"

namespace kaoji::usecases {

/// Thrown where an archive contradicts itself.
struct ArchiveContradiction {
  std::string zh;
  std::string en;
};

/// Takes the rows of an archive one by one in the order of its members, keeps of them what later rows are held against,
/// and throws ArchiveContradiction at the first that does not fit.
class ArchiveRows {
 public:
  explicit ArchiveRows(std::function<std::string(std::string_view)> sm3) : sm3_(std::move(sm3)) {}

  void take(const ports::ArchivedRound& round);
  void take(const ports::ArchivedApplication& application);
  void take(const ports::ArchivedPlan& plan);
  void take(const ports::ArchivedEntry& entry);
  void take(const ports::ArchivedAuditRow& row);

  /// After the last entry: plans, reversals, and the entries of each application.
  void check_ledger() const;
  /// After the last row: the counts and totals that the round names.
  void check_counts() const;
  /// `seals`: every member but the manifest. Forms, scans and policies are those that rows name, and no others.
  void check_files(const std::map<std::string, ports::MemberSeal, std::less<>>& seals) const;

  [[nodiscard]] const ports::ArchivedRound& round() const { return round_; }
  [[nodiscard]] std::int64_t scans() const { return scans_; }

 private:
  /// A line that stands: its plan, and how many persons.
  struct Standing {
    std::int64_t plan = 0;
    std::int64_t headcount = 0;
    std::string institution;
    std::string level;
    int year = 0;
  };
  struct Decided {
    std::string number;
    bool approved = false;
    core::EntryKind kind{};
    std::vector<Standing> standing;
  };
  struct Kept {
    core::Balance said;
    core::Balance folded;
    std::string institution;
    std::string level;
    int year = 0;
  };
  struct KeptEntry {
    std::int64_t plan = 0;
    core::EntryKind kind{};
    std::int64_t headcount = 0;
  };
  struct NamedFile {
    std::string digest;  ///< empty: any
    std::int64_t bytes = 0;
  };

  void name_file(const std::string& member, NamedFile file);
  void check_decision(std::int64_t id, const Decided& decided) const;

  std::function<std::string(std::string_view)> sm3_;
  ports::ArchivedRound round_;
  std::map<std::pair<std::string, std::string>, ports::ArchivedTotal> totals_;
  std::unordered_map<std::int64_t, Decided> applications_;
  std::set<std::string> numbers_;
  std::unordered_set<std::string> objects_;  ///< as the audit trail names the applications
  std::set<std::string> policies_;
  std::map<std::string, NamedFile, std::less<>> files_;
  std::unordered_map<std::int64_t, Kept> plans_;
  std::unordered_map<std::int64_t, KeptEntry> entries_;
  /// By application, what was entered for it, reversals aside.
  std::unordered_map<std::int64_t, std::vector<KeptEntry>> entered_;
  std::vector<std::pair<std::int64_t, std::int64_t>> reversals_;
  std::int64_t scans_ = 0;
  std::int64_t audit_rows_ = 0;
  std::int64_t last_seq_ = 0;
  std::string last_digest_;
};

}  // namespace kaoji::usecases
