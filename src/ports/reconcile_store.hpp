#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/reconcile/comparison.hpp"
#include "core/reconcile/difference.hpp"

namespace kaoji::ports {

/// An upload of the platform's export and, once it was compared, what came of it.
struct Reconciliation {
  std::int64_t id = 0;
  std::string name;    ///< of the file
  std::string digest;  ///< in the FileStore
  std::int64_t bytes = 0;
  std::string encoding;
  int heading_line = 1;    ///< of the file, from 1
  std::int64_t lines = 0;  ///< filled lines below the headings
  base::Instant uploaded_at;
  std::string actor;

  core::ColumnMap columns;  ///< as compared, before that as proposed
  std::optional<int> year;  ///< plan year of all rows, if they have no column for it

  std::int64_t run = 0;  ///< the comparison whose lists stand; 0: none yet
  std::optional<base::Instant> compared_at;
  std::string compared_by;
  std::array<std::int64_t, core::kReconcileListCount> counts{};  ///< of each list
  std::int64_t faults = 0;                                       ///< rows that are not understood
  std::int64_t undecided = 0;                                    ///< names that wait for a decision
  std::int64_t rows_set_aside = 0;
  std::optional<base::Instant> pruned_at;  ///< since then only differences that somebody said something of are kept
};

/// What the platform has of a plan, by an upload that was compared.
struct PlatformPlan {
  core::PlanKey key;
  std::int64_t headcount = 0;
};

/// A line of the lists with what people said of it.
struct ReconcileRow {
  std::int64_t id = 0;
  core::ReconcileItem item;
  core::Explanation said;
  std::int64_t version = 1;
  std::optional<base::Instant> edited_at;
  std::string editor;
};

struct ReconcileFilter {
  std::int64_t reconciliation = 0;
  std::int64_t run = 0;
  std::optional<core::ReconcileList> list;
  std::optional<core::DifferenceState> state;
  std::string institution;  ///< code, ours or the file's; empty: any
  std::string bureau;       ///< code; empty: any
  std::optional<int> year;
  std::optional<core::Level> level;
  std::string owner;       ///< exactly; empty: any
  std::string search;      ///< part of an institution's or certificate's name or of a code; empty: any
  std::int64_t after = 0;  ///< cursor: rows after this id
  int limit = 50;
};

/// A decision on a name, as recorded.
struct KeptNameDecision {
  core::NameDecision decision;
  std::string name;  ///< as the file wrote it
  base::Instant decided_at;
  std::string actor;
};

/// Uploads of the platform's export, their four lists, and what is remembered from one to the next: columns by
/// headings, decisions on names, explanations by what they are about.
class ReconcileStore {
 public:
  virtual ~ReconcileStore() = default;

  /// Keeps an upload with its first lines, the headings first.
  virtual std::int64_t insert(const Reconciliation& reconciliation, const std::vector<core::CellRow>& first_lines) = 0;
  [[nodiscard]] virtual std::optional<Reconciliation> reconciliation(std::int64_t id) = 0;
  /// Newest first.
  [[nodiscard]] virtual std::vector<Reconciliation> reconciliations() = 0;
  [[nodiscard]] virtual std::vector<core::CellRow> first_lines(std::int64_t id) = 0;

  /// The number of a new comparison of that upload, whose rows are put under it before anyone sees them.
  [[nodiscard]] virtual std::int64_t begin_run(std::int64_t id) = 0;
  virtual void insert_items(std::int64_t id, std::int64_t run, std::span<const ReconcileRow> rows) = 0;
  virtual void insert_names(std::int64_t id, std::int64_t run, std::span<const core::UnknownName> names) = 0;
  virtual void insert_faults(std::int64_t id, std::int64_t run, std::span<const core::CellFault> faults) = 0;
  /// Columns, year, run, time and figures of the comparison that stands from now on.
  virtual void finish_run(const Reconciliation& reconciliation) = 0;
  /// Takes away at most `most` rows of each kind that belong to an upload's comparisons before that one, finished or
  /// not; true when some may be left.
  [[nodiscard]] virtual bool drop_earlier_runs(std::int64_t id, std::int64_t run, int most) = 0;

  /// Takes away at most `most` lines of an upload's comparison of which nobody said anything; with the last of them its
  /// names and the rows that were not understood, and marks the upload as pruned. True when some may be left.
  [[nodiscard]] virtual bool prune(std::int64_t id, int most, base::Instant at) = 0;
  /// What the platform has of an institution's plans by the newest upload that was compared, in the order of its lists;
  /// nothing when none was.
  [[nodiscard]] virtual std::optional<std::vector<PlatformPlan>> platform_plans(core::InstitutionId institution) = 0;

  /// In the order of ids, which is that of the lists.
  [[nodiscard]] virtual std::vector<ReconcileRow> items(const ReconcileFilter& filter) = 0;
  [[nodiscard]] virtual std::int64_t count_items(const ReconcileFilter& filter) = 0;
  /// Of that comparison; nothing when there is none of that id.
  [[nodiscard]] virtual std::optional<ReconcileRow> item(std::int64_t id, std::int64_t run, std::int64_t item) = 0;
  /// Writes what is said of an item, with its next version.
  virtual void explain(const ReconcileRow& row) = 0;
  [[nodiscard]] virtual std::vector<core::UnknownName> names(std::int64_t id, std::int64_t run) = 0;
  /// In the order of the lines, at most `most`.
  [[nodiscard]] virtual std::vector<core::CellFault> faults(std::int64_t id, std::int64_t run, int most) = 0;

  /// The columns that a file with these headings (core::heading_key) was last compared by.
  [[nodiscard]] virtual std::optional<core::ColumnMap> remembered_columns(std::string_view headings) = 0;
  virtual void remember_columns(std::string_view headings, const core::ColumnMap& map) = 0;

  [[nodiscard]] virtual std::vector<KeptNameDecision> name_decisions() = 0;
  virtual void put_name_decision(const KeptNameDecision& decision) = 0;
  virtual void forget_name_decision(core::NameKind kind, std::string_view key) = 0;

  struct Remembered {
    std::string subject;  ///< core::subject_of
    core::Explanation said;
    base::Instant edited_at;
    std::string editor;
  };
  [[nodiscard]] virtual std::vector<Remembered> explanations() = 0;
  virtual void remember(const Remembered& explanation) = 0;
};

}  // namespace kaoji::ports
