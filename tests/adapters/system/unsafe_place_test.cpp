#include "adapters/system/unsafe_place.hpp"

#include <gtest/gtest.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include <cstdlib>

namespace kaoji::system {
namespace {

TEST(UnsafePlace, NamesAFileSystemInMemoryAndAFolderThatIsNotThereYet) {
  struct statfs told {};
  if (::statfs("/dev/shm", &told) != 0 || told.f_type != TMPFS_MAGIC) GTEST_SKIP() << "no tmpfs at /dev/shm";
  EXPECT_EQ(unsafe_place("/dev/shm"), "tmpfs");
  EXPECT_EQ(unsafe_place("/dev/shm/not/there/yet"), "tmpfs");
}

TEST(UnsafePlace, ATestMayLieAnywhere) {
  ::setenv("KAOJI_ANY_FOLDER", "1", 1);
  EXPECT_EQ(unsafe_place("/dev/shm"), std::nullopt);
  ::unsetenv("KAOJI_ANY_FOLDER");
}

}  // namespace
}  // namespace kaoji::system
