#pragma once

#include <string>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// 撤回: the institution takes its application back, until the final decision. An admission or waiver that it used
/// stays used.
[[nodiscard]] Outcome<core::Application> withdraw_application(ports::Transaction& tx, const Context& context,
                                                              core::ApplicationId id, const std::string& note,
                                                              std::optional<std::int64_t> if_version);

}  // namespace kaoji::usecases
