#include "usecases/export_sheet.hpp"

#include <fmt/format.h>

namespace kaoji::usecases {

void record_export(ports::Transaction& tx, const Context& context, core::Act act, std::string_view file,
                   std::int64_t rows) {
  record_done(tx, context, {act, object_name("export", file)}, fmt::format("rows {}", rows));
}

}  // namespace kaoji::usecases
