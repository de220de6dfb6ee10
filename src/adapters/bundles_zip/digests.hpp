#pragma once

#include <memory>
#include <string_view>

#include "ports/bundles.hpp"

namespace kaoji::bundles_zip {

/// Counts and digests the bytes of one member after another.
class Digests {
 public:
  Digests();
  ~Digests();
  Digests(const Digests&) = delete;
  Digests& operator=(const Digests&) = delete;

  void begin();
  void take(std::string_view bytes);
  [[nodiscard]] ports::MemberSeal end();

 private:
  struct Contexts;
  std::unique_ptr<Contexts> contexts_;
  std::int64_t bytes_ = 0;
};

}  // namespace kaoji::bundles_zip
