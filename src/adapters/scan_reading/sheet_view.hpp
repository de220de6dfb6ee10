#pragma once

#include <array>
#include <optional>
#include <vector>

#include "adapters/scan_reading/picture.hpp"
#include "ports/scans.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::scan_reading {

/// A point of the printed sheet and where a picture shows it.
struct Pin {
  Spot sheet;    ///< points
  Spot picture;  ///< pixels
};

/// How a picture shows a sheet: turned, skewed, in perspective. Maps points of the sheet to pixels of the picture.
class SheetView {
 public:
  /// The plainest view that goes through the pins: turned and scaled if that fits, else skewed, else in perspective.
  /// At least four pins; nothing when they lie in a line or make no sense.
  static std::optional<SheetView> through(const std::vector<Pin>& pins);

  /// The view of a picture that shows exactly the sheet, turned clockwise by degrees: 0, 90, 180, 270.
  static SheetView filling(const Picture& picture, int degrees);

  /// Where the picture shows that point of the sheet.
  Spot operator()(Spot sheet) const;

  /// The degrees clockwise, 0, 90, 180 or 270, that turn the picture so that the sheet stands upright, nearly.
  int upright_turn() const;

  /// True when places far from the pins are as sure as those near them: no perspective was guessed from too little.
  bool is_sure() const { return sure_; }

  /// Pixels of the picture to a point of the sheet, about its middle.
  double scale() const;

  /// That part of the sheet drawn flat, with this many pixels a point. What lies outside of the picture is white.
  Picture flatten(const Picture& picture, const ports::SheetPlace& place, double pixels_a_point) const;

  /// The place on the picture turned upright; cut off at its edges.
  ports::PageBox box_of(const ports::SheetPlace& place, const Picture& picture) const;

 private:
  SheetView(const std::array<double, 9>& matrix, bool sure) : matrix_(matrix), sure_(sure) {}

  std::array<double, 9> matrix_;  // row by row, homogeneous
  bool sure_;
};

/// The rectangle of pixels on the picture turned upright by degrees, in thousandths; cut off at its edges.
ports::PageBox box_on_upright(const Picture& picture, int degrees, const std::vector<Spot>& around);

}  // namespace kaoji::scan_reading
