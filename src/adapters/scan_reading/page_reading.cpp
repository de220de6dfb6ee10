#include "adapters/scan_reading/page_reading.hpp"

#include <algorithm>
#include <cmath>

#include "adapters/scan_reading/seal_search.hpp"
#include "adapters/scan_reading/sheet_view.hpp"
#include "adapters/scan_reading/signature_search.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::scan_reading {
namespace {

using ports::Seen;
using ports::SheetPlace;
using ports::Sighting;

constexpr int kPictureSide = 1000;
constexpr int kPictureQuality = 70;

// 100 dpi show a seal's ring as well as more would.
constexpr double kPixelsAPoint = 100.0 / 72;

constexpr SheetPlace kWholeSheet{0, 0, ports::kSheetWidth, ports::kSheetHeight};

// Points beyond its place that a stamp's centre may lie: views are a few points off, hands too.
constexpr double kSealMargin = 10;

bool belongs(Spot centre) {
  const SheetPlace& place = ports::kSealPlace;
  return centre.x >= place.x - kSealMargin && centre.x <= place.x + place.width + kSealMargin &&
         centre.y >= place.y - kSealMargin && centre.y <= place.y + place.height + kSealMargin;
}

// On a page whose codes say where everything is.
Seen seal_on_sheet(const Picture& picture, const SheetView& view, const ports::SheetMark& mark, int number) {
  const Picture flat = view.flatten(picture, kWholeSheet, kPixelsAPoint);
  const std::optional<SealLook> look = look_for_seal(flat, kPixelsAPoint);
  if (!look) {
    return {Sighting::not_found, number, view.box_of(ports::kSealPlace, picture)};
  }
  const Spot centre{look->centre.x / kPixelsAPoint, look->centre.y / kPixelsAPoint};
  const double radius = look->radius / kPixelsAPoint;
  const bool found = look->sure && mark.page == 1 && belongs(centre);
  return {found ? Sighting::found : Sighting::uncertain, number,
          view.box_of({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, picture)};
}

// On a page that is taken to be filled by the sheet, for want of anything better.
Seen seal_somewhere(const Picture& picture, int number) {
  const Picture small = shrunk(picture, static_cast<int>(std::lround(ports::kSheetWidth * kPixelsAPoint)));
  const double pixels_a_point = std::max(small.width, small.height) / ports::kSheetWidth;
  const std::optional<SealLook> look = look_for_seal(small, pixels_a_point);
  if (!look) {
    return {Sighting::not_found, number, {0, 0, 1000, 1000}};
  }
  const auto [x, y] = look->centre;
  const double radius = look->radius;
  return {Sighting::uncertain, number, box_on_upright(small, 0, {{x - radius, y - radius}, {x + radius, y + radius}})};
}

Signatures signatures_on_sheet(const Picture& picture, const SheetView& view, int number) {
  const auto look = [&](const SheetPlace& place) {
    const Sighting sighting = view.is_sure() ? look_for_signature(picture, view, place) : Sighting::uncertain;
    return Seen{sighting, number, view.box_of(place, picture)};
  };
  return {look(ports::kLeaderSignature), look(ports::kDepartmentSignature)};
}

// Without a code nobody knows which way is up, so both ways are tried; ink in a place is then no more than a hint.
Signatures signatures_perhaps(const Picture& picture, int number) {
  const bool lying = picture.width >= picture.height;
  const auto look = [&](const SheetPlace& place) {
    Seen seen{Sighting::not_found, number, {}};
    for (const int degrees : {lying ? 180 : 270, lying ? 0 : 90}) {
      const SheetView view = SheetView::filling(picture, degrees);
      const SheetPlace around{place.x - 20, place.y - 20, place.width + 40, place.height + 40};
      if (look_for_signature(picture, view, place) != Sighting::not_found) {
        seen.sighting = Sighting::uncertain;
      }
      // The page's picture is not turned either.
      seen.box = box_on_upright(
          picture, 0, {view({around.x, around.y}), view({around.x + around.width, around.y + around.height})});
    }
    return seen;
  };
  return {look(ports::kLeaderSignature), look(ports::kDepartmentSignature)};
}

}  // namespace

PageReading read_page(const Picture& picture, const PageCodes& codes, int number) {
  PageReading reading;
  reading.page.mark = codes.mark;
  if (codes.mark && codes.view) {
    reading.page.turned = codes.view->upright_turn();
    reading.seal = seal_on_sheet(picture, *codes.view, *codes.mark, number);
    if (codes.mark->page == codes.mark->pages) {
      reading.signatures = signatures_on_sheet(picture, *codes.view, number);
    }
  } else {
    reading.seal = seal_somewhere(picture, number);
    reading.signatures = signatures_perhaps(picture, number);
  }
  reading.page.picture = to_jpeg(turned(shrunk(picture, kPictureSide), reading.page.turned), kPictureQuality);
  return reading;
}

}  // namespace kaoji::scan_reading
