#include "adapters/scan_reading/signature_search.hpp"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "adapters/scan_reading/ink.hpp"

namespace kaoji::scan_reading {
namespace {

constexpr double kPixelsAPoint = 2;
constexpr double kDarkEnough = 64;  // of 255, against the paper: a faint pencil counts, a shadow does not

// Points that are left out at the edges: the printed line below, the letters of the label at the left.
constexpr double kSide = 3;
constexpr double kBottom = 5;

// Square points of ink. A short name written with a fine pen covers about 60.
constexpr double kSurely = 22;
constexpr double kPerhaps = 8;
constexpr double kSpeck = 0.75;

// Points: a name is wider and higher than a dot, a tick or a stroke of dirt.
constexpr double kLeastWidth = 14;
constexpr double kLeastHeight = 6;

// A line straight through the place is a fold or a shifted printed line, not writing.
bool is_ruled(const int* patch, const cv::Size& whole) {
  const int width = patch[cv::CC_STAT_WIDTH];
  const int height = patch[cv::CC_STAT_HEIGHT];
  const int thin = cvRound(3 * kPixelsAPoint);
  return (height >= whole.height * 9 / 10 && width <= thin) || (width >= whole.width * 6 / 10 && height <= thin);
}

// Letters and lines of the form that reach into the place from its edge.
bool hangs_in(const int* patch, const cv::Size& whole) {
  const int reach = cvRound(5 * kPixelsAPoint);
  const int right = patch[cv::CC_STAT_LEFT] + patch[cv::CC_STAT_WIDTH];
  const int bottom = patch[cv::CC_STAT_TOP] + patch[cv::CC_STAT_HEIGHT];
  return (patch[cv::CC_STAT_LEFT] == 0 && right <= reach) ||
         (right == whole.width && patch[cv::CC_STAT_WIDTH] <= reach) ||
         (bottom == whole.height && patch[cv::CC_STAT_HEIGHT] <= reach) ||
         (patch[cv::CC_STAT_TOP] == 0 && bottom <= reach);
}

}  // namespace

ports::Sighting look_for_signature(const Picture& page, const SheetView& view, const ports::SheetPlace& place) {
  const ports::SheetPlace inner{place.x + kSide, place.y, place.width - 2 * kSide, place.height - kBottom};
  const Picture flat = red_channel(view.flatten(page, inner, kPixelsAPoint));
  const Picture dark = darkness(flat, cvRound(10 * kPixelsAPoint));
  cv::Mat ink;
  cv::threshold(view_of(dark), ink, kDarkEnough, 255, cv::THRESH_BINARY);
  cv::Mat labels;
  cv::Mat about;
  cv::Mat middles;
  const int patches = cv::connectedComponentsWithStats(ink, labels, about, middles);
  double area = 0;
  cv::Rect extent;
  for (int i = 1; i < patches; ++i) {
    const int* const patch = about.ptr<int>(i);
    const double own = patch[cv::CC_STAT_AREA] / (kPixelsAPoint * kPixelsAPoint);
    if (own >= kSpeck && !is_ruled(patch, ink.size()) && !hangs_in(patch, ink.size())) {
      area += own;
      extent |= cv::Rect(patch[cv::CC_STAT_LEFT], patch[cv::CC_STAT_TOP], patch[cv::CC_STAT_WIDTH],
                         patch[cv::CC_STAT_HEIGHT]);
    }
  }
  const bool wide = extent.width >= kLeastWidth * kPixelsAPoint && extent.height >= kLeastHeight * kPixelsAPoint;
  if (area >= kSurely && wide) {
    return ports::Sighting::found;
  }
  return area >= kPerhaps ? ports::Sighting::uncertain : ports::Sighting::not_found;
}

}  // namespace kaoji::scan_reading
