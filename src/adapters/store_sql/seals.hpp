#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "adapters/store_sql/session.hpp"

namespace kaoji::store_sql {

/// What is stored for a text that names a person: sealed for its place. An empty text stays empty.
[[nodiscard]] std::string sealed(const Session& session, std::string_view purpose, std::string_view plain);
/// The text of a stored one. Throws StoreUnavailable when it does not open: it was edited past the program.
[[nodiscard]] std::string opened(const Session& session, std::string_view purpose, std::string_view stored);

// What each sealed column is sealed for; SealRows names the same in SQL.

[[nodiscard]] std::string application_purpose(std::int64_t application, std::string_view column);
[[nodiscard]] std::string schedule_purpose(std::int64_t plan);
[[nodiscard]] std::string answer_purpose(std::int64_t account, std::string_view key);

/// The text over which a row's mark is made: each field with its length, so that no two rows give the same.
[[nodiscard]] std::string marked_text(std::initializer_list<std::string_view> fields);
/// The mark of a row of that table.
[[nodiscard]] std::string row_mark(const Session& session, std::string_view table, std::string_view text);
[[nodiscard]] bool row_mark_holds(const Session& session, std::string_view table, std::string_view text,
                                  std::string_view mark);

}  // namespace kaoji::store_sql
