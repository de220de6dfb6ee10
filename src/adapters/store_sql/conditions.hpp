#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store_sql/query.hpp"

namespace kaoji::store_sql {

/// The conditions of a list's filter: puts ` WHERE … AND …` together and sets the parameters of those that are there.
/// The texts are few, so each is prepared once; values never enter a text.
class Conditions {
 public:
  void add(std::string_view condition);
  void add(std::string_view condition, std::string_view name, std::int64_t value);
  void add(std::string_view condition, std::string_view name, std::string_view value);
  /// A further parameter of a condition.
  void also_set(std::string_view name, std::int64_t value) { numbers_.push_back({name, value}); }
  /// `column` is one of closed words, which are written into the text. No word: no condition.
  void add_one_of(std::string_view column, const std::vector<std::string_view>& words);
  /// `column` is none of closed words.
  void add_none_of(std::string_view column, const std::vector<std::string_view>& words);

  [[nodiscard]] const std::string& where() const { return where_; }
  void set(Query& query) const;

 private:
  struct Number {
    std::string_view name;
    std::int64_t value;
  };
  struct Text {
    std::string_view name;
    std::string value;
  };

  std::string where_;
  std::vector<Number> numbers_;
  std::vector<Text> texts_;
};

/// ` IN (:p0, :p1, …)`, set in pieces of ids, so that few texts serve any number of them. Calls `run` once for each
/// piece with the list to write behind the column and a function that sets its parameters.
void in_pieces(const std::vector<std::int64_t>& ids,
               const std::function<void(std::string_view list, const std::function<void(Query&)>& set)>& run);

}  // namespace kaoji::store_sql
