#pragma once

#include <functional>
#include <optional>

#include "ports/files.hpp"
#include "usecases/context.hpp"
#include "usecases/platform_source.hpp"

namespace kaoji::usecases {

/// How a file is to be read.
struct ReadingOfTable {
  core::ColumnMap columns;
  std::optional<int> year;  ///< plan year of all rows; only where no column gives it
};

/// A comparison that was begun: the upload as it stood, with the new run's number beside it.
struct BegunComparison {
  ports::Reconciliation reconciliation;
  std::int64_t run = 0;
  ReadingOfTable reading;
  base::Instant begun_at;
};

/// Begins a comparison of an upload. `core::trouble_of` must have found nothing against `reading`.
[[nodiscard]] Outcome<BegunComparison> begin_comparison(ports::Transaction& tx, const Context& context, std::int64_t id,
                                                        const ReadingOfTable& reading);

/// What a comparison is doing.
enum class ComparisonPhase { reading, comparing, writing };
/// Called on the working thread with what is done and what there is in all. Must not throw.
using ComparisonProgress = std::function<void(ComparisonPhase phase, std::int64_t done, std::int64_t all)>;

/// What the comparison works with.
struct ComparisonParts {
  ports::Store& store;
  const ports::FileStore& files;
  PlatformSource source;
};

/// Reads the file, puts it beside the ledger in one snapshot, and writes the lists in many small transactions, so that
/// nobody waits for them. Nobody sees them before finish_comparison. Gives the upload with its new figures.
[[nodiscard]] ports::Reconciliation run_comparison(const ComparisonParts& parts, const BegunComparison& begun,
                                                   const ComparisonProgress& progress);

/// Shows the lists in place of those before, with what was said of a difference since the comparison was begun, and
/// remembers the columns for the next file with these headings.
[[nodiscard]] Outcome<ports::Reconciliation> finish_comparison(ports::Transaction& tx, const Context& context,
                                                               ports::Reconciliation compared, base::Instant begun_at);

/// Takes away what earlier or broken-off comparisons of the upload left, in many small transactions.
void drop_earlier_comparisons(ports::Store& store, std::int64_t id, std::int64_t run);

/// Of uploads before the three compared last, keeps the figures and the differences of which somebody said something;
/// the rest of their lists goes, piece by piece. The files stay, so that each can be compared again; what was said of a
/// difference is kept beside the uploads in any case.
void prune_old_uploads(ports::Store& store, base::Instant now);

}  // namespace kaoji::usecases
