#pragma once

#include <string>

namespace kaoji::forms_pdf {

/// The colour space sRGB (IEC 61966-2-1) as an ICC profile of version 4.2: about 600 bytes, the same at each call.
std::string srgb_profile();

}  // namespace kaoji::forms_pdf
