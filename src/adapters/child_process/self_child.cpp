#include "adapters/child_process/self_child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

// The header of glibc 2.36 does not say itself that these are C functions.
extern "C" {
#include <sys/pidfd.h>
}

#include "adapters/child_process/confinement.hpp"

namespace kaoji::child_process {
namespace {

using Clock = std::chrono::steady_clock;

// The child's status when it never became the program; chosen as shells do.
constexpr int kNotStarted = 127;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) {
      ::close(std::exchange(fd_, -1));
    }
  }

 private:
  int fd_;
};

[[noreturn]] void fail(const char* what) {
  throw ports::ChildUnavailable(std::string(what) + ": " + std::strerror(errno));
}

// After fork in a process with threads only system calls are allowed, up to the exec.
[[noreturn]] void become(const char* program, char* command, int input, int output, const ports::ChildLimits& limits,
                         pid_t parent) {
  // Threads may have left signals blocked or ignored; the program starts with neither.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGXCPU, SIG_DFL);
  // A library that tries to write a cache gets an error, not its death.
  signal(SIGXFSZ, SIG_IGN);
  const int nowhere = open("/dev/null", O_WRONLY);
  const bool connected =
      dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 && dup2(nowhere, STDERR_FILENO) >= 0;
  if (connected && lseek(STDIN_FILENO, 0, SEEK_SET) == 0 && close_range(3, ~0U, 0) == 0 && chdir("/") == 0 &&
      confine(limits, parent)) {
    char name[] = "kaoji";
    char language[] = "LANG=C.UTF-8";
    // One thread only: OpenBLAS, which OpenCV may bring, starts its threads when it is loaded and gives up without
    // them.
    char algebra[] = "OPENBLAS_NUM_THREADS=1";
    // Read by sanitized builds alone: the search for leaks needs a thread and ptrace, which the child has not.
    char sanitizer[] = "ASAN_OPTIONS=detect_leaks=0";
    char* const arguments[] = {name, command, nullptr};
    char* const environment[] = {language, algebra, sanitizer, nullptr};
    execve(program, arguments, environment);
  }
  _exit(kNotStarted);
}

// Adds what the pipe holds now to the answer. False once the answer is longer than allowed.
bool drain(int fd, std::uint64_t most, std::string& answer) {
  std::array<char, 16384> buffer{};
  while (true) {
    const ssize_t got = read(fd, buffer.data(), buffer.size());
    if (got <= 0) {
      return true;  // nothing now, or the end: which of them, the process itself tells
    }
    answer.append(buffer.data(), static_cast<std::size_t>(got));
    if (answer.size() > most) {
      return false;
    }
  }
}

struct Ending {
  siginfo_t status{};
  bool killed_late = false;
  bool killed_long = false;
};

// Reads the answer until the process behind pidfd has ended, or kills it at the deadline or for talking too much.
Ending attend(int pidfd, Descriptor& pipe, const ports::ChildLimits& limits, const ports::ChildListener& listener,
              std::string& answer) {
  Ending ending;
  const auto deadline = Clock::now() + limits.wall;
  bool ended = false;
  while (!ended) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    ending.killed_late = left <= 0;
    if (ending.killed_late || ending.killed_long) {
      pidfd_send_signal(pidfd, SIGKILL, nullptr, 0);
      break;
    }
    pollfd watched[] = {{pidfd, POLLIN, 0}, {pipe.get(), POLLIN, 0}};
    poll(watched, 2, static_cast<int>(std::min<decltype(left)>(left, 60000)) + 1);
    ended = (watched[0].revents & POLLIN) != 0;
    if (pipe.get() >= 0 && watched[1].revents != 0) {
      const std::size_t before = answer.size();
      ending.killed_long = !drain(pipe.get(), limits.answer_bytes, answer);
      if (listener && answer.size() > before && !ending.killed_long) {
        listener(answer);
      }
      if ((watched[1].revents & POLLIN) == 0) {
        pipe.close();  // hung up: poll would return at once for ever
      }
    }
  }
  while (waitid(P_PIDFD, static_cast<id_t>(pidfd), &ending.status, WEXITED) != 0) {
    if (errno != EINTR) {
      fail("waiting for the child");
    }
  }
  if (ended && pipe.get() >= 0 && !ending.killed_long) {
    ending.killed_long = !drain(pipe.get(), limits.answer_bytes, answer);
  }
  return ending;
}

ports::ChildEnd judge(const Ending& ending) {
  if (ending.killed_late) {
    return ports::ChildEnd::out_of_time;
  }
  if (ending.killed_long) {
    return ports::ChildEnd::failed;
  }
  if (ending.status.si_code == CLD_EXITED) {
    return ending.status.si_status == 0 ? ports::ChildEnd::finished : ports::ChildEnd::failed;
  }
  return ending.status.si_status == SIGXCPU ? ports::ChildEnd::out_of_time : ports::ChildEnd::failed;
}

}  // namespace

SelfChild::SelfChild(std::string program) : program_(std::move(program)) {}

ports::ChildOutcome SelfChild::run(const std::string& command, int input_fd, const ports::ChildLimits& limits,
                                   const ports::ChildListener& listener) const {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    fail("opening a pipe to the child");
  }
  Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  if (fcntl(reading.get(), F_SETFL, O_NONBLOCK) != 0) {
    fail("opening a pipe to the child");
  }
  std::string hidden = command;  // exec wants letters that it could write to; no memory may be taken after fork
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) {
    fail("starting a child");
  }
  if (child == 0) {
    become(program_.c_str(), hidden.data(), input_fd, writing.get(), limits, parent);
  }
  writing.close();
  Descriptor process(pidfd_open(child, 0));
  if (process.get() < 0) {
    const int why = errno;
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    errno = why;
    fail("watching the child");
  }
  ports::ChildOutcome outcome;
  const Ending ending = attend(process.get(), reading, limits, listener, outcome.answer);
  if (ending.status.si_code == CLD_EXITED && ending.status.si_status == kNotStarted) {
    throw ports::ChildUnavailable("the child could not confine itself or be executed");
  }
  outcome.end = judge(ending);
  return outcome;
}

}  // namespace kaoji::child_process
