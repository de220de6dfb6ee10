#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaoji::store_sql {

/// A connection to PostgreSQL for what SOCI does not offer: COPY. Every function throws StoreUnavailable with what the
/// server said.
class LibpqSession {
 public:
  using Row = std::vector<std::string>;

  explicit LibpqSession(const std::string& url);
  ~LibpqSession();
  LibpqSession(const LibpqSession&) = delete;
  LibpqSession& operator=(const LibpqSession&) = delete;

  void run(const std::string& text);
  /// The rows of a question; nulls are empty texts.
  [[nodiscard]] std::vector<Row> rows(const std::string& text);
  /// The one row of a question; throws when there is none.
  [[nodiscard]] Row row(const std::string& text);
  /// Runs a COPY … TO STDOUT and gives each line, with its end, to `taken`.
  void copy_out(const std::string& text, const std::function<void(std::string_view)>& taken);
  /// Runs a COPY … FROM STDIN with what `next` gives until that is empty.
  void copy_in(const std::string& text, const std::function<std::string_view()>& next);

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace kaoji::store_sql
