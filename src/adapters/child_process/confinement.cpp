#include "adapters/child_process/confinement.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>

namespace kaoji::child_process {
namespace {

bool limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard) {
  const rlimit wanted{soft, hard};
  return setrlimit(resource, &wanted) == 0;
}

bool limit_memory(std::uint64_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
  // The sanitizer reserves terabytes of address space for its own tables.
  return bytes > 0;
#else
  return limit(RLIMIT_AS, bytes, bytes);
#endif
}

// A namespace without interfaces needs rights that a hardened host may withhold; the system call filter needs none.
// Either one keeps the child off the network, so a refused namespace is no failure.
void leave_network() {
  if (unshare(CLONE_NEWNET) != 0) {
    unshare(CLONE_NEWUSER | CLONE_NEWNET);
  }
}

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "name the architecture for the system call filter"
#endif

bool refuse_sockets() {
  sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
  };
  const sock_fprog program{static_cast<unsigned short>(sizeof rules / sizeof rules[0]), rules};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}  // namespace

bool confine(const ports::ChildLimits& limits, pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
    return false;  // the parent may have died before the first line
  }
  leave_network();
  const rlim_t cpu = limits.cpu_seconds;
  // One second between the soft and the hard limit, so that the end by SIGXCPU tells time from crash.
  return limit(RLIMIT_CPU, cpu, cpu + 1) && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) &&
         limit(RLIMIT_NOFILE, limits.open_files, limits.open_files) &&
         (limits.may_start_threads || limit(RLIMIT_NPROC, 0, 0)) && limit_memory(limits.memory_bytes) &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && refuse_sockets();
}

}  // namespace kaoji::child_process
