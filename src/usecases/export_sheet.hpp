#pragma once

#include "ports/sheets.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Leaves the audit row of a list that left the server as a file: which one, by which act, with how many rows.
void record_export(ports::Transaction& tx, const Context& context, core::Act act, std::string_view file,
                   std::int64_t rows);

}  // namespace kaoji::usecases
