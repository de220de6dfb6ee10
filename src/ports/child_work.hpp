#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kaoji::ports {

/// What a child process may use. Every limit is hard: a child that passes one is killed.
struct ChildLimits {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  ///< address space
  std::uint32_t cpu_seconds = 10;                       ///< processor time
  std::uint32_t open_files = 16;                        ///< descriptors, the three standard ones included
  bool may_start_threads = false;                       ///< false: neither thread nor process may be started
  std::chrono::milliseconds wall{15000};                ///< from start to end, by the clock on the wall
  std::uint64_t answer_bytes = 4096;                    ///< longest answer that is read
};

/// How a child ended.
enum class ChildEnd {
  finished,     ///< by itself, with status 0
  out_of_time,  ///< processor or wall time used up
  failed        ///< crashed, killed, out of memory, answered too much, or ended with another status
};

/// What a child left behind.
struct ChildOutcome {
  ChildEnd end = ChildEnd::failed;
  std::string answer;  ///< standard output, whole only when finished
};

/// Hears an answer while it is being given: called in the waiting thread with all of it that has come so far, after
/// each part. Must not throw.
using ChildListener = std::function<void(std::string_view answer)>;

/// Thrown when no child can be started: the environment's fault (503).
class ChildUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Runs a part of this program in a process of its own, without network, core dump or writable file.
class ChildWork {
 public:
  virtual ~ChildWork() = default;

  /// Runs the program's hidden command (such as --scan-child) with the open file input_fd, read from its start, as
  /// standard input, and waits for its end, at most for limits.wall. The descriptor stays the caller's.
  /// A listener, if there is one, hears the answer grow. Safe from any number of threads. Throws ChildUnavailable when
  /// no process can be started.
  virtual ChildOutcome run(const std::string& command, int input_fd, const ChildLimits& limits,
                           const ChildListener& listener = {}) const = 0;
};

}  // namespace kaoji::ports
