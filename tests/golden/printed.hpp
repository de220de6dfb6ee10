#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kaoji::golden {

/// A grey picture, 0 black to 255 white, row by row.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> grey;

  /// A code found in the picture.
  struct Code {
    std::string text;
    std::string correction;  ///< L, M, Q or H
    double x = 0;            ///< of its upper left corner, pixels
    double y = 0;
    double side = 0;  ///< of its upper edge, pixels
  };
  /// The QR codes that ZXing finds in it.
  std::vector<Code> codes() const;
  /// Mean darkness, 0 to 1, of the part from (x, y) with this width and height.
  double darkness(int x, int y, int part_width, int part_height) const;
};

/// A PDF file as poppler reads it.
class Printed {
 public:
  /// Throws std::runtime_error when poppler cannot read the file.
  explicit Printed(const std::string& pdf);

  /// The file itself.
  const std::string& bytes() const { return pdf_; }
  int pages() const { return static_cast<int>(texts_.size()); }
  /// The text of a page (from 0) in the order of drawing, one run to a line, as pdftotext -raw gives it.
  const std::string& text(int page) const { return texts_.at(static_cast<std::size_t>(page)); }
  /// All pages' text.
  std::string text() const;
  /// The page (from 0) drawn at dpi.
  Picture picture(int page, double dpi) const;
  /// The names of the fonts, with a mark for those neither embedded nor subset.
  std::vector<std::string> fonts() const;
  /// Width and height of a page, points.
  std::pair<double, double> size(int page) const;
  const std::string& title() const { return title_; }

 private:
  std::string pdf_;
  std::string title_;
  std::vector<std::string> texts_;
};

}  // namespace kaoji::golden
