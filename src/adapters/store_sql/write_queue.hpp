#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

#include "ports/store.hpp"

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
  explicit WriteQueue(std::size_t limit) : limit_(limit) {}

  /// Throws Busy at once when it is full, StoreUnavailable once closed.
  void push(ports::Store::Work work, ports::Store::Done done);
  /// Waits for writes and takes up to `most` of them; none only when it is closed and empty.
  [[nodiscard]] std::vector<WaitingWrite> take(std::size_t most);
  /// Takes no more writes; those that wait are still given out.
  void close();

 private:
  std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<WaitingWrite> waiting_;
  bool closed_ = false;
};

}  // namespace kaoji::store_sql
