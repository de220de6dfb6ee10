#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store_sql/query.hpp"

namespace kaoji::store_sql {

/// A prepared statement with the slots it is bound to. SOCI binds by address at the first use, so slots never move.
class Statement {
 public:
  struct Prepared;

  explicit Statement(std::unique_ptr<Prepared> prepared, std::string text, std::string_view columns);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The slot of a parameter, for a value of `type`; made at its first use. Parameters set in the order of the first
  /// use are found at once.
  Slot& parameter(std::string_view name, char type);
  [[nodiscard]] bool null_at(std::size_t column) const;
  [[nodiscard]] const Slot* columns() const { return columns_.data(); }

  /// Sends it with the parameters as they are set; true when there is a row, which is then in the columns.
  bool execute();
  bool fetch();
  /// Ends the use of its rows; never throws.
  void reset() noexcept;
  /// Claims it for one Query.
  void claim();

 private:
  void bind();
  void prepare();
  void take_row();

  std::unique_ptr<Prepared> prepared_;
  std::string text_;
  std::vector<std::unique_ptr<Slot>> parameters_;
  std::vector<Slot> columns_;
  std::size_t next_parameter_ = 0;
  bool bound_ = false;  ///< SOCI knows the slots
  bool ready_ = false;  ///< the database knows the text
  bool more_ = false;   ///< the last step gave a row
  bool busy_ = false;
};

}  // namespace kaoji::store_sql
