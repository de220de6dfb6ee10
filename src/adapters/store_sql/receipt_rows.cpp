#include "adapters/store_sql/query.hpp"
#include "adapters/store_sql/record_rows.hpp"

namespace kaoji::store_sql {

void RecordRows::keep_receipt(core::ApplicationId application, std::int64_t revision, std::string_view text) {
  session_
      .query({"INSERT INTO signed_receipt (application, revision, receipt) VALUES (:application, :revision, :receipt)",
              ""})
      .set("application", application)
      .set("revision", revision)
      .set("receipt", text)
      .run();
}

std::optional<std::string> RecordRows::receipt(core::ApplicationId application) {
  auto query = session_.query(
      {"SELECT receipt FROM signed_receipt WHERE application = :application ORDER BY id DESC LIMIT 1", "t"});
  query.set("application", application);
  if (!query.next()) return std::nullopt;
  return query.text();
}

}  // namespace kaoji::store_sql
