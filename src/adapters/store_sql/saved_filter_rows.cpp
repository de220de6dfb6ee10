#include "adapters/store_sql/account_rows.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kColumns = "nntttn";

void read_filter(Query& query, ports::SavedFilter& filter) {
  filter.id = query.number();
  filter.account = core::AccountId{query.number()};
  filter.list = query.text();
  filter.name = query.text();
  filter.query = query.text();
  filter.chosen = query.flag();
}

}  // namespace

std::vector<ports::SavedFilter> AccountRows::saved_filters(core::AccountId account, std::string_view list) {
  auto query =
      session_.query({"SELECT id, account, list, name, query, chosen FROM saved_filter "
                      "WHERE account = :account AND list = :list ORDER BY name",
                      kColumns});
  query.set("account", account).set("list", list);
  std::vector<ports::SavedFilter> filters;
  while (query.next()) read_filter(query, filters.emplace_back());
  return filters;
}

std::optional<ports::SavedFilter> AccountRows::saved_filter(std::int64_t id) {
  auto query =
      session_.query({"SELECT id, account, list, name, query, chosen FROM saved_filter WHERE id = :id", kColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::SavedFilter filter;
  read_filter(query, filter);
  return filter;
}

void AccountRows::put_saved_filter(const ports::SavedFilter& filter) {
  if (filter.chosen) {
    session_.query({"UPDATE saved_filter SET chosen = 0 WHERE account = :account AND list = :list", ""})
        .set("account", filter.account)
        .set("list", filter.list)
        .run();
  }
  session_
      .query({"INSERT INTO saved_filter (account, list, name, query, chosen) "
              "VALUES (:account, :list, :name, :query, :chosen) "
              "ON CONFLICT (account, list, name) DO UPDATE SET query = excluded.query, chosen = excluded.chosen",
              ""})
      .set("account", filter.account)
      .set("list", filter.list)
      .set("name", filter.name)
      .set("query", filter.query)
      .set("chosen", std::int64_t{filter.chosen})
      .run();
}

void AccountRows::remove_saved_filter(std::int64_t id) {
  session_.query({"DELETE FROM saved_filter WHERE id = :id", ""}).set("id", id).run();
}

}  // namespace kaoji::store_sql
