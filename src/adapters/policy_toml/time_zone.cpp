#include "adapters/policy_toml/time_zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

namespace kaoji::policy_toml {

base::Result<base::Zone, PolicyError> resolve_zone(const std::string& name, base::Date from) {
  const date::time_zone* zone = nullptr;
  try {
    zone = date::locate_zone(name);
  } catch (const std::exception&) {
    return PolicyError{0, 0, fmt::format("没有名为“{}”的时区（或本机没有安装 tzdata）。", name),
                       fmt::format("There is no time zone “{}” (or tzdata is not installed).", name)};
  }
  const date::sys_info info = zone->get_info(std::chrono::sys_seconds{std::chrono::sys_days{from}});
  // The database holds one stretch of time for each offset; the last one has no end.
  if (info.save != std::chrono::minutes{0} || info.end < date::sys_seconds{date::sys_days{date::year{9999} / 1 / 1}}) {
    return PolicyError{
        0, 0, fmt::format("时区“{}”在生效日之后变更时差（如夏令时），不能用来计整天。", name),
        fmt::format("The offset of “{}” changes after effective_from (daylight saving), so it cannot count "
                    "whole days.",
                    name)};
  }
  const auto minutes = std::chrono::floor<std::chrono::minutes>(info.offset);
  if (minutes != info.offset) {
    return PolicyError{0, 0, fmt::format("时区“{}”的时差不是整分钟。", name),
                       fmt::format("The offset of “{}” is no whole number of minutes.", name)};
  }
  return base::Zone{name, minutes};
}

}  // namespace kaoji::policy_toml
