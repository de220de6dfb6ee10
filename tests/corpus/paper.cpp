#include "corpus/paper.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace kaoji::corpus {
namespace {

// Fractions of a pixel that OpenCV's drawing counts in.
constexpr int kShift = 4;

// Cloudy noise about 1: ink that did not take everywhere.
cv::Mat clouds(const cv::Size& size, double grain, Dice& dice) {
  cv::Mat coarse(std::max(3, static_cast<int>(size.height / grain)), std::max(3, static_cast<int>(size.width / grain)),
                 CV_32F);
  for (auto value = coarse.begin<float>(); value != coarse.end<float>(); ++value) {
    *value = static_cast<float>(dice.between(0.35, 1.25));
  }
  cv::Mat fine;
  cv::resize(coarse, fine, size, 0, 0, cv::INTER_CUBIC);
  cv::min(fine, 1.0, fine);
  return cv::max(fine, 0.0);
}

// A hand presses one side harder than the other: 1 there, down to light opposite.
cv::Mat pressure(const cv::Size& size, double light, Dice& dice) {
  const double angle = dice.between(0, 2 * CV_PI);
  cv::Mat pressed(size, CV_32F);
  for (int row = 0; row < size.height; ++row) {
    for (int column = 0; column < size.width; ++column) {
      const double across = (column * 2.0 / size.width - 1) * std::cos(angle);
      const double down = (row * 2.0 / size.height - 1) * std::sin(angle);
      pressed.at<float>(row, column) =
          static_cast<float>(light + (1 - light) * std::clamp(0.7 + across + down, 0.0, 1.0));
    }
  }
  return pressed;
}

}  // namespace

Paper::Paper(const cv::Mat& printed, int dpi) : dpi_(dpi) {
  cv::cvtColor(printed, picture_, cv::COLOR_GRAY2RGB);
}

cv::Point Paper::at(cv::Point2d points) const {
  return {cvRound(points.x * dpi_ / 72 * (1 << kShift)), cvRound(points.y * dpi_ / 72 * (1 << kShift))};
}

int Paper::length(double points) const {
  return std::max(1, cvRound(points * dpi_ / 72));
}

void Paper::absorb(const cv::Mat& mask, cv::Scalar ink) {
  for (int row = 0; row < picture_.rows; ++row) {
    auto* const pixels = picture_.ptr<cv::Vec3b>(row);
    const auto* const covered = mask.ptr<float>(row);
    for (int column = 0; column < picture_.cols; ++column) {
      for (int channel = 0; channel < 3 && covered[column] > 0; ++channel) {
        const double passes = 1 - static_cast<double>(covered[column]) * (1 - ink[channel] / 255);
        pixels[column][channel] = cv::saturate_cast<std::uint8_t>(pixels[column][channel] * passes);
      }
    }
  }
}

void Paper::stamp(cv::Point2d centre, double radius, cv::Scalar ink, double strength, Dice& dice) {
  cv::Mat drawn(picture_.size(), CV_8U, cv::Scalar(0));
  const double turn = dice.between(-0.4, 0.4);
  const auto polar = [&](double r, double angle) {
    return at({centre.x + r * std::sin(angle + turn), centre.y - r * std::cos(angle + turn)});
  };
  cv::circle(drawn, at(centre), cvRound(radius * dpi_ / 72 * (1 << kShift)), 255, length(dice.between(2.2, 3.6)),
             cv::LINE_AA, kShift);
  std::vector<cv::Point> star;
  for (int i = 0; i < 10; ++i) {
    star.push_back(polar(i % 2 == 0 ? radius * 0.34 : radius * 0.13, CV_PI * i / 5));
  }
  cv::fillPoly(drawn, std::vector<std::vector<cv::Point>>{star}, 255, cv::LINE_AA, kShift);
  const int letters = 7 + dice.roll(6);
  for (int i = 0; i < letters; ++i) {
    const double angle = -2.1 + 4.2 * i / (letters - 1);
    for (int stroke = 0; stroke < 6; ++stroke) {
      const auto end = [&] { return polar(radius * dice.between(0.60, 0.84), angle + dice.between(-0.13, 0.13)); };
      cv::line(drawn, end(), end(), 255, length(1.6), cv::LINE_AA, kShift);
    }
  }
  cv::Mat mask;
  drawn.convertTo(mask, CV_32F, strength / 255);
  const cv::Rect box = cv::boundingRect(drawn);
  if (!box.empty()) {
    cv::Mat part = mask(box);
    cv::multiply(part, clouds(box.size(), dpi_ / 9.0, dice), part);
    cv::multiply(part, pressure(box.size(), dice.between(0.3, 1), dice), part);
  }
  absorb(mask, ink);
}

void Paper::stamp_box(cv::Point2d centre, cv::Scalar ink, Dice& dice) {
  cv::Mat drawn(picture_.size(), CV_8U, cv::Scalar(0));
  cv::rectangle(drawn, at({centre.x - 55, centre.y - 12}), at({centre.x + 55, centre.y + 12}), 255, length(1.5),
                cv::LINE_AA, kShift);
  for (int stroke = 0; stroke < 40; ++stroke) {
    const auto end = [&] { return cv::Point2d(centre.x + dice.between(-50, 50), centre.y + dice.between(-8, 8)); };
    const cv::Point2d from = end();
    cv::line(drawn, at(from), at({from.x + dice.between(-7, 7), from.y + dice.between(-3, 3)}), 255, length(1.2),
             cv::LINE_AA, kShift);
  }
  cv::Mat mask;
  drawn.convertTo(mask, CV_32F, 0.9 / 255);
  absorb(mask, ink);
}

void Paper::stick_disc(cv::Point2d centre, double radius, cv::Scalar ink) {
  cv::Mat drawn(picture_.size(), CV_8U, cv::Scalar(0));
  cv::circle(drawn, at(centre), cvRound(radius * dpi_ / 72 * (1 << kShift)), 255, cv::FILLED, cv::LINE_AA, kShift);
  cv::Mat mask;
  drawn.convertTo(mask, CV_32F, 0.9 / 255);
  absorb(mask, ink);
}

void Paper::sign(const ports::SheetPlace& place, cv::Scalar ink, double pen, Dice& dice) {
  cv::Mat drawn(picture_.size(), CV_8U, cv::Scalar(0));
  const double height = dice.between(16, 28);
  double x = place.x + dice.between(6, 22);
  const double top = place.y + place.height - height - dice.between(1, 5);
  const int letters = 2 + dice.roll(2);
  for (int letter = 0; letter < letters; ++letter) {
    const double width = dice.between(14, 24);
    std::vector<cv::Point> strokes;
    for (int i = 0; i < 7; ++i) {
      strokes.push_back(at({x + dice.between(0, width), top + dice.between(0, height)}));
    }
    cv::polylines(drawn, strokes, false, 255, length(pen), cv::LINE_AA, kShift);
    x += width + dice.between(1, 6);
  }
  cv::Mat mask;
  drawn.convertTo(mask, CV_32F, 0.95 / 255);
  absorb(mask, ink);
}

void Paper::spill(cv::Point2d centre, double radius, Dice& dice) {
  cv::Mat drawn(picture_.size(), CV_8U, cv::Scalar(0));
  const int whole = cvRound(radius * dpi_ / 72 * (1 << kShift));
  cv::circle(drawn, at(centre), whole, 90, cv::FILLED, cv::LINE_AA, kShift);
  cv::circle(drawn, at(centre), whole, 220, length(dice.between(2, 5)), cv::LINE_AA, kShift);
  cv::GaussianBlur(drawn, drawn, {}, dpi_ / 72.0);
  cv::Mat mask;
  drawn.convertTo(mask, CV_32F, dice.between(0.5, 0.9) / 255);
  absorb(mask, {196, 152, 104});
}

void Paper::fold(bool upright, double share, Dice& dice) {
  cv::Mat drawn(picture_.size(), CV_8U, cv::Scalar(0));
  const double along = upright ? ports::kSheetWidth * share : ports::kSheetHeight * share;
  const cv::Point from = upright ? at({along, 0}) : at({0, along});
  const cv::Point to = upright ? at({along + 2, ports::kSheetHeight}) : at({ports::kSheetWidth, along + 2});
  cv::line(drawn, from, to, 255, length(dice.between(0.5, 1.5)), cv::LINE_AA, kShift);
  cv::GaussianBlur(drawn, drawn, {}, dpi_ / 150.0);
  cv::Mat mask;
  drawn.convertTo(mask, CV_32F, dice.between(0.2, 0.6) / 255);
  absorb(mask, {120, 120, 120});
}

}  // namespace kaoji::corpus
