#include "adapters/policy_toml/read_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "adapters/policy_toml/round_rules.hpp"
#include "adapters/policy_toml/table_reader.hpp"
#include "adapters/policy_toml/time_zone.hpp"

namespace kaoji::policy_toml {

namespace {

constexpr int kMaxReviewDays = 366;
constexpr int kMaxExitYears = 50;
/// A reminder further ahead would fall before the exit of the year before.
constexpr int kMaxReminderDays = 355;

/// The table under `key`; null when it is not there or no table. An error unless `may_be_absent`.
const TomlValue* table_of(TableReader& top, std::string_view key, bool may_be_absent = false) {
  const TomlValue* value = may_be_absent ? top.optional(key) : top.required(key);
  if (value == nullptr || value->kind == TomlValue::Kind::table) return value;
  top.fail(value->place, fmt::format("{} 须写作 [{}]。", key, key), fmt::format("{} must be a table [{}].", key, key));
  return nullptr;
}

void read_head(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  policy.id = top.name("id");
  policy.number = top.text("number");
  policy.title = top.text("title");
  policy.issued_on = top.date("issued_on");
  policy.effective_from = top.date("effective_from");
  const std::string zone = top.text("time_zone");
  if (zone.empty() || policy.effective_from == base::Date{}) return;
  auto resolved = resolve_zone(zone, policy.effective_from);
  if (resolved) {
    policy.zone = *resolved;
  } else {
    PolicyError error = resolved.error();
    const Place place = top.place_of("time_zone");
    error.line = place.line;
    error.column = place.column;
    errors.push_back(std::move(error));
  }
}

void read_new(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* table = table_of(top, "new");
  if (table == nullptr) return;
  TableReader reader(*table, "[new]", errors);
  policy.new_clause = reader.text("clause");
  reader.done();
}

void read_increase(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* table = table_of(top, "increase");
  if (table == nullptr) return;
  TableReader reader(*table, "[increase]", errors);
  policy.increase_clause = reader.text("clause");
  policy.increase_windowed = reader.boolean_or("windowed", false);
  policy.increase_needs_admission = reader.boolean_or("needs_admission", true);
  policy.review_days = reader.whole("review_days", 1, kMaxReviewDays).value_or(policy.review_days);
  reader.done();
}

void read_decrease(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* table = table_of(top, "decrease");
  if (table == nullptr) return;
  TableReader reader(*table, "[decrease]", errors);
  policy.decrease_clause = reader.text("clause");
  if (const TomlValue* cap = reader.required("cap_percent")) {
    if (const auto read = read_cap(reader, "cap_percent", *cap)) policy.cap_percent = *read;
  }
  const std::string scope = reader.text_or("cap_scope", "institution-round");
  if (scope == "line") {
    policy.cap_scope = core::CapScope::line;
  } else if (scope != "institution-round") {
    reader.fail_at("cap_scope", "cap_scope 须为 \"institution-round\" 或 \"line\"。",
                   "cap_scope must be \"institution-round\" or \"line\".");
  }
  reader.done();
}

std::vector<std::string> read_reasons_of(TableReader& reader, std::string_view key) {
  std::vector<std::string> reasons;
  for (auto& [text, place] : reader.texts(key)) {
    if (text == "其他") {
      reader.fail(place, "“其他”总是可以选的，不必写。", "“其他” can always be chosen and is not listed.");
    } else {
      reasons.push_back(std::move(text));
    }
  }
  return reasons;
}

void read_reasons(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* table = table_of(top, "reasons");
  if (table == nullptr) return;
  TableReader reader(*table, "[reasons]", errors);
  policy.increase_reasons = read_reasons_of(reader, "increase");
  policy.decrease_reasons = read_reasons_of(reader, "decrease");
  reader.done();
}

void read_exit(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const core::MonthDay any{std::chrono::January / 1};
  policy.exit_from_year = kNoExitYear;
  policy.exit_window = {any, any};
  const TomlValue* table = table_of(top, "exit", true);
  if (table == nullptr) return;
  TableReader reader(*table, "[exit]", errors);
  policy.exit_clause = reader.text("clause");
  if (reader.required("from_year") != nullptr) {
    policy.exit_from_year = reader.whole("from_year", 2000, kNoExitYear).value_or(kNoExitYear);
  }
  policy.exit_window = read_window(reader, "window");
  policy.exit_after_years = reader.whole("after_years", 1, kMaxExitYears).value_or(policy.exit_after_years);
  if (auto days = reader.falling_wholes("remind_days_before", 1, kMaxReminderDays)) {
    policy.exit_reminder_days = *std::move(days);
  }
  reader.done();
}

void read_routing(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* table = table_of(top, "routing");
  if (table == nullptr) return;
  TableReader reader(*table, "[routing]", errors);
  policy.routing_clause = reader.text("clause");
  for (const auto& [text, place] : reader.texts("preliminary_review")) {
    const auto kind = core::parse_institution_kind(text);
    if (kind == core::InstitutionKind::local_secondary) {
      policy.preliminary_review.push_back(*kind);
    } else if (kind) {
      reader.fail(place, fmt::format("{} 没有主管的市县教育行政部门，不能有初审。", text),
                  fmt::format("{} has no bureau that could review first.", text));
    } else {
      reader.fail(place, fmt::format("没有“{}”这类院校。", text),
                  fmt::format("There is no kind of institution “{}”.", text));
    }
  }
  policy.reconcile_before_final = reader.boolean_or("reconcile_before_final", false);
  policy.claiming = reader.boolean_or("claiming", false);
  reader.done();
}

void read_form(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* table = table_of(top, "form", true);
  if (table == nullptr) return;
  TableReader reader(*table, "[form]", errors);
  policy.form_clause = reader.text("clause");
  policy.signed_scan = reader.boolean_or("signed_scan", true);
  reader.done();
}

std::vector<core::Measure> read_measures(TableReader& reader, std::string_view key) {
  std::vector<core::Measure> measures;
  const auto texts = reader.texts(key);
  for (const auto& [text, place] : texts) {
    if (const auto measure = core::parse_measure(text)) {
      measures.push_back(*measure);
    } else {
      reader.fail(place, fmt::format("{} 用到未知的量“{}”。", reader.table_name(), text),
                  fmt::format("{} rests on an unknown measure “{}”.", reader.table_name(), text));
    }
  }
  if (texts.empty() && reader.optional(key) != nullptr) {
    reader.fail_at(key, fmt::format("{} 至少写一个量。", key), fmt::format("{} must name at least one measure.", key));
  }
  return measures;
}

void read_indicators(TableReader& top, core::Policy& policy, PolicyErrors& errors) {
  const TomlValue* all = table_of(top, "indicators", true);
  if (all == nullptr) return;
  for (const TomlEntry& entry : all->entries) {
    if (entry.value.kind != TomlValue::Kind::table) {
      top.fail(entry.place, fmt::format("指标写作 [indicators.{}]。", entry.key),
               fmt::format("A rate is a table [indicators.{}].", entry.key));
      continue;
    }
    TableReader reader(entry.value, fmt::format("[indicators.{}]", entry.key), errors);
    core::IndicatorRule rule;
    rule.name = entry.key;
    rule.label = reader.text("label");
    rule.numerator = read_measures(reader, "numerator");
    rule.denominator = read_measures(reader, "denominator");
    reader.done();
    policy.indicators.push_back(std::move(rule));
  }
}

}  // namespace

base::Result<core::Policy, PolicyErrors> read_policy(std::string_view toml_text) {
  auto parsed = parse_toml(toml_text);
  if (!parsed) return parsed.error();
  PolicyErrors errors;
  TableReader top(*parsed, "", errors);
  core::Policy policy;
  read_head(top, policy, errors);
  read_new(top, policy, errors);
  read_increase(top, policy, errors);
  read_decrease(top, policy, errors);
  policy.rounds = read_rounds(top, policy.cap_percent, errors);
  read_reasons(top, policy, errors);
  read_exit(top, policy, errors);
  read_routing(top, policy, errors);
  read_form(top, policy, errors);
  read_indicators(top, policy, errors);
  top.done();
  if (errors.empty()) return policy;
  std::stable_sort(errors.begin(), errors.end(), [](const PolicyError& a, const PolicyError& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return errors;
}

}  // namespace kaoji::policy_toml
