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
  json.end_array().member("total", total).key("next_cursor");
  if (end < total) {
    json.value(cursor_text(list, end));
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

}  // namespace kaoji::http
