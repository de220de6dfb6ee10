#pragma once

#include <vector>

#include "usecases/reached_application.hpp"
#include "usecases/read_application.hpp"

namespace kaoji::usecases {

/// “Why can't I?”: every act on the application that the actor's role knows, each with what the rules would say now.
[[nodiscard]] std::vector<ActionState> actions_on(ports::Transaction& tx, const Context& context,
                                                  const ReachedApplication& reached);

}  // namespace kaoji::usecases
