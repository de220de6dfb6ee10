#include "usecases/compare_reconciliation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <unordered_map>

#include "usecases/names_of_the_catalogue.hpp"

namespace kaoji::usecases {

namespace {

/// Rows in one transaction: some milliseconds of the one writer's time.
constexpr std::size_t kRowsAtATime = 500;
constexpr int kDropsAtATime = 500;
/// Uploads whose lists stay whole: this one and two to look back at.
constexpr std::size_t kUploadsKeptWhole = 3;
/// Faults that are kept to be shown; all are counted.
constexpr std::size_t kFaultsKept = 1000;
constexpr std::int64_t kTellEvery = 2000;

struct TableRead {
  core::PlatformSums sums;
  std::vector<core::CellFault> faults;
  std::int64_t fault_count = 0;
};

TableRead read_table(const ComparisonParts& parts, const BegunComparison& begun, const ComparisonProgress& progress) {
  const ports::Reconciliation& one = begun.reconciliation;
  const auto bytes = parts.files.bytes(one.digest);
  base::check(bytes.has_value(), "an uploaded table is not in the file store, or no longer what it was");
  TableRead read;
  std::int64_t done = 0;
  const auto facts = read_export(parts.source, *bytes, [&](int line, const core::CellRow& cells) {
    if (line <= one.heading_line) return true;
    if (++done % kTellEvery == 0) progress(ComparisonPhase::reading, done, one.lines);
    if (core::is_no_plan(begun.reading.columns, cells)) return true;
    auto row = core::read_row(begun.reading.columns, begun.reading.year, line, cells);
    if (row) {
      read.sums.add(*row);
      return true;
    }
    ++read.fault_count;
    if (read.faults.size() < kFaultsKept) read.faults.push_back(row.error());
    return true;
  });
  // A book may take longer than its child has when the machine is busy.
  if (!facts && is_book(*bytes)) throw ports::SheetReaderUnavailable(facts.error().en);
  base::check(facts.ok(), "a table that was read when it was uploaded cannot be read any more");
  return read;
}

/// What the ledger and people say, in one snapshot.
struct OurSide {
  core::NameBook book;
  std::vector<core::OurPlan> plans;
  std::unordered_map<std::string, ports::ReconcileStore::Remembered> explanations;
};

OurSide our_side(ports::Store& store, const std::set<int>& years) {
  OurSide ours;
  store.read([&](ports::Transaction& tx) {
    ours = {};
    ours.book = names_of_the_catalogue(tx);
    for (const int year : years) {
      ports::PlanFilter filter;
      filter.year = year;
      filter.live_year = year;
      tx.plans().each_plan(filter, [&](const ports::PlanRow& row) {
        ours.plans.push_back({row.plan.key, row.plan.balance.headcount});
      });
    }
    for (auto& one : tx.reconcile().explanations()) ours.explanations.emplace(one.subject, one);
  });
  return ours;
}

ports::ReconcileRow with_explanation(core::ReconcileItem item, const OurSide& ours) {
  ports::ReconcileRow row;
  const auto found = item.list == core::ReconcileList::equal ? ours.explanations.end()
                                                             : ours.explanations.find(core::subject_of(item));
  if (found != ours.explanations.end()) {
    row.said = core::carried_over(found->second.said, item.ours, item.theirs);
    row.edited_at = found->second.edited_at;
    row.editor = found->second.editor;
  }
  row.item = std::move(item);
  return row;
}

/// The lists, piece by piece.
void write_items(const ComparisonParts& parts, const BegunComparison& begun, std::vector<core::ReconcileItem> items,
                 const OurSide& ours, const ComparisonProgress& progress) {
  const auto all = static_cast<std::int64_t>(items.size());
  for (std::size_t from = 0; from < items.size(); from += kRowsAtATime) {
    const std::size_t end = std::min(items.size(), from + kRowsAtATime);
    std::vector<ports::ReconcileRow> piece;
    piece.reserve(end - from);
    for (std::size_t i = from; i < end; ++i) piece.push_back(with_explanation(std::move(items[i]), ours));
    parts.store.write_and_wait(
        [&](ports::Transaction& tx) { tx.reconcile().insert_items(begun.reconciliation.id, begun.run, piece); });
    progress(ComparisonPhase::writing, static_cast<std::int64_t>(end), all);
  }
}

/// Names or faults, piece by piece.
template <class Row, class Insert>
void write_pieces(ports::Store& store, const std::vector<Row>& rows, const Insert& insert) {
  for (std::size_t from = 0; from < rows.size(); from += kRowsAtATime) {
    const std::span<const Row> piece(rows.data() + from, std::min(kRowsAtATime, rows.size() - from));
    store.write_and_wait([&](ports::Transaction& tx) { insert(tx.reconcile(), piece); });
  }
}

/// What was said while the comparison ran, of the lists before: it is said of these, too.
void take_over(ports::ReconcileStore& store, const ports::Reconciliation& compared, base::Instant begun_at) {
  std::unordered_map<std::string, ports::ReconcileStore::Remembered> fresh;
  for (auto& one : store.explanations()) {
    if (one.edited_at >= begun_at) fresh.emplace(one.subject, one);
  }
  if (fresh.empty()) return;
  ports::ReconcileFilter filter;
  filter.reconciliation = compared.id;
  filter.run = compared.run;
  filter.limit = static_cast<int>(kRowsAtATime);
  for (bool more = true; more;) {
    const auto rows = store.items(filter);
    for (ports::ReconcileRow row : rows) {
      filter.after = row.id;
      const auto found = fresh.find(core::subject_of(row.item));
      if (found == fresh.end() || row.item.list == core::ReconcileList::equal) continue;
      row.said = core::carried_over(found->second.said, row.item.ours, row.item.theirs);
      row.edited_at = found->second.edited_at;
      row.editor = found->second.editor;
      store.explain(row);
    }
    more = static_cast<int>(rows.size()) == filter.limit;
  }
}

AuditedAct comparison_of(std::int64_t id) {
  return {core::Act::reconcile_compare, object_name("reconciliation", id)};
}

}  // namespace

Outcome<BegunComparison> begin_comparison(ports::Transaction& tx, const Context& context, std::int64_t id,
                                          const ReadingOfTable& reading) {
  auto found = tx.reconcile().reconciliation(id);
  if (!found || !core::may_ever(context.actor.role, core::Act::reconcile_compare))
    return record_not_yours(tx, context, comparison_of(id));
  BegunComparison begun;
  begun.run = tx.reconcile().begin_run(id);
  begun.reconciliation = *std::move(found);
  begun.reading = reading;
  begun.begun_at = context.now;
  if (reading.columns.column(core::PlatformField::year)) begun.reading.year = std::nullopt;
  return begun;
}

ports::Reconciliation run_comparison(const ComparisonParts& parts, const BegunComparison& begun,
                                     const ComparisonProgress& progress) {
  const std::int64_t id = begun.reconciliation.id;
  progress(ComparisonPhase::reading, 0, begun.reconciliation.lines);
  TableRead table = read_table(parts, begun, progress);
  progress(ComparisonPhase::comparing, 0, 0);
  std::set<int> years = table.sums.years();
  if (begun.reading.year) years.insert(*begun.reading.year);
  const OurSide ours = our_side(parts.store, years);
  core::ComparisonResult result = core::compare(table.sums, ours.plans, ours.book);

  ports::Reconciliation compared = begun.reconciliation;
  compared.columns = begun.reading.columns;
  compared.year = begun.reading.year;
  compared.run = begun.run;
  compared.counts = {};
  compared.pruned_at = std::nullopt;
  for (const core::ReconcileItem& item : result.items) ++compared.counts[static_cast<std::size_t>(item.list)];
  compared.faults = table.fault_count;
  compared.undecided = std::ranges::count(result.names, core::FoundBy::nothing, &core::UnknownName::by);
  compared.rows_set_aside = result.rows_set_aside;

  write_items(parts, begun, std::move(result.items), ours, progress);
  write_pieces(parts.store, result.names, [&](ports::ReconcileStore& store, std::span<const core::UnknownName> piece) {
    store.insert_names(id, begun.run, piece);
  });
  write_pieces(parts.store, table.faults, [&](ports::ReconcileStore& store, std::span<const core::CellFault> piece) {
    store.insert_faults(id, begun.run, piece);
  });
  return compared;
}

Outcome<ports::Reconciliation> finish_comparison(ports::Transaction& tx, const Context& context,
                                                 ports::Reconciliation compared, base::Instant begun_at) {
  const AuditedAct act = comparison_of(compared.id);
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  compared.compared_at = context.now;
  compared.compared_by = context.actor.login;
  take_over(tx.reconcile(), compared, begun_at);
  tx.reconcile().finish_run(compared);
  const auto lines = tx.reconcile().first_lines(compared.id);
  if (!lines.empty()) tx.reconcile().remember_columns(core::heading_key(lines.front()), compared.columns);
  record_done(tx, context, act,
              fmt::format("equal {} only-here {} only-there {} different {}", compared.counts[0], compared.counts[1],
                          compared.counts[2], compared.counts[3]));
  return compared;
}

void drop_earlier_comparisons(ports::Store& store, std::int64_t id, std::int64_t run) {
  bool more = true;
  while (more) {
    store.write_and_wait(
        [&](ports::Transaction& tx) { more = tx.reconcile().drop_earlier_runs(id, run, kDropsAtATime); });
  }
}

void prune_old_uploads(ports::Store& store, base::Instant now) {
  std::vector<std::int64_t> old;
  store.read([&](ports::Transaction& tx) {
    old.clear();
    auto compared = tx.reconcile().reconciliations();
    std::erase_if(compared, [](const ports::Reconciliation& one) { return one.run == 0; });
    // Not the upload but the comparison is what somebody wants to look at; alike, the newer upload first.
    std::ranges::stable_sort(compared, std::ranges::greater(), &ports::Reconciliation::compared_at);
    for (std::size_t i = kUploadsKeptWhole; i < compared.size(); ++i) {
      if (!compared[i].pruned_at) old.push_back(compared[i].id);
    }
  });
  for (const std::int64_t id : old) {
    bool more = true;
    while (more) {
      store.write_and_wait([&](ports::Transaction& tx) { more = tx.reconcile().prune(id, kDropsAtATime, now); });
    }
  }
}

}  // namespace kaoji::usecases
