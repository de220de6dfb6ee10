#pragma once

#include <locale.h>

namespace kaoji::bundles_zip {

/// While it lives, the calling thread's characters are UTF-8: libarchive asks the locale how names are written, and the
/// program leaves the process in "C". Throws std::runtime_error where the C library knows no C.UTF-8.
class ChineseNames {
 public:
  ChineseNames();
  ~ChineseNames();
  ChineseNames(const ChineseNames&) = delete;
  ChineseNames& operator=(const ChineseNames&) = delete;

 private:
  locale_t before_;
};

}  // namespace kaoji::bundles_zip
