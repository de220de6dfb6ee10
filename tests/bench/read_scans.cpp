// What reading a scan takes, in this process on one core: kaoji_bench_scans. Ten pages at 200 dpi, printed by the
// program and scanned as pictures; the median of five, beside the least that any reader must do: draw each page with
// poppler, once, and look for codes in it with ZXing, once. A server's reading starts a child besides.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <exception>
#include <functional>
#include <opencv2/core/utility.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/forms_pdf/pango_form_printer.hpp"
#include "adapters/scan_reading/code_search.hpp"
#include "adapters/scan_reading/join_photos.hpp"
#include "adapters/scan_reading/pdf_pages.hpp"
#include "adapters/scan_reading/picture.hpp"
#include "adapters/scan_reading/read_scan.hpp"
#include "golden/form_documents.hpp"

namespace {

namespace scan_reading = kaoji::scan_reading;

constexpr int kPages = 10;
constexpr int kSideAt200Dpi = 2339;
constexpr int kSideAt150Dpi = 1754;  // what the reader draws, too
constexpr std::size_t kTimes = 5;

std::string scanned_form() {
  auto document = kaoji::golden::sample_document(kaoji::ports::FormKind::decrease, 100);
  document.made_up = {true, true, true};
  const std::string print = kaoji::forms_pdf::PangoFormPrinter().print(document);
  const scan_reading::PdfPages pages(print);
  if (pages.count() < kPages) throw std::runtime_error("the form of the benchmark has too few pages");
  std::vector<std::string> photos;
  for (int page = 0; page < kPages; ++page) photos.push_back(to_jpeg(pages.draw(page, kSideAt200Dpi), 80));
  return scan_reading::join_photos({photos.begin(), photos.end()}, [](int) {}).pdf;
}

double median_seconds(const std::function<void()>& work) {
  std::array<double, kTimes> times{};
  for (double& time : times) {
    const std::clock_t begun = std::clock();
    work();
    time = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  }
  std::nth_element(times.begin(), times.begin() + kTimes / 2, times.end());
  return times[kTimes / 2];
}

void read(std::string_view pdf) {
  const auto reading = scan_reading::read_scan(pdf, [](const auto&, int) {});
  if (!reading || reading->pages.size() != kPages || !reading->pages.back().mark) {
    throw std::runtime_error("the scan of the benchmark is not read");
  }
}

void draw_and_search(std::string_view pdf) {
  const scan_reading::PdfPages pages(pdf);
  std::size_t codes = 0;
  for (int page = 0; page < pages.count(); ++page) {
    codes += find_codes(luminance(pages.draw(page, kSideAt150Dpi)), scan_reading::Threshold::local).size();
  }
  if (codes < kPages) throw std::runtime_error("the bare search finds too few codes");
}

}  // namespace

int main() {
  try {
    cv::setNumThreads(1);
    const std::string pdf = scanned_form();
    const double bare = median_seconds([&] { draw_and_search(pdf); });
    const double whole = median_seconds([&] { read(pdf); });
    fmt::print("scan of {} pages at 200 dpi: {:.2f} s of one core, bare {:.2f} s, times {:.2f}   a few seconds\n",
               kPages, whole, bare, whole / bare);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}
