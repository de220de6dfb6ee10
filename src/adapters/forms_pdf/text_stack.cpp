#include "adapters/forms_pdf/text_stack.hpp"

#include <algorithm>

namespace kaoji::forms_pdf {
namespace {

constexpr double kFactPadding = 3;
constexpr double kHighestText = 240;
constexpr double kHighestValue = 60;
constexpr TextStyle kLabel{10.5};
constexpr TextStyle kSmall{8};

}  // namespace

void TextStack::add(const std::string& text, TextStyle style, double gap) {
  style.size = canvas_.fitting_size(text, style, width_, kHighestText);
  height_ += gap;
  items_.push_back({x_, height_, width_, text, style});
  height_ += canvas_.text_height(text, style, width_);
}

void TextStack::add_fact(const std::string& label, const std::string& small, const std::string& value, double value_x) {
  const double y = height_ + kFactPadding;
  const double label_height = canvas_.text_height(label, kLabel, value_x);
  const double label_width = canvas_.text_width(label, kLabel);
  items_.push_back({x_, y, value_x, label, kLabel});
  // Small letters stand on the line of the large ones, near enough.
  const double lower = label_height - canvas_.text_height(small, kSmall, value_x) - 1;
  items_.push_back({x_ + label_width + 6, y + lower, value_x, small, kSmall});
  const double value_width = width_ - value_x;
  const TextStyle value_style{canvas_.fitting_size(value, kLabel, value_width, kHighestValue)};
  items_.push_back({x_ + value_x, y, value_width, value, value_style});
  height_ = y + std::max(label_height, canvas_.text_height(value, value_style, value_width)) + kFactPadding;
  rules_.push_back(height_);
}

void TextStack::draw(double y) {
  for (const Item& item : items_) {
    canvas_.text(item.x, y + item.y, item.width, item.text, item.style);
  }
  for (const double rule : rules_) {
    canvas_.line(x_, y + rule, x_ + width_, y + rule, 0.25);
  }
}

}  // namespace kaoji::forms_pdf
