#include "adapters/scan_reading/read_scan.hpp"

#include <algorithm>
#include <utility>

#include "adapters/scan_reading/page_codes.hpp"
#include "adapters/scan_reading/page_reading.hpp"
#include "adapters/scan_reading/pdf_pages.hpp"

namespace kaoji::scan_reading {
namespace {

using ports::ScanReading;
using ports::Seen;
using ports::Sighting;

// Pixels on the longer side: 150 dpi of A4, four pixels to a module of the smaller code.
constexpr int kSide = 1754;
// A code that is not seen then may stand small in a photo.
constexpr int kFineSide = 4000;
// A fine look takes ten times as long, so that a file of blank or foreign pages gets few of them.
constexpr int kMostFineLooks = 10;

/// What the pages say together.
class Gathering {
 public:
  void add(const PageReading& reading) {
    const auto& mark = reading.page.mark;
    take(reading_.seal, reading.seal, mark && mark->page == 1);
    if (reading.signatures) {
      // A page without a code matters only while no page is known to be the last one.
      const bool known = mark.has_value();
      if (known && !last_known_) {
        reading_.leader_signature = {};
        reading_.department_signature = {};
      }
      if (known || !last_known_) {
        take(reading_.leader_signature, reading.signatures->leader, true);
        take(reading_.department_signature, reading.signatures->department, true);
      }
      last_known_ = last_known_ || known;
    }
    reading_.pages.push_back(reading.page);
  }

  ScanReading result() && { return std::move(reading_); }

 private:
  // The better sighting counts. Among pages without one, that is shown on which it would belong.
  static void take(Seen& so_far, const Seen& seen, bool belongs_here) {
    const bool better = rank(seen.sighting) > rank(so_far.sighting);
    const bool as_good = seen.sighting == Sighting::not_found && so_far.sighting == Sighting::not_found;
    if (better || (as_good && (belongs_here || so_far.page == 0))) {
      so_far = seen;
    }
  }

  static int rank(Sighting sighting) {
    return sighting == Sighting::found ? 2 : sighting == Sighting::uncertain ? 1 : 0;
  }

  ScanReading reading_;
  bool last_known_ = false;
};

// The back of a sheet: where nothing is darker than the rest no code hides, and none is looked for.
bool is_blank(const Picture& picture) {
  constexpr int kPaperGrain = 24;
  const auto [darkest, lightest] = std::minmax_element(picture.pixels.begin(), picture.pixels.end());
  return *lightest - *darkest < kPaperGrain;
}

}  // namespace

std::optional<ScanReading> read_scan(std::string_view pdf, const PageListener& listener) {
  const PdfPages file(pdf);
  const int all = file.count();
  if (all < 1 || all > kMostPages) {
    return std::nullopt;
  }
  Gathering gathering;
  int fine_looks = 0;
  for (int i = 0; i < all; ++i) {
    Picture picture = file.draw(i, kSide);
    if (picture.empty()) {
      return std::nullopt;
    }
    const bool blank = is_blank(picture);
    PageCodes codes = blank ? PageCodes{} : read_page_codes(picture, Effort::plain);
    if (!blank && !codes.mark && fine_looks < kMostFineLooks) {
      ++fine_looks;
      codes = read_page_codes(picture, Effort::thorough);
      if (!codes.mark) {
        Picture fine = file.draw(i, kFineSide);
        PageCodes seen = fine.empty() ? PageCodes{} : read_page_codes(fine, Effort::plain);
        if (seen.mark) {
          picture = std::move(fine);
          codes = std::move(seen);
        }
      }
    }
    const PageReading reading = read_page(picture, codes, i + 1);
    gathering.add(reading);
    listener(reading.page, all);
  }
  return std::move(gathering).result();
}

}  // namespace kaoji::scan_reading
