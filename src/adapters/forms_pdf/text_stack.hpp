#pragma once

#include <string>
#include <vector>

#include "adapters/forms_pdf/canvas.hpp"

namespace kaoji::forms_pdf {

/// Texts one below the other, measured as they come, drawn when it is known where. Points throughout.
class TextStack {
 public:
  /// The canvas must outlive the stack; lines are width wide, from x on.
  TextStack(Canvas& canvas, double x, double width) : canvas_(canvas), x_(x), width_(width) {}

  /// A text below all others, gap points apart, over the whole width; smaller where it would be higher than 240 points.
  void add(const std::string& text, TextStyle style, double gap);
  /// A line of a list: a label, words in small type after it, and from value_x on (counted from the stack's left) the
  /// value, wrapped where it is long, smaller where it would be higher than 60 points; below it a thin line.
  void add_fact(const std::string& label, const std::string& small, const std::string& value, double value_x);

  double height() const { return height_; }
  /// Draws everything with its upper edge at y.
  void draw(double y);

 private:
  struct Item {
    double x = 0;
    double y = 0;
    double width = 0;
    std::string text;
    TextStyle style;
  };

  Canvas& canvas_;
  double x_;
  double width_;
  double height_ = 0;
  std::vector<Item> items_;
  std::vector<double> rules_;
};

}  // namespace kaoji::forms_pdf
