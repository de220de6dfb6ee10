#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/forms_pdf/canvas.hpp"

namespace kaoji::forms_pdf {

enum class ChartKind {
  lines,  ///< a line for each series over the names, in per cent
  bars,   ///< one series, a bar for each name, the first on top
  funnel  ///< one series, each step as wide as its value
};

struct ChartSeries {
  std::string name;
  std::vector<std::optional<double>> values;  ///< for each name; nothing: a gap
};

/// A picture of figures that a table beside it says exactly.
struct Chart {
  ChartKind kind = ChartKind::bars;
  std::vector<std::string> names;
  std::vector<ChartSeries> series;
  std::vector<std::string> labels;  ///< for each name, what is written at a bar or step
};

/// Points from its upper to its lower edge.
[[nodiscard]] double chart_height(const Chart& chart);
/// Draws it with its upper left corner at (x, y), as wide as that.
void draw_chart(Canvas& canvas, const Chart& chart, double x, double y, double width);

}  // namespace kaoji::forms_pdf
