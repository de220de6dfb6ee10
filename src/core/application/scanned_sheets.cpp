#include "core/application/scanned_sheets.hpp"

namespace kaoji::core {

std::string_view to_text(Sighting sighting) {
  switch (sighting) {
    case Sighting::found:
      return "found";
    case Sighting::not_found:
      return "not-found";
    case Sighting::uncertain:
      return "uncertain";
  }
  return "uncertain";
}

std::optional<Sighting> parse_sighting(std::string_view text) {
  for (const Sighting sighting : {Sighting::found, Sighting::not_found, Sighting::uncertain}) {
    if (to_text(sighting) == text) return sighting;
  }
  return std::nullopt;
}

}  // namespace kaoji::core
