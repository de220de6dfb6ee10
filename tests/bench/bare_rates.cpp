#include <stdexcept>

#include "bench/bare_database.hpp"

namespace kaoji::bench {

namespace {

constexpr const char* kSums =
    "s.effective_year, s.kind, s.in_indicators, SUM(s.headcount), SUM(s.passed), "
    "SUM(CASE WHEN substr(s.effective_on, 6) < '11-11' THEN s.headcount ELSE 0 END) FROM entry_sum s ";

/// From the ledger itself: what the year's spring declarations brought, and how much of it was examined.
constexpr const char* kYield =
    "SELECT COUNT(*), SUM(y.headcount), SUM(MIN(p.examined, y.headcount)), SUM(MIN(p.passed, y.headcount)) FROM ("
    "SELECT e.plan, SUM(e.headcount) AS headcount FROM application a CROSS JOIN ledger_entry e ON e.application = a.id "
    "WHERE a.kind = 'new' AND a.round_year = 2026 AND a.round_name = 'spring' GROUP BY e.plan) y "
    "JOIN plan p ON p.id = y.plan";

constexpr const char* kReviews =
    "SELECT a.kind, a.round_year, e.stage, e.event, e.at, LAG(e.at) OVER (PARTITION BY e.application ORDER BY e.id) "
    "FROM application_event e JOIN application a ON a.id = e.application WHERE a.round_year = 2026 "
    "AND e.event IN ('submitted', 'forwarded', 'returned', 'approved', 'partly-approved', 'rejected')";

}  // namespace

BareRun read_rates(BareDatabase& database, double seconds) {
  BareStatement sums(database,
                     (std::string{"SELECT "} + kSums + "WHERE s.effective_year <= 2026 GROUP BY 1, 2, 3").c_str());
  BareStatement kinds(database, (std::string{"SELECT i.kind, "} + kSums +
                                 "JOIN institution i ON i.id = s.institution WHERE s.effective_year <= 2026 "
                                 "GROUP BY 1, 2, 3, 4")
                                    .c_str());
  BareStatement reviews(database, kReviews);
  BareStatement declared(database,
                         "SELECT status, COUNT(*), SUM(headcount) FROM application WHERE kind = 'new' "
                         "AND round_year = 2026 AND round_name = 'spring' GROUP BY status");
  BareStatement yield(database, kYield);
  return repeat(seconds, [&](std::int64_t) {
    // The rates, the side figures and the trend each need the sums of all years.
    for (int times = 0; times < 3; ++times) {
      if (sums.start().drain() == 0) throw std::runtime_error("the ledger has no sums");
    }
    kinds.start().drain();
    reviews.start().drain();
    declared.start().drain();
    if (yield.start().drain() != 1) throw std::runtime_error("a round has one yield");
    return true;
  });
}

}  // namespace kaoji::bench
