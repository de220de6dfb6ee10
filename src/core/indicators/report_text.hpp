#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/indicators/year_report.hpp"

namespace kaoji::core {

/// The report as the text that an edition keeps: equal reports give equal bytes.
[[nodiscard]] std::string to_text(const YearReport& report);
/// The report of such a text; nothing for any other.
[[nodiscard]] std::optional<YearReport> parse_report(std::string_view text);

/// One figure that two reports say differently.
struct ReportDifference {
  std::string table_zh;
  std::string table_en;
  std::string group;  ///< its label; the year, of the trend
  std::string figure_zh;
  std::string figure_en;
  std::int64_t kept = 0;
  std::int64_t now = 0;
};

/// Every figure that differs, table by table; a line that only one of the two has stands with 0 in the other.
[[nodiscard]] std::vector<ReportDifference> differences(const YearReport& kept, const YearReport& now);

}  // namespace kaoji::core
