#pragma once

#include <string>

namespace kaoji::forms_pdf {

/// The same PDF file for the archive (PDF/A-2b): with what Cairo 1.16 cannot write, which is metadata as XMP, the
/// colour space (sRGB), the language (zh-CN), the wish to see the title in the window, and an identifier made of the
/// content. Takes a file of Cairo's own, with embedded fonts and without links. Equal files give equal files.
std::string as_archive_file(const std::string& pdf);

}  // namespace kaoji::forms_pdf
