#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kaoji::core {

/// What a sheet's code says of it (docs/forms.md).
struct SheetMark {
  std::string number;  ///< of the application
  int revision = 0;    ///< from 1
  int page = 0;        ///< of the printed form, from 1
  int pages = 0;       ///< that the printed form has
  std::string digest;  ///< the first 16 hex digits of the content's digest, capitals
  bool draft = false;  ///< it was printed with 草稿 across it

  friend bool operator==(const SheetMark&, const SheetMark&) = default;
};

/// A rectangle on an upright page, in thousandths of its width and height from the upper left corner.
struct PageBox {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  friend bool operator==(const PageBox&, const PageBox&) = default;
};

/// Whether something that belongs on the paper was seen. Advice to the reviewer, never a refusal.
enum class Sighting { found, not_found, uncertain };
/// `not-found`.
[[nodiscard]] std::string_view to_text(Sighting sighting);
/// The sighting of that name; nothing when there is none.
[[nodiscard]] std::optional<Sighting> parse_sighting(std::string_view text);

/// The seal or a signature, as a machine sees it.
struct Seen {
  Sighting sighting = Sighting::not_found;
  int page = 0;  ///< of the file, from 1; 0: no page to show
  PageBox box;   ///< what was seen or, when nothing was, where it belongs

  friend bool operator==(const Seen&, const Seen&) = default;
};

}  // namespace kaoji::core
