#pragma once

#include <chrono>
#include <semaphore>
#include <string>

#include "ports/child_work.hpp"
#include "ports/sheet_reading.hpp"

namespace kaoji::sheets_xlsx {

/// How much the reader may use at a time.
struct BookReaderLimits {
  std::string folder = "/tmp";                 ///< for a file without a name, gone when the book has been read
  std::ptrdiff_t at_a_time = 2;                ///< children side by side, at most 64
  std::chrono::milliseconds patience{20'000};  ///< longest wait for a free place
};

/// Reads books in child processes; their bytes are never parsed in this one.
class ConfinedBookReader : public ports::SheetReader {
 public:
  /// `children` must outlive the reader and start a program that answers --sheet-child with run_sheet_child.
  explicit ConfinedBookReader(const ports::ChildWork& children, BookReaderLimits limits = {});

  ports::SheetReading read(std::string_view book, const ports::SheetLimits& limits = {}) const override;

 private:
  const ports::ChildWork& children_;
  BookReaderLimits limits_;
  mutable std::counting_semaphore<64> places_;
};

}  // namespace kaoji::sheets_xlsx
