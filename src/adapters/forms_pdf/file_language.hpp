#pragma once

#include <string>

namespace kaoji::forms_pdf {

/// The same PDF file with its language (zh-CN), the wish to see its title in the window, and an identifier made of
/// its content, none of which Cairo 1.16 can write. Equal files give equal files.
std::string with_language(const std::string& pdf);

}  // namespace kaoji::forms_pdf
