#pragma once

#include <opencv2/core.hpp>

#include "corpus/dice.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::corpus {

/// A sheet of paper that things happen to, in colour (red, green, blue). Places are points of the printed sheet.
class Paper {
 public:
  /// A copy of the printed page at this many dots an inch.
  Paper(const cv::Mat& printed, int dpi);

  /// An institution's seal: ring, star, letters along the ring. ink: its colour on white; strength 0.5 (old pad) to 1.
  void stamp(cv::Point2d centre, double radius, cv::Scalar ink, double strength, Dice& dice);
  /// A box of red letters, such as a mark of receipt: no seal.
  void stamp_box(cv::Point2d centre, cv::Scalar ink, Dice& dice);
  /// A red disc, such as a logo or a sticker: no seal.
  void stick_disc(cv::Point2d centre, double radius, cv::Scalar ink);
  /// Handwriting on the lower edge of the place; width of the pen in points.
  void sign(const ports::SheetPlace& place, cv::Scalar ink, double pen, Dice& dice);
  /// The ring that a cup leaves.
  void spill(cv::Point2d centre, double radius, Dice& dice);
  /// A fold straight across, upright or level, at this share of the sheet.
  void fold(bool upright, double share, Dice& dice);

  const cv::Mat& picture() const { return picture_; }
  int dpi() const { return dpi_; }

 private:
  cv::Point at(cv::Point2d points) const;
  int length(double points) const;
  // Lets ink absorb light: mask 0 (none) to 1, ink the colour it leaves on white.
  void absorb(const cv::Mat& mask, cv::Scalar ink);

  cv::Mat picture_;
  int dpi_;
};

}  // namespace kaoji::corpus
