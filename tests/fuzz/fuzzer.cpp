// What libFuzzer calls: compiled once for each target, whose function is KAOJI_FUZZ_TARGET.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kaoji::fuzz::KAOJI_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
