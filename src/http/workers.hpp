#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kaoji::http {

/// Threads for whatever waits: database reads, or children and password hashes. The network's thread never does.
class Workers {
 public:
  using Job = std::function<void()>;

  /// Starts `threads` threads that take jobs in their order; at most `waiting` wait.
  Workers(std::size_t threads, std::size_t waiting);
  /// Finishes the waiting jobs first.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Takes a job, which must not throw. False when too many wait: nothing was taken.
  [[nodiscard]] bool take(Job job);
  /// Finishes what waits and ends the threads. Jobs that come later are refused.
  void finish();
  /// Drops the jobs that wait; those under way go on.
  void drop_waiting();

  struct Counts {
    std::size_t waiting = 0;
    std::uint64_t done = 0;  ///< since the start
  };
  [[nodiscard]] Counts counts() const;

 private:
  void work();

  const std::size_t waiting_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  bool finishing_ = false;
  std::uint64_t done_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace kaoji::http
