#include "adapters/scan_reading/picture.hpp"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace kaoji::scan_reading {

cv::Mat view_of(const Picture& picture) {
  // OpenCV has no matrix of constant bytes; callers keep the promise in the contract.
  return cv::Mat(picture.height, picture.width, CV_8UC(picture.channels),
                 const_cast<std::uint8_t*>(picture.pixels.data()));
}

Picture picture_of(const cv::Mat& matrix) {
  const cv::Mat whole = matrix.isContinuous() ? matrix : matrix.clone();
  return {whole.cols, whole.rows, whole.channels(), {whole.datastart, whole.dataend}};
}

Picture red_channel(const Picture& picture) {
  if (picture.channels == 1) {
    return picture;
  }
  cv::Mat red;
  cv::extractChannel(view_of(picture), red, 0);
  return picture_of(red);
}

Picture luminance(const Picture& picture) {
  if (picture.channels == 1) {
    return picture;
  }
  cv::Mat grey;
  cv::cvtColor(view_of(picture), grey, cv::COLOR_RGB2GRAY);
  return picture_of(grey);
}

Picture turned(const Picture& picture, int degrees) {
  if (degrees == 0) {
    return picture;
  }
  cv::Mat result;
  cv::rotate(view_of(picture), result,
             degrees == 90    ? cv::ROTATE_90_CLOCKWISE
             : degrees == 180 ? cv::ROTATE_180
                              : cv::ROTATE_90_COUNTERCLOCKWISE);
  return picture_of(result);
}

Picture shrunk(const Picture& picture, int longer_side) {
  const int longer = std::max(picture.width, picture.height);
  if (longer <= longer_side) {
    return picture;
  }
  const double factor = static_cast<double>(longer_side) / longer;
  const cv::Size size(std::max(1, cvRound(picture.width * factor)), std::max(1, cvRound(picture.height * factor)));
  cv::Mat small;
  cv::resize(view_of(picture), small, size, 0, 0, cv::INTER_AREA);
  return picture_of(small);
}

}  // namespace kaoji::scan_reading
