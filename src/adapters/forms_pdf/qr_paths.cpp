#include "adapters/forms_pdf/qr_paths.hpp"

#include <fmt/format.h>

#include "adapters/forms_pdf/form_mark.hpp"

namespace kaoji::forms_pdf {

ports::QrCode QrPaths::draw(std::string_view text) const {
  const auto dark = qr_modules(std::string(text));
  ports::QrCode code;
  code.size = static_cast<int>(dark.size());
  for (std::size_t y = 0; y < dark.size(); ++y) {
    for (std::size_t x = 0; x < dark[y].size();) {
      std::size_t end = x;
      while (end < dark[y].size() && dark[y][end]) ++end;
      if (end > x) code.path += fmt::format("M{} {}h{}v1h-{}z", x, y, end - x, end - x);
      x = end + 1;
    }
  }
  return code;
}

}  // namespace kaoji::forms_pdf
