#include "corpus/camera.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "adapters/scan_reading/picture.hpp"

namespace kaoji::corpus {
namespace {

// The corners of the sheet in the picture, before it is moved into view: upper left, upper right, lower right, lower
// left.
std::vector<cv::Point2f> corners_of(const cv::Size& sheet, const Capture& how, Dice& dice) {
  const cv::Point2d middle(sheet.width / 2.0, sheet.height / 2.0);
  const double angle = (how.turn + how.skew) * CV_PI / 180;
  const double wander = how.perspective * std::max(sheet.width, sheet.height);
  std::vector<cv::Point2f> corners;
  for (const cv::Point2d corner : {cv::Point2d(0, 0), cv::Point2d(sheet.width, 0),
                                   cv::Point2d(sheet.width, sheet.height), cv::Point2d(0, sheet.height)}) {
    const cv::Point2d from = corner - middle;
    const cv::Point2d turned(from.x * std::cos(angle) - from.y * std::sin(angle),
                             from.x * std::sin(angle) + from.y * std::cos(angle));
    corners.emplace_back(static_cast<float>(turned.x + dice.between(-wander, wander)),
                         static_cast<float>(turned.y + dice.between(-wander, wander)));
  }
  return corners;
}

cv::Mat take(const cv::Mat& sheet, const Capture& how, Dice& dice) {
  std::vector<cv::Point2f> corners = corners_of(sheet.size(), how, dice);
  const cv::Rect2f around = cv::boundingRect(corners);
  // A flatbed cuts off where the sheet ends; a telephone sees the table too.
  const float margin = static_cast<float>(how.table) * around.width;
  for (cv::Point2f& corner : corners) {
    corner.x += margin - around.x;
    corner.y += margin - around.y;
  }
  const auto width = static_cast<float>(sheet.cols);
  const auto height = static_cast<float>(sheet.rows);
  const std::vector<cv::Point2f> from = {{0, 0}, {width, 0}, {width, height}, {0, height}};
  const cv::Scalar outside = how.perspective > 0 ? cv::Scalar(96, 84, 76) : cv::Scalar(250, 250, 250);
  cv::Mat taken;
  cv::warpPerspective(sheet, taken, cv::getPerspectiveTransform(from, corners),
                      cv::Size2f(around.width + 2 * margin, around.height + 2 * margin), cv::INTER_LINEAR,
                      cv::BORDER_CONSTANT, outside);
  return taken;
}

void light(cv::Mat& picture, const Capture& how) {
  for (int row = 0; row < picture.rows; ++row) {
    auto* const pixels = picture.ptr<cv::Vec3b>(row);
    for (int column = 0; column < picture.cols; ++column) {
      const double dim = 1 - how.shadow * column / picture.cols;
      pixels[column][0] = cv::saturate_cast<std::uint8_t>(pixels[column][0] * dim);
      pixels[column][1] = cv::saturate_cast<std::uint8_t>(pixels[column][1] * dim * (1 - 0.08 * how.warmth));
      pixels[column][2] = cv::saturate_cast<std::uint8_t>(pixels[column][2] * dim * (1 - 0.25 * how.warmth));
    }
  }
}

void add_noise(cv::Mat& picture, double sigma, Dice& dice) {
  cv::RNG random(static_cast<std::uint64_t>(dice.roll(1 << 30)) + 1);
  cv::Mat noise(picture.size(), CV_16SC(picture.channels()));
  random.fill(noise, cv::RNG::NORMAL, 0, sigma);
  cv::add(picture, noise, picture, cv::noArray(), CV_8U);
}

}  // namespace

Captured capture(const cv::Mat& sheet, const Capture& how, Dice& dice) {
  cv::Mat picture = take(sheet, how, dice);
  if (how.shadow > 0 || how.warmth > 0) {
    light(picture, how);
  }
  if (how.cut > 0) {
    const int gone = cvRound(how.cut * picture.cols);
    picture = picture(cv::Rect(gone, 0, picture.cols - gone, picture.rows)).clone();
  }
  if (how.grey || how.black_and_white) {
    cv::cvtColor(picture, picture, cv::COLOR_RGB2GRAY);
  }
  if (how.blur > 0) {
    cv::GaussianBlur(picture, picture, {}, how.blur);
  }
  if (how.noise > 0) {
    add_noise(picture, how.noise, dice);
  }
  if (how.black_and_white) {
    cv::threshold(picture, picture, 160, 255, cv::THRESH_BINARY);
  }
  const std::string jpeg = scan_reading::to_jpeg(scan_reading::picture_of(picture), how.quality);
  return {jpeg, picture.cols, picture.rows, picture.channels()};
}

}  // namespace kaoji::corpus
