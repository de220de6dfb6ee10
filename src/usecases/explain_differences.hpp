#pragma once

#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What is to be said of differences; what is absent stays as it is.
struct ExplainWish {
  struct One {
    std::int64_t item = 0;
    std::int64_t version = 0;  ///< last seen
  };
  std::vector<One> items;
  std::optional<std::string> owner;
  std::optional<std::string> note;
  std::optional<core::DifferenceState> state;
};

/// Says it of all of them or of none, and remembers it for the next upload. Refuses `note-required` for a difference
/// that would be explained without a note, and the version that stands when someone was there first.
[[nodiscard]] Outcome<std::vector<ports::ReconcileRow>> explain_differences(ports::Transaction& tx,
                                                                            const Context& context, std::int64_t id,
                                                                            const ExplainWish& wish);

}  // namespace kaoji::usecases
