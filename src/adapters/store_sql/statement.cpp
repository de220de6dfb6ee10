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
  return prepared_->column_nulls[column] == soci::i_null;
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
  for (Slot& slot : columns_) {
    soci::indicator& null = prepared_->column_nulls.emplace_back(soci::i_ok);
    if (slot.type == 'n') {
      statement.exchange(soci::into(slot.number, null));
    } else {
      statement.exchange(soci::into(slot.text, null));
    }
  }
  bound_ = true;
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
  return prepared_->statement.execute(true);
} catch (const soci::soci_error&) {
  rethrow_translated();
}

bool Statement::fetch() try { return prepared_->statement.fetch(); } catch (const soci::soci_error&) {
  rethrow_translated();
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
  auto* backend = static_cast<soci::sqlite3_statement_backend*>(prepared_->statement.get_backend());
  sqlite_api::sqlite3_reset(backend->stmt_);
}

}  // namespace kaoji::store_sql
