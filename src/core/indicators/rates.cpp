#include "core/indicators/rates.hpp"

#include <fmt/format.h>

namespace kaoji::core {

namespace {

std::int64_t& at(Measures& measures, Measure measure) {
  return measures[static_cast<std::size_t>(measure)];
}

/// What one sum adds to live, as seen from a year: those examined in that year itself still count as live.
std::int64_t live_share(const EntrySum& sum, int seen_from) {
  if (sum.kind == EntryKind::examined) return sum.year < seen_from ? -sum.headcount : 0;
  return headcount_sign(sum.kind) * sum.headcount;
}

void add_flow(Measures& measures, const EntrySum& sum) {
  switch (sum.kind) {
    case EntryKind::carried:
    case EntryKind::declared:
      at(measures, Measure::declared) += sum.headcount;
      break;
    case EntryKind::increased:
      at(measures, Measure::increased) += sum.headcount;
      break;
    case EntryKind::decreased:
      if (sum.in_indicators) at(measures, Measure::decreased) += sum.headcount;
      break;
    case EntryKind::exited:
      at(measures, Measure::exited) += sum.headcount;
      break;
    case EntryKind::examined:
      at(measures, Measure::examined) += sum.headcount;
      at(measures, Measure::passed) += sum.passed;
      break;
  }
}

std::int64_t total(const Measures& measures, const std::vector<Measure>& of) {
  std::int64_t sum = 0;
  for (const Measure measure : of) sum += measures[static_cast<std::size_t>(measure)];
  return sum;
}

}  // namespace

Measures measures_of(const std::vector<EntrySum>& sums, const std::optional<std::vector<EntrySum>>& eve, int year) {
  Measures measures{};
  for (const EntrySum& sum : sums) {
    if (sum.year > year) continue;
    at(measures, Measure::closing) += live_share(sum, year);
    if (sum.year < year) {
      at(measures, Measure::opening) += live_share(sum, year);
    } else {
      add_flow(measures, sum);
    }
  }
  at(measures, Measure::live_before_exit) = at(measures, Measure::closing);
  if (eve) {
    at(measures, Measure::live_before_exit) = at(measures, Measure::opening);
    for (const EntrySum& sum : *eve) {
      if (sum.year == year) at(measures, Measure::live_before_exit) += live_share(sum, year);
    }
  }
  return measures;
}

std::int64_t excluded_of(const std::vector<EntrySum>& sums, int year) {
  std::int64_t excluded = 0;
  for (const EntrySum& sum : sums) {
    if (sum.year == year && sum.kind == EntryKind::decreased && !sum.in_indicators) excluded += sum.headcount;
  }
  return excluded;
}

std::vector<Rate> rates_of(const std::vector<IndicatorRule>& formulas, const Measures& measures) {
  std::vector<Rate> rates;
  rates.reserve(formulas.size());
  for (const IndicatorRule& rule : formulas) {
    rates.push_back({rule.name, rule.label, std::string(rate_words_en(rule.name)), rule.numerator, rule.denominator,
                     total(measures, rule.numerator), total(measures, rule.denominator)});
  }
  return rates;
}

std::string percent_text(std::int64_t numerator, std::int64_t denominator) {
  if (denominator <= 0) return "—";
  const bool negative = numerator < 0;
  const std::int64_t size = negative ? -numerator : numerator;
  const std::int64_t hundredths = (size * 10000 * 2 + denominator) / (denominator * 2);
  return fmt::format("{}{}.{:02}%", negative && hundredths > 0 ? "-" : "", hundredths / 100, hundredths % 100);
}

std::optional<base::Date> exit_eve(const Policy& policy, int year, base::Date today) {
  const auto window = policy.exit_window_of(year);
  if (!window || today < window->first) return std::nullopt;
  return window->first;
}

}  // namespace kaoji::core
