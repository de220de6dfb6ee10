// What a form takes to print, in this process: kaoji_bench_forms. Prints the median of five prints for forms of 1, 60
// and 400 lines. A server's print starts a child besides, which reads the list of fonts first.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <exception>

#include "adapters/forms_pdf/pango_form_printer.hpp"
#include "golden/form_documents.hpp"

namespace {

constexpr std::array<std::size_t, 3> kLines{1, 60, 400};
constexpr std::size_t kPrints = 5;

struct Measured {
  double milliseconds = 0;
  std::size_t bytes = 0;
};

Measured median_print(std::size_t lines) {
  const auto document = kaoji::golden::sample_document(kaoji::ports::FormKind::increase, lines);
  const kaoji::forms_pdf::PangoFormPrinter printer;
  std::array<double, kPrints> times{};
  std::size_t bytes = 0;
  for (double& time : times) {
    const auto start = std::chrono::steady_clock::now();
    bytes = printer.print(document).size();
    time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  }
  std::nth_element(times.begin(), times.begin() + kPrints / 2, times.end());
  return {times[kPrints / 2], bytes};
}

}  // namespace

int main() {
  try {
    median_print(1);  // the list of fonts is read once in a process
    for (const std::size_t lines : kLines) {
      const Measured form = median_print(lines);
      fmt::print("form of {:3} lines: {:4.0f} ms, {} KiB   {}\n", lines, form.milliseconds, form.bytes / 1024,
                 lines == kLines.back() ? "< 1000 ms" : "");
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
