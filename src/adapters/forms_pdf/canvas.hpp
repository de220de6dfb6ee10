#pragma once

#include <memory>
#include <string>
#include <vector>

namespace kaoji::forms_pdf {

/// Where a text stands in the width that it is given.
enum class Align { left, centre, right };

/// A place on a page, points.
struct Point {
  double x = 0;
  double y = 0;
};

/// How a text is set. Sizes are points.
struct TextStyle {
  double size = 10.5;  ///< 五号, the size of a table in official papers
  bool bold = false;
  Align align = Align::left;
};

/// Properties of the file.
struct FileProperties {
  std::string title;
  std::string author;
  std::string subject;
  std::string keywords;
  std::string created;  ///< ISO 8601 with offset; fixed by the caller so that equal input gives equal bytes
};

/// The pages of a PDF, drawn in points from the upper left corner, in Noto Serif CJK SC. One canvas serves one thread.
/// Every text is drawn, as shown_text makes it. Throws ports::FormUnprintable when the face is missing or drawing
/// fails.
class Canvas {
 public:
  /// An empty file whose pages are width × height points.
  Canvas(double width, double height, const FileProperties& properties);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Height of the text set in width, wrapped where it is longer.
  double text_height(const std::string& text, const TextStyle& style, double width);
  /// Width of the text set in one line.
  double text_width(const std::string& text, const TextStyle& style);
  /// The largest size, from style.size down by half points, at which the text set in width is not higher than most
  /// points; 1 for a text that never is.
  double fitting_size(const std::string& text, TextStyle style, double width, double most);
  /// Sets the text with its upper left corner at (x, y), wrapped at width.
  void text(double x, double y, double width, const std::string& text, const TextStyle& style);

  /// Everything drawn from here on has this colour, each part 0 to 1; black at first.
  void colour(double red, double green, double blue);
  /// Sets the text in one line with its middle at (x, y), turned clockwise by an angle in radians.
  void turned_text(double x, double y, double angle, const std::string& text, const TextStyle& style);
  /// The outline of a circle.
  void ring(double x, double y, double radius, double thickness);
  /// A star of five points that reach as far as radius.
  void star(double x, double y, double radius);

  /// A line between two points.
  void line(double x1, double y1, double x2, double y2, double thickness);
  /// The area within these corners, filled.
  void shape(const std::vector<Point>& corners);
  /// A square picture of dark modules, row by row, side × side points from (x, y).
  void modules(double x, double y, double side, const std::vector<std::vector<bool>>& dark);
  /// Pale letters across the page, under everything drawn later.
  void watermark(const std::string& text);

  /// Ends the page; drawing goes on on the next one.
  void end_page();
  /// Ends the file and gives its bytes. Nothing may be drawn afterwards.
  std::string finish();

 private:
  struct Paper;
  std::unique_ptr<Paper> paper_;
};

}  // namespace kaoji::forms_pdf
