#pragma once

#include <memory>
#include <string>

namespace soci {
class session;
}

namespace kaoji::store_sql {

class Statement;

/// The statement of `text`, not prepared yet, on an open connection.
[[nodiscard]] std::unique_ptr<Statement> make_statement(soci::session& connection, bool sqlite, const std::string& text,
                                                        std::string_view columns);

/// Throws what an exception of SOCI means here (session.hpp names the kinds). Only inside a catch clause.
[[noreturn]] void rethrow_translated();

}  // namespace kaoji::store_sql
