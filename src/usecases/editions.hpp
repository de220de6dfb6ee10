#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/indicators/report_text.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What is to be frozen.
struct FreezeWish {
  std::string scope;
  int year = 0;
  std::string note;  ///< needed where the scope and year have an edition already
  bool dry_run = false;
};

/// An edition with the report that it keeps.
struct EditionView {
  ports::Edition edition;
  core::YearReport report;
};

/// 发布冻结版: keeps the report of a scope and year as it is known now, for good. The year must have begun. Refused
/// with `not-yours` for a scope that is not there, `note-required` for a further edition without a reason. A dry run
/// gives the edition with id 0.
[[nodiscard]] Outcome<EditionView> freeze_edition(ports::Transaction& tx, const Context& context,
                                                  const FreezeWish& wish);

/// A page of editions, newest first.
struct EditionPage {
  std::vector<ports::Edition> editions;
  std::int64_t total = 0;
};
struct EditionQuery {
  std::string scope;  ///< empty: everything for those who reach everything, else what the actor is of
  std::optional<int> year;
  std::int64_t before = 0;
  int limit = 50;
};
/// `not-yours` for a scope outside the actor's reach.
[[nodiscard]] Outcome<EditionPage> list_editions(ports::Transaction& tx, const Context& context,
                                                 const EditionQuery& query);

/// `not-yours` for one that is not there or of a scope outside the actor's reach.
[[nodiscard]] Outcome<EditionView> read_edition(ports::Transaction& tx, const Context& context, core::Act act,
                                                std::int64_t id);

/// What came of folding an edition's figures again from the ledger, under the policy as it reads now.
struct Recomputation {
  ports::Edition edition;
  bool equal = false;        ///< byte for byte
  bool text_sound = false;   ///< what is kept fits its digest
  bool policy_same = false;  ///< the policy reads as it did
  std::string digest;        ///< of what was computed now
  std::vector<core::ReportDifference> differences;
};
[[nodiscard]] Outcome<Recomputation> recompute_edition(ports::Transaction& tx, const Context& context, std::int64_t id);

/// Leaves the audit row of a recomputation: what was compared, and whether it was equal.
void record_recomputation(ports::Transaction& tx, const Context& context, std::int64_t id, bool equal);

}  // namespace kaoji::usecases
