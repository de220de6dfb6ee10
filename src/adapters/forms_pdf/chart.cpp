#include "adapters/forms_pdf/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kaoji::forms_pdf {
namespace {

constexpr double kLinesHeight = 190;
constexpr double kBar = 15;
constexpr double kStep = 24;
constexpr double kPadding = 6;
constexpr double kNames = 170;   // width of the names beside bars
constexpr double kLabels = 110;  // width of what is written behind them
constexpr double kMark = 3.5;
constexpr int kGridLines = 5;
constexpr TextStyle kWords{8.5};
constexpr TextStyle kRight{8.5, false, Align::right};
constexpr TextStyle kCentre{8.5, false, Align::centre};

struct Colour {
  double red;
  double green;
  double blue;
};
// Told apart by their marks as well, so that a grey copy is as good.
constexpr std::array<Colour, 3> kColours{{{0.11, 0.31, 0.57}, {0.37, 0.42, 0.48}, {0.54, 0.64, 0.79}}};

void use(Canvas& canvas, std::size_t series) {
  const Colour& colour = kColours[series % kColours.size()];
  canvas.colour(colour.red, colour.green, colour.blue);
}

void mark(Canvas& canvas, std::size_t series, const Point& at) {
  switch (series % 3) {
    case 0:
      canvas.ring(at.x, at.y, kMark / 2, kMark);
      break;
    case 1:
      canvas.shape({{at.x - kMark, at.y - kMark},
                    {at.x + kMark, at.y - kMark},
                    {at.x + kMark, at.y + kMark},
                    {at.x - kMark, at.y + kMark}});
      break;
    default:
      canvas.shape({{at.x, at.y - kMark - 1}, {at.x + kMark + 1, at.y + kMark}, {at.x - kMark - 1, at.y + kMark}});
      break;
  }
}

double largest(const Chart& chart) {
  double most = 0;
  for (const ChartSeries& series : chart.series) {
    for (const auto& value : series.values) most = std::max(most, value.value_or(0));
  }
  return most;
}

/// The end of an axis: round, and not below the largest value.
double axis_end(double most) {
  for (const double end : {1.0, 5.0, 10.0, 20.0, 50.0, 100.0}) {
    if (most <= end) return end;
  }
  return std::ceil(most / 100) * 100;
}

class Lines {
 public:
  Lines(Canvas& canvas, const Chart& chart, const Point& corner, double width)
      : canvas_(canvas),
        chart_(chart),
        left_(corner.x + 40),
        right_(corner.x + width - 20),
        top_(corner.y + 26),
        bottom_(corner.y + kLinesHeight - 20),
        end_(axis_end(largest(chart))) {}

  void draw(const Point& corner) {
    legend(corner);
    grid();
    for (std::size_t i = 0; i < chart_.series.size(); ++i) series(i);
    canvas_.colour(0, 0, 0);
  }

 private:
  void legend(const Point& corner) {
    double x = corner.x + 40;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      use(canvas_, i);
      canvas_.line(x, corner.y + 8, x + 22, corner.y + 8, 1.2);
      mark(canvas_, i, {x + 11, corner.y + 8});
      canvas_.colour(0, 0, 0);
      const double width = canvas_.text_width(chart_.series[i].name, kWords) + 2;
      canvas_.text(x + 28, corner.y + 2, width, chart_.series[i].name, kWords);
      x += width + 46;
    }
  }
  void grid() {
    for (int i = 0; i <= kGridLines; ++i) {
      const double value = end_ * i / kGridLines;
      const double y = height_of(value);
      canvas_.colour(0.8, 0.8, 0.8);
      canvas_.line(left_, y, right_, y, 0.4);
      canvas_.colour(0, 0, 0);
      canvas_.text(left_ - 44, y - 6, 40, fmt::format("{:g}%", value), kRight);
    }
    for (std::size_t i = 0; i < chart_.names.size(); ++i) {
      canvas_.text(place_of(i) - 30, bottom_ + 4, 60, chart_.names[i], kCentre);
    }
  }
  void series(std::size_t number) {
    const auto& values = chart_.series[number].values;
    use(canvas_, number);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values[i]) continue;
      const Point at{place_of(i), height_of(*values[i])};
      if (i > 0 && values[i - 1]) canvas_.line(place_of(i - 1), height_of(*values[i - 1]), at.x, at.y, 1.2);
      mark(canvas_, number, at);
    }
  }
  [[nodiscard]] double place_of(std::size_t name) const {
    const double steps = static_cast<double>(std::max<std::size_t>(chart_.names.size(), 2));
    return left_ + (right_ - left_) * (static_cast<double>(name) + 0.5) / steps;
  }
  [[nodiscard]] double height_of(double value) const {
    return bottom_ - (bottom_ - top_) * std::clamp(value / end_, 0.0, 1.0);
  }

  Canvas& canvas_;
  const Chart& chart_;
  double left_;
  double right_;
  double top_;
  double bottom_;
  double end_;
};

void box(Canvas& canvas, double x, double y, double width, double height) {
  canvas.shape({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}});
}

/// The text in one line, smaller where it does not fit.
void one_line(Canvas& canvas, double x, double y, double width, const std::string& text, TextStyle style) {
  while (style.size > 3 && canvas.text_width(text, style) > width) style.size -= 0.5;
  canvas.text(x, y, width, text, style);
}

void draw_bars(Canvas& canvas, const Chart& chart, const Point& corner, double width) {
  const double room = width - kNames - kLabels;
  const double most = std::max(largest(chart), 1e-9);
  double y = corner.y + kPadding;
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    const auto& value = chart.series.front().values[i];
    one_line(canvas, corner.x, y, kNames - 8, chart.names[i], kRight);
    const double length = value ? std::max(0.0, *value) / most * room : 0;
    use(canvas, 0);
    if (length > 0) box(canvas, corner.x + kNames, y + 1.5, length, kBar - 4);
    canvas.colour(0, 0, 0);
    canvas.text(corner.x + kNames + length + 5, y, kLabels - 5, chart.labels[i], kWords);
    y += kBar;
  }
  canvas.line(corner.x + kNames, corner.y + kPadding, corner.x + kNames, y, 0.5);
}

void draw_funnel(Canvas& canvas, const Chart& chart, const Point& corner, double width) {
  const double room = width - kNames - kLabels;
  const double middle = corner.x + kNames + room / 2;
  const double most = std::max(largest(chart), 1e-9);
  double y = corner.y + kPadding;
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    const double half = std::max(0.0, chart.series.front().values[i].value_or(0)) / most * room / 2;
    canvas.text(corner.x, y + 4, kNames - 8, chart.names[i], kRight);
    use(canvas, 0);
    if (half > 0) box(canvas, middle - half, y + 2, 2 * half, kStep - 4);
    canvas.colour(0, 0, 0);
    canvas.text(corner.x + kNames + room + 5, y + 4, kLabels - 5, chart.labels[i], kWords);
    y += kStep;
  }
}

}  // namespace

double chart_height(const Chart& chart) {
  const auto names = static_cast<double>(chart.names.size());
  if (chart.kind == ChartKind::lines) return kLinesHeight;
  return names * (chart.kind == ChartKind::bars ? kBar : kStep) + 2 * kPadding;
}

void draw_chart(Canvas& canvas, const Chart& chart, double x, double y, double width) {
  const Point corner{x, y};
  switch (chart.kind) {
    case ChartKind::lines:
      Lines(canvas, chart, corner, width).draw(corner);
      break;
    case ChartKind::bars:
      draw_bars(canvas, chart, corner, width);
      break;
    case ChartKind::funnel:
      draw_funnel(canvas, chart, corner, width);
      break;
  }
}

}  // namespace kaoji::forms_pdf
