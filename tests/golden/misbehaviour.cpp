#include "golden/misbehaviour.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <new>
#include <string>
#include <vector>

namespace kaoji::golden {
namespace {

int say(const std::string& words) {
  std::cout << words << std::flush;
  return 0;
}

int hang() {
  close(STDOUT_FILENO);  // the end of the answer is not yet the end of the child
  while (true) {
    pause();
  }
}

int spin() {
  volatile unsigned turns = 0;
  while (true) {
    turns = turns + 1;
  }
}

int crash() {
  raise(SIGSEGV);
  return 0;
}

int chatter() {
  const std::string line(1000, 'x');
  for (int i = 0; i < 100000; ++i) {
    std::cout << line;
  }
  return 0;
}

int devour() {
  // More address space than the limit.
  try {
    const std::vector<char> memory(std::size_t{3} << 30);
    return say(memory.back() == 0 ? "got memory" : "got other memory");
  } catch (const std::bad_alloc&) {
    return say("no memory");
  }
}

int dial() {
  return say(socket(AF_INET, SOCK_STREAM, 0) < 0 ? "no socket" : "got socket");
}

int scribble() {
  const int fd = open("/tmp", O_TMPFILE | O_WRONLY, 0600);
  return say(fd >= 0 && write(fd, "x", 1) == 1 ? "written" : "not written");
}

int report() {
  rlimit cores{};
  rlimit files{};
  getrlimit(RLIMIT_CORE, &cores);
  getrlimit(RLIMIT_NOFILE, &files);
  std::string first;
  std::getline(std::cin, first);
  int open_files = 0;
  for (int fd = 3; fd < 1024; ++fd) {
    open_files += fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
  }
  return say("cores " + std::to_string(cores.rlim_max) + " files " + std::to_string(files.rlim_max) + " open " +
             std::to_string(open_files) + " home " + (std::getenv("HOME") == nullptr ? "unset" : "set") + " input " +
             first);
}

struct Command {
  std::string_view name;
  int (*act)();
};

constexpr Command kCommands[] = {{"--hang", hang},         {"--spin", spin},     {"--crash", crash},
                                 {"--chatter", chatter},   {"--devour", devour}, {"--dial", dial},
                                 {"--scribble", scribble}, {"--report", report}};

}  // namespace

bool is_misbehaviour(std::string_view command) {
  for (const Command& known : kCommands) {
    if (command == known.name) {
      return true;
    }
  }
  return false;
}

int misbehave(std::string_view command) {
  for (const Command& known : kCommands) {
    if (command == known.name) {
      return known.act();
    }
  }
  return 2;
}

}  // namespace kaoji::golden
