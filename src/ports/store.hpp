#pragma once

#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "ports/account_store.hpp"
#include "ports/application_store.hpp"
#include "ports/assessment_store.hpp"
#include "ports/bulletin_store.hpp"
#include "ports/catalogue_store.hpp"
#include "ports/edition_store.hpp"
#include "ports/grant_store.hpp"
#include "ports/notice_store.hpp"
#include "ports/plan_store.hpp"
#include "ports/policy_store.hpp"
#include "ports/reconcile_store.hpp"
#include "ports/record_store.hpp"
#include "ports/seal_store.hpp"

namespace kaoji::ports {

/// Everything that one transaction can read and, in a write, change. Not to be kept beyond it.
class Transaction {
 public:
  virtual ~Transaction() = default;
  [[nodiscard]] virtual CatalogueStore& catalogue() = 0;
  [[nodiscard]] virtual PlanStore& plans() = 0;
  [[nodiscard]] virtual EditionStore& editions() = 0;
  [[nodiscard]] virtual AssessmentStore& assessments() = 0;
  [[nodiscard]] virtual ApplicationStore& applications() = 0;
  [[nodiscard]] virtual GrantStore& grants() = 0;
  [[nodiscard]] virtual AccountStore& accounts() = 0;
  [[nodiscard]] virtual PolicyStore& policies() = 0;
  [[nodiscard]] virtual NoticeStore& notices() = 0;
  [[nodiscard]] virtual RecordStore& records() = 0;
  [[nodiscard]] virtual BulletinStore& bulletin() = 0;
  [[nodiscard]] virtual ReconcileStore& reconcile() = 0;
  [[nodiscard]] virtual SealStore& seals() = 0;

  /// A question's guard beneath the guards of the use cases: from here to its end this transaction finds no plan,
  /// application, scan, grant or sum of an institution outside the scope, whatever is asked. Holds for reads of a
  /// database on disk; an act is confined by what it loads. A scope of the whole province changes nothing.
  virtual void confine(const Scope& scope) = 0;
};

/// The queue of writes is full: come again soon. Nothing was done.
class Busy : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The commit reported an error: the change may or may not be there. Only a retry with the same key tells.
class OutcomeUnknown : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The database cannot be reached or refuses to work. Nothing was done.
class StoreUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A broken invariant that `examine` found: its name and the row.
struct BrokenRow {
  std::string invariant;
  std::string row;
};

/// The one door to the database. Reads and writes may come from any thread.
class Store {
 public:
  using Work = std::function<void(Transaction&)>;
  /// Called when the write is durable (null) or has failed (the exception), on a thread of the store's: be brief,
  /// and never throw.
  using Done = std::function<void(std::exception_ptr)>;

  virtual ~Store() = default;

  /// Runs `work` on the calling thread in one consistent snapshot. Throws what `work` throws, or StoreUnavailable.
  virtual void read(const Work& work) = 0;
  /// Runs `work` in a transaction of its own, soon, on a thread of the store's; then `done`. All or nothing: when
  /// `work` throws, nothing of it stays. `work` may run more than once. Throws Busy at once when too many wait.
  virtual void write(Work work, Done done) = 0;
  /// Runs the invariants of the schema as queries and recomputes the balances from the ledger; every row that breaks
  /// one.
  [[nodiscard]] virtual std::vector<BrokenRow> examine() = 0;
  /// `told` is called once, on a thread of the store's, when a failed commit has ended all writing: what is on the disk
  /// shows only after a new start (the disk is not asked a second time to make the same thing durable). A PostgreSQL
  /// server settles that for itself, so its store never calls.
  virtual void when_stopped(std::function<void()> told) = 0;
  /// Takes everything out of an empty-able store (a sandbox), keeping the schema.
  virtual void wipe() = 0;

  /// As `write`, but waits for it and throws what it failed with.
  void write_and_wait(Work work);
};

}  // namespace kaoji::ports
