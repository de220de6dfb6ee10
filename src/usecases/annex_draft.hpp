#pragma once

#include <optional>
#include <vector>

#include "ports/annex_books.hpp"
#include "usecases/import_annex.hpp"

namespace kaoji::usecases {

/// What the actor's institution may fill into an empty annex today: for 新增 every certificate and level that is open,
/// for 调增 those of them of which it has a live plan, for 调减 all its live plans. Refuses `not-yours` to whoever
/// declares nothing.
[[nodiscard]] Outcome<ports::EmptyAnnex> annex_to_fill(ports::Transaction& tx, const Context& context,
                                                       core::ApplicationKind kind);

/// Reads an annex that the actor's institution has filled in; nothing when the book holds none. Refuses `not-yours` to
/// whoever declares nothing.
[[nodiscard]] Outcome<std::optional<FilledAnnex>> understand_annex(ports::Transaction& tx, const Context& context,
                                                                   const std::vector<ports::ReadSheet>& sheets,
                                                                   std::size_t most_lines);

}  // namespace kaoji::usecases
