#include <gtest/gtest.h>

#include <cstdlib>

/// As many cases as fit into a minute of an unoptimised build, the same at each run: a change is judged by itself, not
/// by its luck. RC_PARAMS raises them (`max_success=2000`), takes others (`seed=…`), or plays a printed failure again
/// (`reproduce=…`).
int main(int argc, char** argv) {
  ::setenv("RC_PARAMS", "seed=628 max_success=60 max_size=120", 0);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
