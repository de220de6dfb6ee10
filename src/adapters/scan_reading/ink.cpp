#include "adapters/scan_reading/ink.hpp"

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace kaoji::scan_reading {
namespace {

// Paper is among the brightest there is on a page; the very brightest may be a lamp's reflection.
constexpr double kPaperShare = 0.8;

// Hue between purple and orange: how far green or blue may come up from the lower of the two, of the way to red.
constexpr double kMostGreen = 0.40;
constexpr double kMostBlue = 0.50;

std::array<double, 3> paper_of(const cv::Mat& colours) {
  std::array<double, 3> paper{};
  for (int channel = 0; channel < 3; ++channel) {
    std::array<int, 256> histogram{};
    for (int row = 0; row < colours.rows; ++row) {
      const auto* const pixels = colours.ptr<cv::Vec3b>(row);
      for (int column = 0; column < colours.cols; ++column) {
        ++histogram[pixels[column][channel]];
      }
    }
    double left = (1 - kPaperShare) * static_cast<double>(colours.total());
    int value = 255;
    while (value > 60 && (left -= histogram[static_cast<std::size_t>(value)]) > 0) {
      --value;
    }
    paper[static_cast<std::size_t>(channel)] = value;
  }
  return paper;
}

std::uint8_t redness_of(double red, double green, double blue) {
  const double over = red - std::max(green, blue);
  const double chroma = red - std::min(green, blue);
  if (over <= 0 || green - blue > kMostGreen * chroma || blue - green > kMostBlue * chroma) {
    return 0;
  }
  return cv::saturate_cast<std::uint8_t>(255 * over);
}

}  // namespace

Picture redness(const Picture& picture) {
  cv::Mat red(picture.height, picture.width, CV_8U, cv::Scalar(0));
  if (picture.channels == 3) {
    const cv::Mat colours = view_of(picture);
    const std::array<double, 3> paper = paper_of(colours);
    for (int row = 0; row < colours.rows; ++row) {
      const auto* const from = colours.ptr<cv::Vec3b>(row);
      auto* const to = red.ptr<std::uint8_t>(row);
      for (int column = 0; column < colours.cols; ++column) {
        const cv::Vec3b& pixel = from[column];
        to[column] = redness_of(std::min(1.0, pixel[0] / paper[0]), std::min(1.0, pixel[1] / paper[1]),
                                std::min(1.0, pixel[2] / paper[2]));
      }
    }
  }
  return picture_of(red);
}

Picture darkness(const Picture& grey, int stroke) {
  // The paper without its ink: each pixel takes the brightest about it, smoothed.
  const cv::Mat source = view_of(grey);
  cv::Mat paper;
  const int size = stroke | 1;
  cv::dilate(source, paper, cv::getStructuringElement(cv::MORPH_RECT, {size, size}));
  cv::blur(paper, paper, {size, size});
  cv::Mat dark;
  cv::subtract(paper, source, dark);
  cv::max(paper, 40, paper);
  cv::divide(dark, paper, dark, 255);
  return picture_of(dark);
}

}  // namespace kaoji::scan_reading
