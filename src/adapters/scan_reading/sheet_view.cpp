#include "adapters/scan_reading/sheet_view.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace kaoji::scan_reading {
namespace {

// Corners of codes are found to a pixel or so; a plainer view that misses them by this much is not wrong.
constexpr double kGoodMiss = 1.6;
constexpr double kBearableMiss = 4;

using Matrix = std::array<double, 9>;

Spot apply(const Matrix& m, Spot at) {
  const double depth = m[6] * at.x + m[7] * at.y + m[8];
  return {(m[0] * at.x + m[1] * at.y + m[2]) / depth, (m[3] * at.x + m[4] * at.y + m[5]) / depth};
}

// Least squares over rows of coefficients; nothing when they do not determine the unknowns.
std::optional<std::vector<double>> solve(const std::vector<std::vector<double>>& rows,
                                         const std::vector<double>& right) {
  cv::Mat left(static_cast<int>(rows.size()), static_cast<int>(rows.front().size()), CV_64F);
  cv::Mat known(static_cast<int>(right.size()), 1, CV_64F);
  for (int i = 0; i < left.rows; ++i) {
    const auto row = static_cast<std::size_t>(i);
    std::copy(rows[row].begin(), rows[row].end(), left.ptr<double>(i));
    known.at<double>(i) = right[row];
  }
  cv::Mat found;
  if (!cv::solve(left, known, found, cv::DECOMP_SVD) || !cv::checkRange(found)) {
    return std::nullopt;
  }
  return std::vector<double>(found.begin<double>(), found.end<double>());
}

std::optional<Matrix> similarity(const std::vector<Pin>& pins) {
  std::vector<std::vector<double>> rows;
  std::vector<double> right;
  for (const Pin& pin : pins) {
    rows.push_back({pin.sheet.x, -pin.sheet.y, 1, 0});
    rows.push_back({pin.sheet.y, pin.sheet.x, 0, 1});
    right.insert(right.end(), {pin.picture.x, pin.picture.y});
  }
  const auto v = solve(rows, right);
  return v ? std::optional(Matrix{(*v)[0], -(*v)[1], (*v)[2], (*v)[1], (*v)[0], (*v)[3], 0, 0, 1}) : std::nullopt;
}

std::optional<Matrix> affine(const std::vector<Pin>& pins) {
  std::vector<std::vector<double>> rows;
  std::vector<double> right;
  for (const Pin& pin : pins) {
    rows.push_back({pin.sheet.x, pin.sheet.y, 1, 0, 0, 0});
    rows.push_back({0, 0, 0, pin.sheet.x, pin.sheet.y, 1});
    right.insert(right.end(), {pin.picture.x, pin.picture.y});
  }
  const auto v = solve(rows, right);
  return v ? std::optional(Matrix{(*v)[0], (*v)[1], (*v)[2], (*v)[3], (*v)[4], (*v)[5], 0, 0, 1}) : std::nullopt;
}

// Coordinates about 1, or the squares of pixels would drown the rest.
std::optional<Matrix> perspective(const std::vector<Pin>& pins) {
  constexpr double kSheet = 500;
  constexpr double kPixels = 1000;
  std::vector<std::vector<double>> rows;
  std::vector<double> right;
  for (const Pin& pin : pins) {
    const double x = pin.sheet.x / kSheet;
    const double y = pin.sheet.y / kSheet;
    const double u = pin.picture.x / kPixels;
    const double w = pin.picture.y / kPixels;
    rows.push_back({x, y, 1, 0, 0, 0, -u * x, -u * y});
    rows.push_back({0, 0, 0, x, y, 1, -w * x, -w * y});
    right.insert(right.end(), {u, w});
  }
  const auto v = solve(rows, right);
  if (!v) {
    return std::nullopt;
  }
  const double in = kPixels / kSheet;
  return Matrix{(*v)[0] * in,     (*v)[1] * in,     (*v)[2] * kPixels,
                (*v)[3] * in,     (*v)[4] * in,     (*v)[5] * kPixels,
                (*v)[6] / kSheet, (*v)[7] / kSheet, 1};
}

double miss(const Matrix& matrix, const std::vector<Pin>& pins) {
  double sum = 0;
  for (const Pin& pin : pins) {
    const Spot seen = apply(matrix, pin.sheet);
    sum += std::pow(seen.x - pin.picture.x, 2) + std::pow(seen.y - pin.picture.y, 2);
  }
  return std::sqrt(sum / static_cast<double>(pins.size()));
}

// A sheet of paper is seen from the front and not mirrored: every corner before the eye, turning the same way.
bool is_possible(const Matrix& m) {
  for (const Spot corner : {Spot{0, 0}, Spot{ports::kSheetWidth, 0}, Spot{0, ports::kSheetHeight},
                            Spot{ports::kSheetWidth, ports::kSheetHeight}}) {
    if (!(m[6] * corner.x + m[7] * corner.y + m[8] > 0.2)) {
      return false;
    }
  }
  const Spot at = apply(m, {0, 0});
  const Spot right = apply(m, {ports::kSheetWidth, 0});
  const Spot down = apply(m, {0, ports::kSheetHeight});
  return (right.x - at.x) * (down.y - at.y) - (right.y - at.y) * (down.x - at.x) > 1;
}

}  // namespace

std::optional<SheetView> SheetView::through(const std::vector<Pin>& pins) {
  for (const auto fit : {similarity, affine, perspective}) {
    const std::optional<Matrix> matrix = fit(pins);
    if (!matrix || !is_possible(*matrix)) {
      continue;
    }
    const double off = miss(*matrix, pins);
    // Four corners of one small code say nothing about skew or perspective far away from it.
    const bool few = pins.size() <= 4;
    if (off <= kGoodMiss || few || fit == perspective) {
      return SheetView(*matrix, few ? off <= kGoodMiss : off <= kBearableMiss);
    }
  }
  return std::nullopt;
}

SheetView SheetView::filling(const Picture& picture, int degrees) {
  const double w = picture.width;
  const double h = picture.height;
  const double across = (degrees % 180 == 0 ? w : h) / ports::kSheetWidth;
  const double down = (degrees % 180 == 0 ? h : w) / ports::kSheetHeight;
  switch (degrees) {
    case 90:
      return SheetView({0, -down, w, across, 0, 0, 0, 0, 1}, true);
    case 180:
      return SheetView({-across, 0, w, 0, -down, h, 0, 0, 1}, true);
    case 270:
      return SheetView({0, down, 0, -across, 0, h, 0, 0, 1}, true);
    default:
      return SheetView({across, 0, 0, 0, down, 0, 0, 0, 1}, true);
  }
}

Spot SheetView::operator()(Spot sheet) const {
  return apply(matrix_, sheet);
}

int SheetView::upright_turn() const {
  const Spot left = (*this)({0, ports::kSheetHeight / 2});
  const Spot right = (*this)({ports::kSheetWidth, ports::kSheetHeight / 2});
  const double clockwise = std::atan2(right.y - left.y, right.x - left.x) * 180 / CV_PI;
  const int quarters = static_cast<int>(std::lround(clockwise / 90));
  return (360 - quarters * 90) % 360;
}

double SheetView::scale() const {
  const Spot left = (*this)({ports::kSheetWidth / 4, ports::kSheetHeight / 2});
  const Spot right = (*this)({ports::kSheetWidth * 3 / 4, ports::kSheetHeight / 2});
  return std::hypot(right.x - left.x, right.y - left.y) / (ports::kSheetWidth / 2);
}

Picture SheetView::flatten(const Picture& picture, const ports::SheetPlace& place, double pixels_a_point) const {
  const cv::Size size(cvRound(place.width * pixels_a_point), cvRound(place.height * pixels_a_point));
  const double step = 1 / pixels_a_point;
  // Middles of pixels lie at halves on the sheet as well as in the picture.
  const cv::Matx33d to_sheet(step, 0, place.x + step / 2, 0, step, place.y + step / 2, 0, 0, 1);
  const cv::Matx33d half(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1);
  const cv::Matx33d to_picture = half * cv::Matx33d(matrix_.data()) * to_sheet;
  cv::Mat flat;
  cv::Mat source = view_of(picture);
  // Sampling a much finer picture would jump over thin strokes.
  const double finer = scale() * step;
  cv::Matx33d shrink = cv::Matx33d::eye();
  if (finer > 1.5) {
    cv::resize(source, source, {}, 1 / finer, 1 / finer, cv::INTER_AREA);
    shrink = cv::Matx33d(1 / finer, 0, 0, 0, 1 / finer, 0, 0, 0, 1);
  }
  cv::warpPerspective(source, flat, shrink * to_picture, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                      cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return picture_of(flat);
}

ports::PageBox SheetView::box_of(const ports::SheetPlace& place, const Picture& picture) const {
  return box_on_upright(
      picture, upright_turn(),
      {(*this)({place.x, place.y}), (*this)({place.x + place.width, place.y}),
       (*this)({place.x, place.y + place.height}), (*this)({place.x + place.width, place.y + place.height})});
}

ports::PageBox box_on_upright(const Picture& picture, int degrees, const std::vector<Spot>& around) {
  double left = 1;
  double right = 0;
  double top = 1;
  double bottom = 0;
  for (const Spot spot : around) {
    double x = std::clamp(spot.x / picture.width, 0.0, 1.0);
    double y = std::clamp(spot.y / picture.height, 0.0, 1.0);
    for (int turn = 0; turn < degrees; turn += 90) {
      const double was = x;
      x = 1 - y;
      y = was;
    }
    left = std::min(left, x);
    right = std::max(right, x);
    top = std::min(top, y);
    bottom = std::max(bottom, y);
  }
  const auto thousandths = [](double share) { return static_cast<int>(std::lround(share * 1000)); };
  return {thousandths(left), thousandths(top), thousandths(std::max(0.0, right - left)),
          thousandths(std::max(0.0, bottom - top))};
}

}  // namespace kaoji::scan_reading
