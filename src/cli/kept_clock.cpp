#include "cli/kept_clock.hpp"

namespace kaoji::cli {

namespace {

base::Instant newest_act(ports::Store& store) {
  base::Instant at;
  store.read([&](ports::Transaction& tx) {
    ports::AuditFilter newest;
    newest.limit = 1;
    for (const ports::AuditRow& row : tx.records().audit(newest)) at = row.at;
  });
  return at;
}

}  // namespace

KeptClock::KeptClock(const DataFolder& folder, ports::Store& store)
    : clock_(machine_, folder.clock(), newest_act(store)) {}

}  // namespace kaoji::cli
