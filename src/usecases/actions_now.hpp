#pragma once

#include <optional>
#include <vector>

#include "usecases/read_application.hpp"

namespace kaoji::usecases {

/// One act that no single application is needed for: possible for the asker now, or why not, and who may do it.
struct ActNow {
  ActionState state;                          ///< `act` is the act's name in the access table
  std::optional<core::ApplicationKind> kind;  ///< of application-create and application-submit
  std::vector<core::Role> done_by;            ///< the roles that may ever do it
};

/// “Why can't I?” outside an application: each such act as the rules see it now for the actor. What only the words of
/// an act decide (a missing reason, a wrong level) is said when it is done.
[[nodiscard]] std::vector<ActNow> actions_now(ports::Transaction& tx, const Context& context);

}  // namespace kaoji::usecases
