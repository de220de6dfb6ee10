#include "adapters/store_sql/statement.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <deque>

#include "adapters/store_sql/connection.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

/// What of a statement belongs to SOCI.
struct Statement::Prepared {
  Prepared(soci::session& connection, bool on_sqlite) : statement(connection), sqlite(on_sqlite) {}

  [[nodiscard]] sqlite_api::sqlite3_stmt* sqlite_statement() {
    return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
  }

  soci::statement statement;
  bool sqlite;
  std::deque<soci::indicator> parameter_nulls;
  std::deque<soci::indicator> column_nulls;
};

std::unique_ptr<Statement> make_statement(soci::session& connection, bool sqlite, const std::string& text,
                                          std::string_view columns) {
  return std::make_unique<Statement>(std::make_unique<Statement::Prepared>(connection, sqlite), text, columns);
}

Statement::Statement(std::unique_ptr<Prepared> prepared, std::string text, std::string_view columns)
    : prepared_(std::move(prepared)), text_(std::move(text)), columns_(columns.size()) {
  for (std::size_t i = 0; i < columns.size(); ++i) columns_[i].type = columns[i];
}

Statement::~Statement() = default;

Slot& Statement::parameter(std::string_view name, char type) {
  if (next_parameter_ < parameters_.size() && parameters_[next_parameter_]->name == name) {
    return *parameters_[next_parameter_++];
  }
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (parameters_[i]->name == name) {
      next_parameter_ = i + 1;
      return *parameters_[i];
    }
  }
  base::check(!bound_, "a query has no such parameter");
  parameters_.push_back(std::make_unique<Slot>());
  Slot& made = *parameters_.back();
  made.type = type;
  made.name = name;
  next_parameter_ = parameters_.size();
  return made;
}

bool Statement::null_at(std::size_t column) const {
  return prepared_->sqlite ? columns_[column].null : prepared_->column_nulls[column] == soci::i_null;
}

void Statement::bind() {
  soci::statement& statement = prepared_->statement;
  for (const auto& slot : parameters_) {
    soci::indicator& null = prepared_->parameter_nulls.emplace_back(soci::i_ok);
    if (slot->type == 'n') {
      statement.exchange(soci::use(slot->number, null, slot->name));
    } else {
      statement.exchange(soci::use(slot->text, null, slot->name));
    }
  }
  bound_ = true;
  if (prepared_->sqlite) return;  // take_row reads the columns
  for (Slot& slot : columns_) {
    soci::indicator& null = prepared_->column_nulls.emplace_back(soci::i_ok);
    if (slot.type == 'n') {
      statement.exchange(soci::into(slot.number, null));
    } else {
      statement.exchange(soci::into(slot.text, null));
    }
  }
}

void Statement::prepare() {
  if (!bound_) bind();
  prepared_->statement.alloc();
  prepared_->statement.prepare(text_);
  prepared_->statement.define_and_bind();
  ready_ = true;
}

bool Statement::execute() try {
  if (!ready_) prepare();
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    prepared_->parameter_nulls[i] = parameters_[i]->null ? soci::i_null : soci::i_ok;
  }
  more_ = prepared_->statement.execute(true);
  if (more_ && prepared_->sqlite) take_row();
  return more_;
} catch (const soci::soci_error&) {
  rethrow_translated();
}

bool Statement::fetch() try {
  if (!more_) return false;
  if (!prepared_->sqlite) return more_ = prepared_->statement.fetch();
  const int result = sqlite_api::sqlite3_step(prepared_->sqlite_statement());
  more_ = result == SQLITE_ROW;
  if (more_) {
    take_row();
  } else if (result != SQLITE_DONE) {
    auto* connection = sqlite_api::sqlite3_db_handle(prepared_->sqlite_statement());
    throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(connection), result);
  }
  return more_;
} catch (const soci::soci_error&) {
  rethrow_translated();
}

/// SOCI's own exchange would cost as much again as the query itself: 50 ns a value, and a page of plans has 400.
void Statement::take_row() {
  auto* row = prepared_->sqlite_statement();
  int column = 0;
  for (Slot& slot : columns_) {
    if (slot.type == 'n') {
      slot.number = sqlite_api::sqlite3_column_int64(row, column);
      slot.null = slot.number == 0 && sqlite_api::sqlite3_column_type(row, column) == SQLITE_NULL;
    } else {
      const auto* text = reinterpret_cast<const char*>(sqlite_api::sqlite3_column_text(row, column));
      slot.null = text == nullptr;
      slot.text.assign(slot.null ? "" : text, static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(row, column)));
    }
    ++column;
  }
}

void Statement::claim() {
  base::check(!busy_, "a query is in use already: " + text_);
  busy_ = true;
  next_parameter_ = 0;
}

void Statement::reset() noexcept {
  busy_ = false;
  if (!ready_ || !prepared_->sqlite) return;
  // SOCI resets only before the next use; until then SQLite would keep the snapshot open.
  sqlite_api::sqlite3_reset(prepared_->sqlite_statement());
}

}  // namespace kaoji::store_sql
