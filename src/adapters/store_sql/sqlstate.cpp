#include "adapters/store_sql/sqlstate.hpp"

#include <algorithm>
#include <array>

namespace kaoji::store_sql {

namespace {

struct Meaning {
  std::string_view begins;
  Consequence consequence;
};

/// The first one that fits counts. Whole states stand before their classes.
constexpr auto kMeanings = std::to_array<Meaning>({
    {"23505", Consequence::conflict_on_key},  // unique_violation
    {"23", Consequence::broken_rule},         // integrity constraints
    {"P0", Consequence::broken_rule},         // what our triggers raise
    {"40003", Consequence::lost},             // statement_completion_unknown
    {"40", Consequence::conflict},            // serialization, deadlock
    {"55P03", Consequence::busy},             // lock_not_available: lock_timeout
    {"57014", Consequence::busy},             // query_canceled: statement_timeout
    {"53100", Consequence::failed},           // disk_full
    {"53", Consequence::busy},                // too_many_connections, out_of_memory
    {"25P03", Consequence::ended_idle},       // idle_in_transaction_session_timeout
    {"25P04", Consequence::ended_idle},       // transaction_timeout
    {"57P05", Consequence::ended_idle},       // idle_session_timeout
    {"57P", Consequence::lost},               // shutdown, crash, not yet up
    {"08", Consequence::lost},                // connection exceptions
});

}  // namespace

Consequence consequence_of(std::string_view sqlstate) {
  constexpr std::string_view kNone{" \0", 2};
  if (sqlstate.find_first_not_of(kNone) == std::string_view::npos) return Consequence::lost;
  const auto found =
      std::ranges::find_if(kMeanings, [&](const Meaning& each) { return sqlstate.starts_with(each.begins); });
  return found == kMeanings.end() ? Consequence::failed : found->consequence;
}

}  // namespace kaoji::store_sql
