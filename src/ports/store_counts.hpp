#pragma once

#include <atomic>
#include <cstdint>

namespace kaoji::ports {

/// What a store has done since it was opened, for those who watch over it. Counted by the store, read from any thread.
struct StoreCounts {
  std::atomic<std::int64_t> waiting{0};  ///< writes that wait for their turn
  std::atomic<std::uint64_t> writes{0};  ///< writes that are durable
  std::atomic<std::uint64_t> commits{0};
  std::atomic<std::uint64_t> failed_commits{0};
};

}  // namespace kaoji::ports
