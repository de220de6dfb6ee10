#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "corpus/dice.hpp"

namespace kaoji::corpus {

/// What a scanner or a telephone makes of a sheet of paper.
struct Capture {
  int turn = 0;            ///< degrees clockwise: 0, 90, 180, 270
  double skew = 0;         ///< degrees
  double perspective = 0;  ///< how far corners move, share of the longer side; 0: a flatbed
  double table = 0;        ///< how much of the table a telephone sees about the sheet, share of its width
  double blur = 0;         ///< sigma, pixels
  double noise = 0;        ///< sigma, of 255
  double shadow = 0;       ///< how much darker one side is, 0 to 1
  double warmth = 0;       ///< how yellow the light is, 0 to 1
  double cut = 0;          ///< how much of the picture is missing at its left, share of the width
  bool grey = false;
  bool black_and_white = false;  ///< as a fax
  int quality = 85;              ///< of the JPEG
};

/// A picture as the device stores it.
struct Captured {
  std::string jpeg;
  int width = 0;
  int height = 0;
  int channels = 3;
};

/// Captures the sheet (red, green, blue).
Captured capture(const cv::Mat& sheet, const Capture& how, Dice& dice);

}  // namespace kaoji::corpus
