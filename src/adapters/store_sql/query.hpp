#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"

namespace kaoji::store_sql {

/// A query: its text with parameters written `:name`, and the types of the columns it gives, one letter each: `n` a
/// number, `t` a text. Booleans are numbers, dates are texts, instants are numbers of milliseconds.
struct Sql {
  std::string_view text;
  std::string_view columns;
};

/// A value that travels between C++ and the database; prepared statements are bound to its address.
struct Slot {
  char type = 'n';
  bool null = false;
  long long number = 0;
  std::string text;
  std::string name;
};

class Statement;

/// One use of a prepared statement: set every parameter, then run it or walk its rows. Values of a row are taken in the
/// order of the columns. Its end resets the statement, so that no snapshot stays open behind it.
class Query {
 public:
  explicit Query(Statement& statement);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& set(std::string_view name, std::int64_t value);
  Query& set(std::string_view name, std::string_view value);
  Query& set(std::string_view name, base::Instant value) { return set(name, value.time_since_epoch().count()); }
  /// A day that is not in the calendar (a default Date) is stored as an empty text.
  Query& set(std::string_view name, base::Date value);
  template <class Tag>
  Query& set(std::string_view name, base::Id<Tag> id) {
    return set(name, id.value);
  }
  /// NULL when there is none.
  Query& set_or_null(std::string_view name, const std::optional<std::int64_t>& value);
  Query& set_or_null(std::string_view name, const std::optional<base::Date>& value);
  Query& set_or_null(std::string_view name, const std::optional<base::Instant>& value);
  /// NULL when the id is 0.
  template <class Tag>
  Query& set_or_null(std::string_view name, base::Id<Tag> id) {
    return set_or_null(name, id.some() ? std::optional<std::int64_t>{id.value} : std::nullopt);
  }
  /// NULL when the text is empty.
  Query& set_or_null(std::string_view name, std::string_view value);

  /// Runs a statement that gives no rows.
  void run();
  /// Goes to the first row, then to the next; false after the last.
  bool next();

  std::int64_t number() { return columns_[column_++].number; }
  int small() { return static_cast<int>(number()); }
  bool flag() { return number() != 0; }
  /// Only of a column that is never NULL.
  const std::string& text() { return columns_[column_++].text; }
  base::Instant instant() { return base::Instant{std::chrono::milliseconds{number()}}; }
  /// An empty or NULL text is the default Date.
  base::Date date();
  /// An id; 0 where the column is NULL.
  template <class Id>
  Id id() {
    return Id{number_or_null().value_or(0)};
  }
  std::string text_or_empty();
  std::optional<std::int64_t> number_or_null();
  std::optional<base::Date> date_or_null();
  std::optional<base::Instant> instant_or_null();

 private:
  [[nodiscard]] bool null_here() const;

  Statement& statement_;
  const Slot* columns_;
  std::size_t column_ = 0;
  bool started_ = false;
};

}  // namespace kaoji::store_sql
