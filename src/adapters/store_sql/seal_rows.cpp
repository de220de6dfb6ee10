#include "adapters/store_sql/seal_rows.hpp"

#include <fmt/format.h>

#include <array>

#include "adapters/store_sql/seals.hpp"

namespace kaoji::store_sql {

namespace {

/// A column whose values are sealed. `purpose`, in SQL, is what seals.hpp makes in C++.
struct SealedColumn {
  std::string_view table;
  std::string_view column;
  std::string_view row;  ///< the key of a row, a number
  std::string_view key;  ///< the rest of the key, a text; '' where there is none
  std::string_view purpose;
  bool plain_before;  ///< lay there unsealed before the migration
};
constexpr std::array kSealed{
    SealedColumn{"application", "contact_name", "id", "''", "'application/' || id || '/contact_name'", true},
    SealedColumn{"application", "contact_phone", "id", "''", "'application/' || id || '/contact_phone'", true},
    SealedColumn{"assessment_schedule", "contact", "id", "''", "'schedule/' || plan || '/contact'", true},
    SealedColumn{"answer", "body", "account", "idempotency_key", "'answer/' || account || '/' || idempotency_key",
                 true},
    SealedColumn{"second_factor", "seed", "account", "''", "'second-factor/' || account", false},
    SealedColumn{"second_factor", "offered", "account", "''", "'second-factor/' || account", false},
};

/// A table whose rows are marked; `fields`, in SQL, are those of the mark in their order.
struct MarkedTable {
  std::string_view table;
  std::array<std::string_view, 9> fields;
};
constexpr std::array kMarked{
    MarkedTable{"account", {"id", "login", "role", "institution", "bureau", "password_hash", "disabled"}},
    MarkedTable{"application_event",
                {"application", "at", "event", "actor", "stage", "revision", "note", "policy_id", "clause"}},
    MarkedTable{"audit_head", {"seq", "digest"}},
};

constexpr std::int64_t kPiece = 1000;

struct SealedValue {
  std::int64_t row = 0;
  std::string key;
  std::string purpose;
  std::string value;
};

/// Up to `most` values of the column after a row, in the order of keys; `narrowed`: further conditions.
std::vector<SealedValue> values_after(Session& session, const SealedColumn& column, const SealedValue& last,
                                      std::string_view narrowed, std::int64_t most) {
  const std::string text = fmt::format(
      "SELECT {1}, {2}, {3}, {4} FROM {0} WHERE {4} <> ''{5} AND ({1} > :row OR ({1} = :same AND {2} > :key)) "
      "ORDER BY 1, 2 LIMIT :most",
      column.table, column.row, column.key, column.purpose, column.column, narrowed);
  auto query = session.query({text, "nttt"});
  query.set("row", last.row).set("same", last.row).set("key", last.key).set("most", most);
  std::vector<SealedValue> values;
  while (query.next()) {
    SealedValue& value = values.emplace_back();
    value.row = query.number();
    value.key = query.text();
    value.purpose = query.text();
    value.value = query.text();
  }
  return values;
}

template <class Look>
void each_value(Session& session, const SealedColumn& column, const Look& look) {
  SealedValue last;
  for (;;) {
    auto values = values_after(session, column, last, "", kPiece);
    for (const SealedValue& value : values) look(value);
    if (static_cast<std::int64_t>(values.size()) < kPiece) return;
    last = std::move(values.back());
  }
}

void put_value(Session& session, const SealedColumn& column, const SealedValue& where, std::string_view value) {
  const std::string text = fmt::format("UPDATE {} SET {} = :value WHERE {} = :row AND {} = :key", column.table,
                                       column.column, column.row, column.key);
  session.query({text, ""}).set("value", value).set("row", where.row).set("key", where.key).run();
}

struct MarkedRow {
  std::int64_t id = 0;
  std::string mark;
  std::string text;
};

/// Up to `most` rows of the table after an id.
std::vector<MarkedRow> rows_after(Session& session, const MarkedTable& table, std::int64_t last,
                                  std::string_view narrowed, std::int64_t most) {
  std::string fields;
  std::string types = "nt";
  for (const std::string_view field : table.fields) {
    if (field.empty()) break;
    fields += fmt::format(", COALESCE(CAST({} AS TEXT), '')", field);
    types += 't';
  }
  const std::string text = fmt::format("SELECT id, mark{} FROM {} WHERE id > :last{} ORDER BY id LIMIT :most", fields,
                                       table.table, narrowed);
  auto query = session.query({text, types});
  query.set("last", last).set("most", most);
  std::vector<MarkedRow> rows;
  while (query.next()) {
    MarkedRow& row = rows.emplace_back();
    row.id = query.number();
    row.mark = query.text();
    for (std::size_t i = 2; i < types.size(); ++i) row.text += marked_text({query.text()});
  }
  return rows;
}

template <class Look>
void each_row(Session& session, const MarkedTable& table, const Look& look) {
  for (std::int64_t last = 0;;) {
    const auto rows = rows_after(session, table, last, "", kPiece);
    for (const MarkedRow& row : rows) look(row);
    if (static_cast<std::int64_t>(rows.size()) < kPiece) return;
    last = rows.back().id;
  }
}

void put_mark(Session& session, const MarkedTable& table, const MarkedRow& row) {
  const std::string text = fmt::format("UPDATE {} SET mark = :mark WHERE id = :id", table.table);
  session.query({text, ""}).set("mark", row_mark(session, table.table, row.text)).set("id", row.id).run();
}

/// Rests on another key than the current one.
std::string on_another_key(const Session& session, std::string_view column) {
  return fmt::format(" AND substr({}, 1, {}) <> '{}'", column, ports::kKeyIdLength, session.sealing().current_key());
}

}  // namespace

std::vector<std::string> SealRows::keys() {
  auto query = session_.query({"SELECT id FROM sealing_key ORDER BY id", "t"});
  std::vector<std::string> keys;
  while (query.next()) keys.push_back(query.text());
  return keys;
}

ports::ResealStep SealRows::reseal_some(std::int64_t most) {
  ports::ResealStep step;
  const ports::Sealing& ring = session_.sealing();
  for (const SealedColumn& column : kSealed) {
    const std::string narrowed = on_another_key(session_, column.column);
    for (const SealedValue& value : values_after(session_, column, {}, narrowed, most)) {
      const auto plain = ring.open(value.purpose, value.value);
      if (plain) put_value(session_, column, value, ring.seal(value.purpose, *plain));
      ++(plain ? step.done : step.broken);
    }
  }
  for (const MarkedTable& table : kMarked) {
    for (const MarkedRow& row : rows_after(session_, table, 0, on_another_key(session_, "mark"), most)) {
      const bool holds = row_mark_holds(session_, table.table, row.text, row.mark);
      if (holds) put_mark(session_, table, row);
      ++(holds ? step.done : step.broken);
    }
  }
  return step;
}

void SealRows::keep_current_key_alone() {
  session_.query({"DELETE FROM sealing_key WHERE id <> :id", ""}).set("id", session_.sealing().current_key()).run();
}

void seal_all_rows(Session& session) {
  for (const SealedColumn& column : kSealed) {
    if (!column.plain_before) continue;
    each_value(session, column, [&](const SealedValue& value) {
      put_value(session, column, value, session.sealing().seal(value.purpose, value.value));
    });
  }
  session.run_once(
      "UPDATE audit_head SET seq = COALESCE((SELECT MAX(seq) FROM audit_row), 0), "
      "digest = COALESCE((SELECT digest FROM audit_row ORDER BY seq DESC LIMIT 1), '')");
  for (const MarkedTable& table : kMarked) {
    each_row(session, table, [&](const MarkedRow& row) { put_mark(session, table, row); });
  }
}

void mark_empty_trail(Session& session) {
  const MarkedTable& table = kMarked.back();
  each_row(session, table, [&](const MarkedRow& row) { put_mark(session, table, row); });
}

void admit_keys(Session& session) {
  const ports::Sealing& ring = session.sealing();
  for (const std::string& key : SealRows(session).keys()) {
    if (ring.knows(key)) continue;
    throw ports::StoreUnavailable(fmt::format(
        "数据库中的内容以密钥 {0} 封存，而密钥环中没有这把密钥：请把它的文件放回 keys/。/ What the database holds is "
        "sealed with the key {0}, which is not in the ring: put its file back into keys/.",
        key));
  }
  session.query({"INSERT INTO sealing_key (id) VALUES (:id) ON CONFLICT (id) DO NOTHING", ""})
      .set("id", ring.current_key())
      .run();
}

void find_broken_seals(Session& session, std::vector<ports::BrokenRow>& broken) {
  for (const SealedColumn& column : kSealed) {
    each_value(session, column, [&](const SealedValue& value) {
      if (session.sealing().open(value.purpose, value.value)) return;
      broken.push_back({"what is sealed opens", fmt::format("{} {}: {}", column.table, value.row, column.column)});
    });
  }
  for (const MarkedTable& table : kMarked) {
    each_row(session, table, [&](const MarkedRow& row) {
      if (row_mark_holds(session, table.table, row.text, row.mark)) return;
      broken.push_back({"a row carries the program's mark", fmt::format("{} {}", table.table, row.id)});
    });
  }
}

}  // namespace kaoji::store_sql
