#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plan/ledger.hpp"

namespace kaoji::ports {

/// How far the ledger and the timelines of applications were known: their last rows.
struct LedgerCut {
  core::EntryId last_entry;
  std::int64_t last_event = 0;
};

/// A frozen edition of the year report of one scope: what was known when it was frozen, kept for good.
struct Edition {
  std::int64_t id = 0;
  int year = 0;
  std::string scope;  ///< as of GET rates
  int number = 1;     ///< counted from 1 within year and scope
  std::string scope_label;
  std::string policy_id;
  std::string policy_digest;
  LedgerCut cut;
  base::Instant frozen_at;
  std::string actor;    ///< login
  std::string note;     ///< why it was frozen, in particular why again
  std::string figures;  ///< the report as text (core/indicators/report_text.hpp)
  std::string digest;   ///< SM3 of `figures`, hex
};

struct EditionFilter {
  std::optional<int> year;
  std::string scope;        ///< empty: any
  std::int64_t before = 0;  ///< cursor: editions before this one, newest first; 0: from the newest
  int limit = 50;
};

/// The frozen editions.
class EditionStore {
 public:
  virtual ~EditionStore() = default;

  /// How far the ledger and the timelines go, once no other transaction is writing to them; others wait until ours
  /// ends. So every row up to the cut is there and none below it comes later.
  [[nodiscard]] virtual LedgerCut settled_cut() = 0;
  /// As it looks in this snapshot, for figures that nobody keeps.
  [[nodiscard]] virtual LedgerCut present_cut() = 0;

  virtual std::int64_t insert(const Edition& edition) = 0;
  [[nodiscard]] virtual std::optional<Edition> edition(std::int64_t id) = 0;
  /// Newest first, without their figures.
  [[nodiscard]] virtual std::vector<Edition> editions(const EditionFilter& filter) = 0;
  /// How many the filter finds, cursor and limit aside.
  [[nodiscard]] virtual std::int64_t count_editions(const EditionFilter& filter) = 0;
};

}  // namespace kaoji::ports
