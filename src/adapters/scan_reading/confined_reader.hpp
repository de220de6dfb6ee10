#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "adapters/scan_reading/turnstile.hpp"
#include "ports/child_work.hpp"
#include "ports/scans.hpp"

namespace kaoji::scan_reading {

/// The limits of a child that reads one scan: 200 pages of a form are read in half of the time.
ports::ChildLimits limits_of_reading();

/// How much reading may go on at a time.
struct ReaderLimits {
  std::size_t at_a_time = 1;                       ///< children running side by side
  std::size_t waiting = 16;                        ///< scans that wait for one; a further one is turned away
  std::chrono::milliseconds patience{300000};      ///< longest wait
  ports::ChildLimits child = limits_of_reading();  ///< for each child
};

/// Reads scans in child processes; the file's bytes are never parsed in this one.
class ConfinedReader : public ports::ScanReader {
 public:
  /// children must outlive the reader and start a program that answers --read-child with run_read_child.
  explicit ConfinedReader(const ports::ChildWork& children, const ReaderLimits& limits = {});

  std::optional<ports::ScanReading> read(const std::string& file_path, const Progress& progress) const override;

 private:
  const ports::ChildWork& children_;
  ReaderLimits limits_;
  mutable Turnstile turnstile_;
};

}  // namespace kaoji::scan_reading
