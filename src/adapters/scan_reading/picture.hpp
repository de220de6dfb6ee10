#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cv {
class Mat;  // OpenCV's own headers stay in .cpp files
}

namespace kaoji::scan_reading {

/// A place in a picture, in pixels from its upper left corner, or on a sheet, in points from its.
struct Spot {
  double x = 0;
  double y = 0;
};

/// A picture in memory: row by row without gaps, one byte a channel.
struct Picture {
  int width = 0;
  int height = 0;
  int channels = 1;  ///< 1: grey, 0 black; 3: red, green, blue
  std::vector<std::uint8_t> pixels;

  /// True when there is nothing to see.
  bool empty() const { return pixels.empty(); }
};

/// The picture as OpenCV sees it, without a copy: valid while the picture lives, and only to be read.
cv::Mat view_of(const Picture& picture);

/// A picture with a copy of the matrix of bytes, one or three channels.
Picture picture_of(const cv::Mat& matrix);

/// The channel in which red ink vanishes; a grey picture is itself.
Picture red_channel(const Picture& picture);

/// The picture in grey, weighted as eyes do.
Picture luminance(const Picture& picture);

/// The picture turned clockwise by degrees: 0, 90, 180 or 270.
Picture turned(const Picture& picture, int degrees);

/// The picture made smaller so that its longer side has this many pixels; a smaller one stays as it is.
Picture shrunk(const Picture& picture, int longer_side);

/// The picture as a JPEG file of this quality, 1 to 100. Throws std::runtime_error when there is no memory for it.
std::string to_jpeg(const Picture& picture, int quality);

}  // namespace kaoji::scan_reading
