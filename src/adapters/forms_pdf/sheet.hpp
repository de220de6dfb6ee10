#pragma once

#include <optional>
#include <string>

#include "adapters/forms_pdf/annex.hpp"
#include "adapters/forms_pdf/canvas.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "base/date.hpp"
#include "ports/forms.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::forms_pdf {

constexpr double kTableLeft = ports::kLowerCode.x;  ///< left edge of everything
constexpr double kTableRight = ports::kSheetWidth - kTableLeft;
/// No table goes below: here begins the foot with the lower code, whose quiet zone is four of its 29 or more modules.
constexpr double kBodyBottom = ports::kLowerCode.y - 12;
/// Kept free on the last page for the signatures, which do not follow the table but stand at their places.
constexpr double kSignatureHeight = kBodyBottom - (ports::kLeaderSignature.y - 6);

/// Everything on a sheet around the table: what the notice prints above and below it, and the marks that bind the
/// paper to the data.
class Sheet {
 public:
  /// Canvas, annex and document must outlive the sheet.
  Sheet(Canvas& canvas, const Annex& annex, const ports::FormDocument& document)
      : canvas_(canvas), annex_(annex), document_(document) {}

  /// Where the table begins on the first page or on a later one.
  double table_top(bool first_page) const;
  /// Draws both codes at their places.
  void draw_codes(const FormMark& mark);
  /// Draws title, institution and dates, above the table of the page.
  void draw_top(const FormMark& mark);
  /// Draws signature and contact lines at their places, which the table leaves free.
  void draw_signatures();
  /// Draws number, revision, digest and page beside the lower code.
  void draw_foot(const FormMark& mark);

 private:
  double label(double x, double y, const std::string& text);
  void signature(double x, const std::string& words, const ports::SheetPlace& place);
  double field(double x, double y, double width, const std::string& value, Align align);
  double date(double x, double y, const std::optional<base::Date>& day);

  Canvas& canvas_;
  const Annex& annex_;
  const ports::FormDocument& document_;
};

}  // namespace kaoji::forms_pdf
