#include "adapters/scan_reading/seal_search.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "adapters/scan_reading/ink.hpp"

namespace kaoji::scan_reading {
namespace {

// An institution's seal is 42 mm across, 59.5 points from its centre; departments' and companies' are 38 to 50.
constexpr double kLeastRadius = 48;
constexpr double kMostRadius = 73;

// Of 255, against the paper: fresh ink first, then that of a dry pad, which is hardly more than the noise of a camera.
constexpr double kRedEnough[] = {40, 16};
constexpr double kDarkEnough[] = {45, 22};

// The share of the ring that must be there among red ink, where little else is, and among letters and lines.
constexpr double kWholeRed = 0.5;
constexpr double kWholeDark = 0.80;
// The share of a ring that is worth a look.
constexpr double kLikeRing = 0.35;
constexpr double kLikeDarkRing = 0.65;
constexpr double kLikeSeal = 36;  // points: a patch of red ink this large in both directions is worth a look
constexpr int kSectors = 90;
constexpr int kCandidates = 8;

/// A circle in the picture and the share of it that ink follows.
struct Ring {
  Spot centre;
  double radius = 0;
  double whole = 0;
};

// One edge's votes: along its normal, at both sides. across and down are a normal of length 1.
void vote(cv::Mat& votes, cv::Point edge, double across, double down, double least, double most) {
  for (double r = least; r <= most; r += 1) {
    for (const double way : {-r, r}) {
      const int x = cvRound(edge.x + way * across);
      const int y = cvRound(edge.y + way * down);
      if (x >= 0 && y >= 0 && x < votes.cols && y < votes.rows) {
        votes.at<float>(y, x) += 1;
      }
    }
  }
}

// Each edge votes for the centres of the rings that it could be a part of.
cv::Mat votes_for_centres(const cv::Mat& ink, double least, double most, double enough) {
  cv::Mat across;
  cv::Mat down;
  cv::Sobel(ink, across, CV_32F, 1, 0);
  cv::Sobel(ink, down, CV_32F, 0, 1);
  cv::Mat votes(ink.size(), CV_32F, cv::Scalar(0));
  for (int y = 0; y < ink.rows; ++y) {
    for (int x = 0; x < ink.cols; ++x) {
      const double dx = across.at<float>(y, x);
      const double dy = down.at<float>(y, x);
      const double strength = std::hypot(dx, dy);
      if (strength >= 3 * enough) {
        vote(votes, {x, y}, dx / strength, dy / strength, least, most);
      }
    }
  }
  cv::GaussianBlur(votes, votes, {}, 1.5);
  return votes;
}

std::uint8_t at(const cv::Mat& ink, double x, double y) {
  const int column = cvRound(x);
  const int row = cvRound(y);
  return column >= 0 && row >= 0 && column < ink.cols && row < ink.rows ? ink.at<std::uint8_t>(row, column) : 0;
}

// The share of directions in which the ring shows: ink there, and less of it a bit further in and out, so that
// neither a filled patch nor a paragraph passes for a ring.
double share_of_ring(const cv::Mat& ink, Spot centre, double radius, double gap, double enough) {
  int seen = 0;
  for (int sector = 0; sector < kSectors; ++sector) {
    const double angle = 2 * CV_PI * sector / kSectors;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const auto ink_at = [&](double r) -> int { return at(ink, centre.x + r * cosine, centre.y + r * sine); };
    const int ring = std::max({ink_at(radius - 1), ink_at(radius), ink_at(radius + 1)});
    const int beside = std::min(ink_at(radius - gap), ink_at(radius + gap));
    seen += ring >= enough && beside < 0.6 * ring ? 1 : 0;
  }
  return static_cast<double>(seen) / kSectors;
}

// The best ring near a voted centre.
Ring best_about(const cv::Mat& ink, cv::Point centre, double least, double most, double gap, double enough) {
  Ring best;
  for (double radius = least; radius <= most; radius += 1) {
    const double whole = share_of_ring(ink, {double(centre.x), double(centre.y)}, radius, gap, enough);
    if (whole > best.whole) {
      best = {{double(centre.x), double(centre.y)}, radius, whole};
    }
  }
  const Ring first = best;
  for (int dy = -3; dy <= 3; ++dy) {
    for (int dx = -3; dx <= 3; ++dx) {
      for (double radius = first.radius - 2; radius <= first.radius + 2; radius += 1) {
        const Spot moved{first.centre.x + dx, first.centre.y + dy};
        const double whole = share_of_ring(ink, moved, radius, gap, enough);
        if (whole > best.whole) {
          best = {moved, radius, whole};
        }
      }
    }
  }
  return best;
}

Ring best_ring(const cv::Mat& ink, double pixels_a_point, double enough) {
  const double least = kLeastRadius * pixels_a_point;
  const double most = kMostRadius * pixels_a_point;
  cv::Mat votes = votes_for_centres(ink, least, most, enough);
  Ring best;
  for (int i = 0; i < kCandidates; ++i) {
    cv::Point peak;
    double height = 0;
    cv::minMaxLoc(votes, nullptr, &height, nullptr, &peak);
    if (height <= 0) {
      break;
    }
    const Ring ring = best_about(ink, peak, least, most, 5 * pixels_a_point, enough);
    if (ring.whole > best.whole) {
      best = ring;
    }
    cv::circle(votes, peak, cvRound(8 * pixels_a_point), cv::Scalar(0), cv::FILLED);
  }
  return best;
}

// A patch of red ink as large as a part of a seal: of another shape, or most of it gone.
std::optional<SealLook> red_patch(const cv::Mat& red, double pixels_a_point) {
  cv::Mat joined;
  const int reach = cvRound(7 * pixels_a_point) | 1;
  cv::threshold(red, joined, kRedEnough[0], 255, cv::THRESH_BINARY);
  cv::medianBlur(joined, joined, 3);  // single pixels are noise
  cv::morphologyEx(joined, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {reach, reach}));
  cv::Mat labels;
  cv::Mat about;
  cv::Mat middles;
  const int patches = cv::connectedComponentsWithStats(joined, labels, about, middles);
  std::optional<SealLook> largest;
  for (int i = 1; i < patches; ++i) {
    const int* const patch = about.ptr<int>(i);
    const int width = patch[cv::CC_STAT_WIDTH];
    const int height = patch[cv::CC_STAT_HEIGHT];
    if (std::min(width, height) < kLikeSeal * pixels_a_point || 6 * patch[cv::CC_STAT_AREA] < width * height) {
      continue;
    }
    const double radius = std::max(width, height) / 2.0;
    if (!largest || radius > largest->radius) {
      largest = SealLook{{patch[cv::CC_STAT_LEFT] + width / 2.0, patch[cv::CC_STAT_TOP] + height / 2.0}, radius, false};
    }
  }
  return largest;
}

// The least of a ring: half of its length, half a point wide.
bool has_ink(const cv::Mat& ink, double enough, double pixels_a_point) {
  return cv::countNonZero(ink >= enough) > CV_PI * kLeastRadius * 0.5 * pixels_a_point * pixels_a_point;
}

// The best ring of fresh ink or, when that is not whole, of faint ink.
Ring best_ring(const cv::Mat& ink, double pixels_a_point, const double (&enough)[2], double whole) {
  Ring best;
  for (const double least : enough) {
    if (best.whole < whole && has_ink(ink, least, pixels_a_point)) {
      const Ring ring = best_ring(ink, pixels_a_point, least);
      best = ring.whole > best.whole ? ring : best;
    }
  }
  return best;
}

}  // namespace

std::optional<SealLook> look_for_seal(const Picture& sheet, double pixels_a_point) {
  const Picture red = redness(sheet);
  cv::Mat red_ink;
  cv::GaussianBlur(view_of(red), red_ink, {}, 0.8);  // the noise of colours is as fine as pixels, ink is not
  const Ring red_ring = best_ring(red_ink, pixels_a_point, kRedEnough, kWholeRed);
  if (red_ring.whole >= kLikeRing) {
    return SealLook{red_ring.centre, red_ring.radius, red_ring.whole >= kWholeRed};
  }
  if (has_ink(red_ink, kRedEnough[0], pixels_a_point)) {
    return red_patch(red_ink, pixels_a_point);
  }
  const Picture dark = darkness(luminance(sheet), cvRound(12 * pixels_a_point));
  const Ring ring = best_ring(view_of(dark), pixels_a_point, kDarkEnough, kWholeDark);
  return ring.whole >= kLikeDarkRing ? std::optional(SealLook{ring.centre, ring.radius, ring.whole >= kWholeDark})
                                     : std::nullopt;
}

}  // namespace kaoji::scan_reading
