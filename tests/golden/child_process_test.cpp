#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "adapters/child_process/self_child.hpp"
#include "golden/temporary_file.hpp"

namespace kaoji::golden {
namespace {

using ports::ChildEnd;
using ports::ChildLimits;
using ports::ChildOutcome;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class ChildProcess : public testing::Test {
 protected:
  ChildOutcome run(const std::string& command, const ChildLimits& limits = {}) {
    return children_.run(command, input_.fd(), limits);
  }

  child_process::SelfChild children_;
  TemporaryFile input_{"first line\nsecond line\n"};
};

TEST_F(ChildProcess, StartsWithItsInputAndNothingElseOfTheParent) {
  const ChildOutcome outcome = run("--report");
  EXPECT_EQ(outcome.end, ChildEnd::finished);
  EXPECT_EQ(outcome.answer, "cores 0 files 16 open 0 home unset input first line");
}

TEST_F(ChildProcess, ReadsItsInputFromTheStartEachTime) {
  run("--report");
  EXPECT_NE(run("--report").answer.find("input first line"), std::string::npos);
}

TEST_F(ChildProcess, HasNoNetwork) {
  EXPECT_EQ(run("--dial").answer, "no socket");
}

TEST_F(ChildProcess, WritesNoFile) {
  EXPECT_EQ(run("--scribble").answer, "not written");
}

TEST_F(ChildProcess, HasItsMemoryOnly) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer needs the address space itself";
#endif
  EXPECT_EQ(run("--devour").answer, "no memory");
}

TEST_F(ChildProcess, IsKilledWhenItHangs) {
  ChildLimits limits;
  limits.wall = milliseconds(300);
  const auto start = steady_clock::now();
  EXPECT_EQ(run("--hang", limits).end, ChildEnd::out_of_time);
  EXPECT_LT(steady_clock::now() - start, milliseconds(3000));
}

TEST_F(ChildProcess, IsKilledWhenItUsesUpTheProcessor) {
  ChildLimits limits;
  limits.cpu_seconds = 1;
  EXPECT_EQ(run("--spin", limits).end, ChildEnd::out_of_time);
}

TEST_F(ChildProcess, MayCrash) {
  EXPECT_EQ(run("--crash").end, ChildEnd::failed);
}

TEST_F(ChildProcess, MayNotTalkWithoutEnd) {
  const ChildOutcome outcome = run("--chatter");
  EXPECT_EQ(outcome.end, ChildEnd::failed);
  EXPECT_LT(outcome.answer.size(), std::size_t{1} << 20);
}

TEST_F(ChildProcess, ThatCannotBeStartedIsTheEnvironmentsFault) {
  const child_process::SelfChild absent("/nonexistent/program");
  EXPECT_THROW(absent.run("--report", input_.fd(), {}), ports::ChildUnavailable);
}

}  // namespace
}  // namespace kaoji::golden
