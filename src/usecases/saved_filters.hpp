#pragma once

#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// The filters of a list that the actor's account keeps, in the order of their names.
[[nodiscard]] Outcome<std::vector<ports::SavedFilter>> list_saved_filters(ports::Transaction& tx,
                                                                          const Context& context,
                                                                          const std::string& list);

/// As many of one list as an account may keep.
inline constexpr std::size_t kMostSavedFilters = 30;

/// Keeps it for the actor's account, in place of the one of that name; as the chosen one, in place of the one chosen
/// before. Nothing in the answer: the list has as many as it may.
[[nodiscard]] Outcome<std::optional<ports::SavedFilter>> keep_filter(ports::Transaction& tx, const Context& context,
                                                                     ports::SavedFilter filter);

/// Forgets it; `not-yours` for another's.
[[nodiscard]] Outcome<Done> forget_filter(ports::Transaction& tx, const Context& context, std::int64_t id);

}  // namespace kaoji::usecases
