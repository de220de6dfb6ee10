#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "adapters/scan_reading/turnstile.hpp"
#include "ports/child_work.hpp"
#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// The limits of a child that joins the photos of one upload.
ports::ChildLimits limits_of_joining();

/// How much joining may go on at a time.
struct JoinerLimits {
  std::size_t at_a_time = 1;                       ///< children running side by side
  std::size_t waiting = 8;                         ///< uploads that wait for one; a further one is turned away
  std::chrono::milliseconds patience{30000};       ///< longest wait
  ports::ChildLimits child = limits_of_joining();  ///< for each child
};

/// Joins photos in child processes; no photo is parsed in this one.
class ConfinedJoiner : public ports::PhotoJoiner {
 public:
  /// children must outlive the joiner and start a program that answers --photo-child with run_photo_child.
  explicit ConfinedJoiner(const ports::ChildWork& children, const JoinerLimits& limits = {});

  ports::JoinedPhotos join(const std::vector<std::string>& photos) const override;

 private:
  const ports::ChildWork& children_;
  JoinerLimits limits_;
  mutable Turnstile turnstile_;
};

}  // namespace kaoji::scan_reading
