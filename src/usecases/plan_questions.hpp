#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/application/reduction_cap.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What a list of plans is asked for. Empty or nothing: any.
struct PlanQuery {
  std::string institution;  ///< code
  std::string bureau;       ///< code
  std::optional<core::InstitutionKind> kind;
  std::string certificate;  ///< name
  std::optional<core::Level> level;
  std::optional<int> year;
  std::string search;  ///< part of a certificate's or institution's name, or of its code
  bool live_only = false;
  std::optional<base::Instant> as_of;
  std::int64_t after = 0;  ///< cursor: plans after this id
  int limit = 50;
};

struct PlanPage {
  std::vector<ports::PlanRow> rows;  ///< balances as of `as_of`
  ports::PlanSums sums;              ///< over all pages
  base::Instant as_of;
  int live_year = 0;               ///< the year in which live is meant
  std::vector<core::PlanId> held;  ///< of the rows: held from this year's exit
};

/// 考核计划 within the actor's reach, in the order of ids.
[[nodiscard]] Outcome<PlanPage> list_plans(ports::Transaction& tx, const Context& context, const PlanQuery& query);

/// Hands over every plan of such a query (cursor and limit aside) in the order of ids, with the year in which live is
/// meant, without holding them all.
void each_plan(ports::Transaction& tx, const Context& context, core::Act act, const PlanQuery& query,
               const std::function<void(const ports::PlanRow&, int live_year)>& plan);

/// A plan with the entries that make up its figures, as of an instant.
struct PlanLedger {
  ports::PlanRow row;
  std::vector<ports::EntryRow> entries;  ///< oldest first
  base::Instant as_of;
  int live_year = 0;
  bool held = false;
};
[[nodiscard]] Outcome<PlanLedger> read_ledger(ports::Transaction& tx, const Context& context, core::Act act,
                                              core::PlanId id, std::optional<base::Instant> as_of);

struct EntryQuery {
  std::string institution;
  std::string bureau;
  std::optional<core::InstitutionKind> institution_kind;
  std::string certificate;   ///< name
  std::string organisation;  ///< name
  std::optional<core::EntryKind> kind;
  std::optional<core::PlanId> plan;
  std::optional<int> effective_year;
  std::optional<bool> in_indicators;         ///< only what counts in the indicators, or only what a round keeps out
  std::optional<core::Measure> measure;      ///< what makes up this measure in `effective_year`, or in the year now
  std::optional<base::Instant> recorded_at;  ///< of a run of the forced exit
  bool originals_only = false;               ///< without reversing entries
  std::int64_t before = 0;                   ///< cursor
  int limit = 50;
};

struct EntryPage {
  std::vector<ports::EntryRow> rows;  ///< newest first
  std::int64_t total = 0;
  std::int64_t sum = 0;  ///< of all pages: the shares in the measure, or the headcounts
  std::optional<core::MeasureEntries> measure;
};
[[nodiscard]] Outcome<EntryPage> list_entries(ports::Transaction& tx, const Context& context, core::Act act,
                                              const EntryQuery& query);

/// Totals by bureau, kind and plan year within the actor's reach.
[[nodiscard]] Outcome<std::vector<ports::PlanTotal>> read_totals(ports::Transaction& tx, const Context& context);

/// R7's figures now, in the round of decreases whose submit window opened last.
struct CapNow {
  core::CapFigures figures;
  core::CapScope scope{};
  std::optional<core::Round> round;  ///< nothing: no round opened yet; then nothing can be cut
  bool waiver_usable = false;
};
[[nodiscard]] Outcome<CapNow> read_cap(ports::Transaction& tx, const Context& context, const std::string& code);

/// An institution with its live total, former names and, where it is read by itself, its last change.
struct InstitutionView {
  core::Institution institution;
  std::int64_t live = 0;
  std::vector<ports::FormerName> former_names;
  std::optional<ports::CatalogueEdit> edit = std::nullopt;
};
/// As it is read by itself.
[[nodiscard]] InstitutionView view_of_institution(ports::Transaction& tx, const Context& context,
                                                  core::Institution institution);
[[nodiscard]] Outcome<InstitutionView> read_institution(ports::Transaction& tx, const Context& context,
                                                        const std::string& code);
/// Within the actor's reach, in the order of codes.
[[nodiscard]] Outcome<std::vector<InstitutionView>> list_institutions(ports::Transaction& tx, const Context& context,
                                                                      ports::InstitutionFilter filter);

}  // namespace kaoji::usecases
