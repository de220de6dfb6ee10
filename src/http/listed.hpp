#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "http/asked.hpp"
#include "http/cursor.hpp"

namespace kaoji::http {

/// The part of a short list that a page shows: from `offset`, at most `limit`.
struct Slice {
  std::int64_t offset = 0;
  int limit = 20;
};
/// Reads `cursor` and `limit`.
[[nodiscard]] inline Slice read_slice(QueryReader& query, std::string_view list) {
  const std::int64_t offset = cursor_number(query, list);
  return {offset, query.limit()};
}

/// The member next_cursor: the place after which the next page begins, null when this is the last one.
inline void write_next(JsonWriter& json, std::string_view list, bool more, std::int64_t place) {
  json.key("next_cursor");
  if (more) {
    json.value(cursor_text(list, place));
  } else {
    json.null();
  }
}

/// A page of a list that is small enough to be loaded whole (grants, closures, certificates): items, total,
/// next_cursor.
template <class Item, class Write>
[[nodiscard]] Answer sliced(const Asked& asked, std::string_view list, const std::vector<Item>& items,
                            const Slice& slice, const Write& write) {
  const auto total = static_cast<std::int64_t>(items.size());
  const std::int64_t end = slice.offset + slice.limit < total ? slice.offset + slice.limit : total;
  JsonWriter json = asked.json();
  json.begin_object().key("items").begin_array();
  for (std::int64_t i = slice.offset; i < end; ++i) write(json, items[static_cast<std::size_t>(i)]);
  json.end_array().member("total", total);
  write_next(json, list, end < total, end);
  json.end_object();
  return json_answer(json.take());
}

}  // namespace kaoji::http
