#pragma once

#include <span>

namespace kaoji::bench {

/// What fills the data set of five years, to be run in this order behind its catalogue (set_catalogue.hpp).
///
/// 1,000 plans each of 1,000 institutions: 300, 250, 200, 150 and 100 of the years 2022 to 2026, each declared in the
/// spring of its year in one application of its institution. In every tenth the autumn takes five persons away. Of
/// three plans one is examined in the year, one half in the year and more in the next, one never: it exits on 11
/// November of the next year. So the 50,000 of 2025 that were never examined are due in 2026; 20 of them are held, and
/// a hundred increases that await their review touch 400 of them. Of 2026 only the summer has passed.
[[nodiscard]] std::span<const char* const> years_sql();

}  // namespace kaoji::bench
