#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "core/access/role.hpp"
#include "core/application/application.hpp"
#include "core/application/scanned_sheets.hpp"

namespace kaoji::store_sql {

/// A closed word as it stands in a column. The schema's checks let no other in, so an unknown one is our mistake.
template <class Enum>
Enum known(const std::optional<Enum>& parsed, std::string_view text) {
  if (!parsed) throw base::BrokenAssumption("the database holds an unknown word: " + std::string{text});
  return *parsed;
}

inline core::Level level_in(std::string_view text) {
  return known(core::parse_level(text), text);
}
inline core::InstitutionKind institution_kind_in(std::string_view text) {
  return known(core::parse_institution_kind(text), text);
}
inline core::ApplicationKind application_kind_in(std::string_view text) {
  return known(core::parse_application_kind(text), text);
}
inline core::EntryKind entry_kind_in(std::string_view text) {
  return known(core::parse_entry_kind(text), text);
}
inline core::Stage stage_in(std::string_view text) {
  return known(core::parse_stage(text), text);
}
inline core::Status status_in(std::string_view text) {
  return known(core::parse_status(text), text);
}
inline core::Sighting sighting_in(std::string_view text) {
  return known(core::parse_sighting(text), text);
}
inline core::Role role_in(std::string_view text) {
  return known(core::parse_role(text), text);
}

/// The number by which levels sort, lowest first; their words do not.
inline constexpr std::string_view kLevelOrder = "CASE level WHEN '初级' THEN 1 WHEN '中级' THEN 2 ELSE 3 END";

/// `%text%` for LIKE … ESCAPE '\', in lower case as far as ASCII goes, with its own % and _ taken literally.
[[nodiscard]] std::string anywhere(std::string_view text);

}  // namespace kaoji::store_sql
