#pragma once

#include <chrono>
#include <cstddef>
#include <semaphore>
#include <string>

#include "ports/child_work.hpp"
#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// How much printing may use at a time.
struct PrinterLimits {
  std::ptrdiff_t at_a_time = 2;               ///< children running side by side, at most 64
  std::chrono::milliseconds patience{20000};  ///< longest wait for a free place
};

/// Prints in child processes, so that the font libraries' memory goes with them.
class ChildFormPrinter : public ports::FormPrinter {
 public:
  /// children must outlive the printer and start a program that answers --form-child with run_form_child.
  explicit ChildFormPrinter(const ports::ChildWork& children, const PrinterLimits& limits = {});

  std::string print(const ports::FormDocument& document) const override;

 private:
  const ports::ChildWork& children_;
  PrinterLimits limits_;
  mutable std::counting_semaphore<64> places_;
};

}  // namespace kaoji::forms_pdf
