#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/policy/terms.hpp"

namespace kaoji::core {

/// A cell as it was meant: full-width forms narrowed (１２ is 12), characters that nobody sees taken out, blanks of
/// every kind around it removed and those inside made one. `cell` is UTF-8.
[[nodiscard]] std::string plain_cell(std::string_view cell);

/// By which two names are the same: without blanks, brackets of every kind as ( ), Latin letters small. `plain` comes
/// from plain_cell.
[[nodiscard]] std::string name_key(std::string_view plain);

/// A number of persons, 0 to 9,999,999: `120`, `1,200`, `120人`, `120.0`. Nothing when it is none.
[[nodiscard]] std::optional<std::int64_t> read_persons(std::string_view plain);
/// A plan year, 2000 to 2999: `2026`, `2026年`, `2026年度`, `2026-03-11`. Nothing when it is none.
[[nodiscard]] std::optional<int> read_plan_year(std::string_view plain);
/// A level: `初级`, `初`, or the platform's code `1`, `2`, `3`. Nothing when it is none.
[[nodiscard]] std::optional<Level> read_level(std::string_view plain);

/// What a cell says of a certificate: `Web前端开发职业技能等级证书（初级）` is Web前端开发 at its junior level.
struct CertificateWords {
  std::string key;             ///< name_key of the bare name
  std::optional<Level> level;  ///< nothing when it names none
};
[[nodiscard]] CertificateWords certificate_words(std::string_view plain);

}  // namespace kaoji::core
