#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "ports/store.hpp"
#include "ports/store_counts.hpp"

namespace kaoji::store_sql {

/// A write that waits for its turn, and what came of it.
struct WaitingWrite {
  ports::Store::Work work;
  ports::Store::Done done;
  std::exception_ptr failure;
};

/// Writes in the order in which they came, at most so many.
class WriteQueue {
 public:
  WriteQueue(std::size_t limit, std::shared_ptr<ports::StoreCounts> counts)
      : limit_(limit), counts_(std::move(counts)) {}

  /// Throws Busy at once when it is full, StoreUnavailable once closed.
  void push(ports::Store::Work work, ports::Store::Done done);
  /// Waits for writes and takes up to `most` of them; none only when it is closed and empty.
  [[nodiscard]] std::vector<WaitingWrite> take(std::size_t most);
  /// Takes no more writes; those that wait are still given out.
  void close();

 private:
  std::size_t limit_;
  std::shared_ptr<ports::StoreCounts> counts_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<WaitingWrite> waiting_;
  bool closed_ = false;
};

}  // namespace kaoji::store_sql
