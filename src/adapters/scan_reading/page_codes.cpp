#include "adapters/scan_reading/page_codes.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "adapters/scan_reading/code_search.hpp"
#include "adapters/scan_reading/sheet_mark.hpp"

namespace kaoji::scan_reading {
namespace {

using ports::kLowerCode;
using ports::kUpperCode;
using ports::SheetPlace;

/// A code of ours in the picture.
struct MarkedCode {
  ports::SheetMark mark;
  std::array<Spot, 4> corners;
};

Spot middle(const std::array<Spot, 4>& corners) {
  Spot sum;
  for (const Spot corner : corners) {
    sum.x += corner.x / 4;
    sum.y += corner.y / 4;
  }
  return sum;
}

double side(const std::array<Spot, 4>& corners) {
  return std::hypot(corners[1].x - corners[0].x, corners[1].y - corners[0].y);
}

double apart(Spot one, Spot other) {
  return std::hypot(one.x - other.x, one.y - other.y);
}

// Adds the codes of ours that are not there yet. Corners are scaled and moved from a part of the page to the page.
void collect(std::vector<MarkedCode>& known, const std::vector<FoundCode>& found, double scale = 1, Spot origin = {}) {
  for (const FoundCode& code : found) {
    std::optional<ports::SheetMark> mark = parse_mark(code.text);
    if (!mark) {
      continue;
    }
    MarkedCode one{std::move(*mark), code.corners};
    for (Spot& corner : one.corners) {
      corner = {corner.x * scale + origin.x, corner.y * scale + origin.y};
    }
    const bool again = std::any_of(known.begin(), known.end(), [&one](const MarkedCode& other) {
      return apart(middle(one.corners), middle(other.corners)) < side(other.corners) / 2;
    });
    if (!again) {
      known.push_back(std::move(one));
    }
  }
}

std::vector<Pin> pins_of(const SheetPlace& place, const std::array<Spot, 4>& corners) {
  return {{{place.x, place.y}, corners[0]},
          {{place.x + place.width, place.y}, corners[1]},
          {{place.x + place.width, place.y + place.height}, corners[2]},
          {{place.x, place.y + place.height}, corners[3]}};
}

// Both codes of a page say the same, so which is which has to be seen: the lower one lies below and left of the upper.
std::optional<SheetView> view_through(const MarkedCode& one, const MarkedCode& other) {
  const Spot right{one.corners[1].x - one.corners[0].x, one.corners[1].y - one.corners[0].y};
  const Spot way{middle(other.corners).x - middle(one.corners).x, middle(other.corners).y - middle(one.corners).y};
  const bool other_is_left = right.x * way.x + right.y * way.y < 0;
  const MarkedCode& upper = other_is_left ? one : other;
  const MarkedCode& lower = other_is_left ? other : one;
  std::vector<Pin> pins = pins_of(kUpperCode, upper.corners);
  const std::vector<Pin> more = pins_of(kLowerCode, lower.corners);
  pins.insert(pins.end(), more.begin(), more.end());
  return SheetView::through(pins);
}

// How much of the sheet the picture would show, 0 to 1, by a grid of points.
double shown(const SheetView& view, const Picture& picture) {
  constexpr int kSteps = 10;
  int inside = 0;
  for (int i = 0; i <= kSteps; ++i) {
    for (int j = 0; j <= kSteps; ++j) {
      const Spot at = view({ports::kSheetWidth * i / kSteps, ports::kSheetHeight * j / kSteps});
      inside += at.x >= 0 && at.y >= 0 && at.x <= picture.width && at.y <= picture.height ? 1 : 0;
    }
  }
  return static_cast<double>(inside) / ((kSteps + 1) * (kSteps + 1));
}

/// A view through one code alone, and which of the two it would be.
struct SingleView {
  SheetView view;
  SheetPlace missing;
};

// The code is the one of the two that leaves more of the sheet within the picture.
std::optional<SingleView> view_through(const MarkedCode& code, const Picture& picture) {
  const auto as_upper = SheetView::through(pins_of(kUpperCode, code.corners));
  const auto as_lower = SheetView::through(pins_of(kLowerCode, code.corners));
  if (!as_upper || !as_lower) {
    return std::nullopt;
  }
  return shown(*as_upper, picture) >= shown(*as_lower, picture) ? SingleView{*as_upper, kLowerCode}
                                                                : SingleView{*as_lower, kUpperCode};
}

// A part of the picture enlarged, with what leads back to the picture.
struct CloseUp {
  Picture picture;
  double scale = 1;  ///< pixels of the whole to one of the part
  Spot origin;
};

// The surroundings of the place, as large as an unsure view needs them, so that a module has six pixels at least.
std::optional<CloseUp> close_up(const Picture& grey, const SheetView& view, const SheetPlace& place) {
  constexpr double kSurroundings = 1.4;  // sides of the code, from its middle
  constexpr double kWantedSide = 260;
  const Spot at = view({place.x + place.width / 2, place.y + place.height / 2});
  const double length = place.width * view.scale();
  const cv::Rect2d around(at.x - length * kSurroundings, at.y - length * kSurroundings, 2 * length * kSurroundings,
                          2 * length * kSurroundings);
  const cv::Rect part = cv::Rect(around) & cv::Rect(0, 0, grey.width, grey.height);
  if (part.width < length || part.height < length) {
    return std::nullopt;
  }
  const double enlarged = std::clamp(kWantedSide / length, 1.0, 4.0);
  cv::Mat larger;
  cv::resize(view_of(grey)(part), larger, {}, enlarged, enlarged, cv::INTER_CUBIC);
  return CloseUp{picture_of(larger), 1 / enlarged, {static_cast<double>(part.x), static_cast<double>(part.y)}};
}

Picture blurred(const Picture& grey, double sigma) {
  cv::Mat soft;
  cv::GaussianBlur(view_of(grey), soft, {}, sigma);
  return picture_of(soft);
}

Picture enlarged(const Picture& grey, double factor) {
  cv::Mat larger;
  cv::resize(view_of(grey), larger, {}, factor, factor, cv::INTER_CUBIC);
  return picture_of(larger);
}

void search_close_up(std::vector<MarkedCode>& known, const Picture& grey, const SingleView& single) {
  const std::optional<CloseUp> part = close_up(grey, single.view, single.missing);
  if (!part) {
    return;
  }
  for (const Threshold threshold : {Threshold::local, Threshold::global}) {
    if (known.size() < 2) {
      collect(known, find_codes(part->picture, threshold), part->scale, part->origin);
    }
  }
}

// From cheap to dear, until a code is seen.
void search(std::vector<MarkedCode>& known, const Picture& page, const Picture& red, Effort effort) {
  collect(known, find_codes(red, Threshold::local));
  if (known.empty() && page.channels == 3) {
    collect(known, find_codes(luminance(page), Threshold::local));
  }
  if (effort == Effort::plain) {
    return;
  }
  for (const double sigma : {1.0, 2.0}) {
    if (known.empty()) {
      collect(known, find_codes(blurred(red, sigma), Threshold::local));
    }
  }
  if (known.empty()) {
    collect(known, find_codes(red, Threshold::global));
  }
  if (known.empty()) {
    collect(known, find_codes(enlarged(red, 2), Threshold::local), 0.5);
  }
}

bool agree(const std::vector<MarkedCode>& codes) {
  return std::all_of(codes.begin(), codes.end(),
                     [&codes](const MarkedCode& code) { return code.mark == codes.front().mark; });
}

}  // namespace

PageCodes read_page_codes(const Picture& page, Effort effort) {
  const Picture red = red_channel(page);
  std::vector<MarkedCode> known;
  search(known, page, red, effort);
  if (known.empty() || !agree(known)) {
    return {};
  }
  std::optional<SingleView> single;
  if (known.size() == 1) {
    single = view_through(known.front(), page);
    if (single) {
      search_close_up(known, red, *single);
    }
  }
  if (!agree(known)) {
    return {};
  }
  PageCodes result{known.front().mark, std::nullopt};
  if (known.size() >= 2) {
    result.view = view_through(known[0], known[1]);
  }
  if (!result.view && single) {
    result.view = single->view;
  }
  return result;
}

}  // namespace kaoji::scan_reading
