#pragma once

#include <optional>
#include <string>

#include "adapters/forms_pdf/annex.hpp"
#include "adapters/forms_pdf/canvas.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "base/date.hpp"
#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

constexpr double kSheetWidth = 841.89;   ///< A4, lying
constexpr double kSheetHeight = 595.28;  ///< A4, lying
constexpr double kTableLeft = 42;        ///< left edge of everything
constexpr double kTableRight = kSheetWidth - kTableLeft;
constexpr double kBodyBottom = 556;      ///< below it stands the foot
constexpr double kSignatureHeight = 84;  ///< gap, signatures and contact

/// Everything on a sheet around the table: what the notice prints above and below it, and the marks that bind the
/// paper to the data.
class Sheet {
 public:
  /// Canvas, annex and document must outlive the sheet.
  Sheet(Canvas& canvas, const Annex& annex, const ports::FormDocument& document)
      : canvas_(canvas), annex_(annex), document_(document) {}

  /// Where the table begins on the first page or on a later one.
  double table_top(bool first_page) const;
  /// Draws title, institution, dates and QR code, above the table of the page.
  void draw_top(const FormMark& mark);
  /// Draws signature and contact lines below y, the lower edge of the table.
  void draw_signatures(double y);
  /// Draws number, revision, digest and page below the body.
  void draw_foot(const FormMark& mark);

 private:
  double label(double x, double y, const std::string& text);
  double field(double x, double y, double width, const std::string& value, Align align);
  double date(double x, double y, const std::optional<base::Date>& day);

  Canvas& canvas_;
  const Annex& annex_;
  const ports::FormDocument& document_;
};

}  // namespace kaoji::forms_pdf
