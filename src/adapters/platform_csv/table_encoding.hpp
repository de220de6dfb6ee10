#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ports/platform_table.hpp"

namespace kaoji::platform_csv {

/// A text with the encoding that it came in.
struct DecodedText {
  std::string encoding;  ///< `UTF-8`, `GB18030`, `UTF-16`
  std::string utf8;
};

/// The text of a file from a spreadsheet: UTF-8 with or without byte order mark, UTF-16 with one, else GB 18030, which
/// GBK and GB 2312 are parts of. Trouble, with its line, for what is none of them.
[[nodiscard]] base::Result<DecodedText, ports::TableTrouble> decoded(std::string_view bytes);

}  // namespace kaoji::platform_csv
