#pragma once

#include <string>

#include "golden/printed.hpp"

namespace kaoji::golden {

/// Compares a page, counted from 0, with the picture in tests/golden/expected/NAME, as golden does with a text, and
/// fails the running test where they differ.
///
/// A picture is kept as digits: the ink of each field of 12 × 12 points on a scale from 0, white, to 9, three tenths or
/// more. It is small, and a person sees in a diff where the page has changed.
///
/// Tolerance: another release of FreeType or poppler moves ink by less than half a pixel of 72 dpi, which changes a
/// field by at most two levels, and only where an edge of ink runs along the field's own. A line moved by a point, a
/// missing line of text or a box changes whole rows of fields by more.
void expect_ink(const std::string& name, const Printed& printed, int page);

}  // namespace kaoji::golden
