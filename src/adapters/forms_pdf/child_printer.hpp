#pragma once

#include <chrono>
#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/forms_pdf/printing_job.hpp"
#include "ports/child_work.hpp"
#include "ports/forms.hpp"
#include "ports/papers.hpp"

namespace kaoji::forms_pdf {

/// How much printing may use at a time.
struct PrinterLimits {
  std::ptrdiff_t at_a_time = 2;               ///< children running side by side, at most 64
  std::chrono::milliseconds patience{20000};  ///< longest wait for a free place
};

/// Prints forms and papers in child processes, so that the font libraries' memory goes with them.
class ChildPrinter : public ports::FormPrinter, public ports::PaperPrinter {
 public:
  /// children must outlive the printer and start a program that answers --print-child with run_print_child.
  explicit ChildPrinter(const ports::ChildWork& children, const PrinterLimits& limits = {});

  std::string print(const ports::FormDocument& document) const override;
  std::vector<std::size_t> rows_of_pages(const ports::FormDocument& document) const override;
  std::string print(const ports::Paper& paper) const override;

 private:
  // What the child answers; begins with these words.
  std::string run_job(const PrintingJob& job, std::string_view begin) const;

  const ports::ChildWork& children_;
  PrinterLimits limits_;
  mutable std::counting_semaphore<64> places_;
};

}  // namespace kaoji::forms_pdf
