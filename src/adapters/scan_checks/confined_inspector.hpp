#pragma once

#include <chrono>
#include <cstdint>
#include <semaphore>

#include "ports/child_work.hpp"
#include "ports/scans.hpp"

namespace kaoji::scan_checks {

constexpr std::int64_t kLargestScanBytes = std::int64_t{20} * 1024 * 1024;  ///< trust.md §5

/// How much the inspector may use at a time.
struct InspectorLimits {
  std::ptrdiff_t at_a_time = 2;               ///< children running side by side, at most 64
  std::chrono::milliseconds patience{20000};  ///< longest wait for a free place
  ports::ChildLimits child{};                 ///< for each child
};

/// Judges scans in child processes; the file's bytes are never parsed in this one.
class ConfinedInspector : public ports::ScanInspector {
 public:
  /// children must outlive the inspector and start a program that answers --scan-child with run_scan_child.
  explicit ConfinedInspector(const ports::ChildWork& children, const InspectorLimits& limits = {});

  ports::ScanVerdict inspect(const std::string& file_path) const override;

 private:
  ports::ScanVerdict inspect_in_child(int fd) const;

  const ports::ChildWork& children_;
  InspectorLimits limits_;
  mutable std::counting_semaphore<64> places_;
};

}  // namespace kaoji::scan_checks
