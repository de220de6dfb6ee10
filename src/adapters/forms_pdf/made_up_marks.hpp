#pragma once

#include "adapters/forms_pdf/canvas.hpp"
#include "ports/forms.hpp"

namespace kaoji::forms_pdf {

/// Draws on the page what the marks ask for: the seal on the first page, signatures on the last, on each page with a
/// mark the words that nobody has signed it.
void draw_made_up_marks(Canvas& canvas, const ports::MadeUpMarks& marks, bool first_page, bool last_page);

}  // namespace kaoji::forms_pdf
