#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace kaoji::base {

/// A row's number, given by the store, from 1. 0 means "none yet". Ids of different tags do not convert to each other.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  [[nodiscard]] bool some() const { return value != 0; }
  friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace kaoji::base

template <class Tag>
struct std::hash<kaoji::base::Id<Tag>> {
  std::size_t operator()(const kaoji::base::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
