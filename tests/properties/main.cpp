#include <gtest/gtest.h>

#include <cstdlib>

/// As many cases as fit into a minute of an unoptimised build. RC_PARAMS raises them (`max_success=2000`), or plays a
/// printed failure again (`reproduce=…`, `seed=…`).
int main(int argc, char** argv) {
  ::setenv("RC_PARAMS", "max_success=60 max_size=120", 0);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
