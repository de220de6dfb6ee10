#include "adapters/store_sql/sight.hpp"

#include <fmt/format.h>

#include <array>

namespace kaoji::store_sql {

namespace {

/// A table, and how its rows belong to an institution: in a column of their own, or through their application or plan.
/// Entries and holds are not here: they are asked for with their plan only, and outer joins on views of them would
/// cost every list dear.
struct Owned {
  std::string_view table;
  std::string_view through;  ///< the table that has the institution; empty: this one
};
constexpr std::array<Owned, 12> kOwned{{
    {"plan", ""},
    {"application", ""},
    {"plan_sum", ""},
    {"entry_sum", ""},
    {"institution_certificate_sum", ""},
    {"round_sum", ""},
    {"admission", ""},
    {"waiver", ""},
    {"application_line", "application"},
    {"application_event", "application"},
    {"scan", "application"},
    {"assessment_schedule", "plan"},
}};

/// What is true of a session that sees everything, and of an institution in sight.
struct Words {
  std::string schema;
  std::string everything;
  std::string_view in_sight;  ///< `{}`: the institution
};

Words words_of(Session& session) {
  if (session.dialect() == Dialect::sqlite) return {"main", "kaoji_sees(0)", "kaoji_sees({})"};
  Query query = session.query({"SELECT CAST(current_schema() AS TEXT)", "t"});
  query.next();
  return {fmt::format("\"{}\"", query.text()), "COALESCE(current_setting('kaoji.sees', true), '') = ''",
          "{} = ANY (CAST(string_to_array(current_setting('kaoji.sees', true), ',') AS BIGINT[]))"};
}

std::string condition_of(const Owned& owned, const Words& words) {
  if (owned.through.empty()) return fmt::format(fmt::runtime(words.in_sight), "t.institution");
  return fmt::format("EXISTS (SELECT 1 FROM {}.{} o WHERE o.id = t.{} AND {})", words.schema, owned.through,
                     owned.through, fmt::format(fmt::runtime(words.in_sight), "o.institution"));
}

}  // namespace

void put_views_in_front(Session& session) {
  const Words words = words_of(session);
  for (const Owned& owned : kOwned) {
    session.run_once(fmt::format("CREATE TEMPORARY VIEW {0} AS SELECT t.* FROM {1}.{0} t WHERE {2} OR {3}", owned.table,
                                 words.schema, words.everything, condition_of(owned, words)));
  }
}

}  // namespace kaoji::store_sql
