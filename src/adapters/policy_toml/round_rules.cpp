#include "adapters/policy_toml/round_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace kaoji::policy_toml {

namespace {

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 9999;
constexpr std::array kStages{core::Stage::submit, core::Stage::preliminary, core::Stage::final};

/// A round with the places that conflicts between rounds are reported at.
struct PlacedRound {
  core::RoundRule rule;
  Place name;
  Place submit;
  bool sound = false;  ///< read without an error, so worth comparing
};

/// `03-11`, a day that every year has.
std::optional<core::MonthDay> parse_month_day(std::string_view text) {
  if (text.size() != 5) return std::nullopt;
  // A common year, so that 29 February is no day.
  const auto day = base::parse_date(fmt::format("2001-{}", text));
  if (!day) return std::nullopt;
  return core::MonthDay{day->month(), day->day()};
}

std::string to_text(core::MonthDay day) {
  return fmt::format("{:02}-{:02}", static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

void read_years(TableReader& reader, core::RoundRule& rule) {
  const bool once = reader.optional("year") != nullptr;
  const bool recurs = reader.optional("from_year") != nullptr;
  const auto until = reader.whole("until_year", kFirstYear, kLastYear);
  if (once == recurs) {
    reader.fail_at(once ? "year" : "name", "一个批次须写 year（只一次）或 from_year（每年），二者取一。",
                   "A round has either year (once) or from_year (every year).");
  }
  if (once) {
    rule.from_year = reader.whole("year", kFirstYear, kLastYear).value_or(kFirstYear);
    rule.until_year = rule.from_year;
    if (until)
      reader.fail_at("until_year", "只举行一次的批次没有 until_year。", "A round of one year has no until_year.");
    return;
  }
  rule.from_year = reader.whole("from_year", kFirstYear, kLastYear).value_or(kFirstYear);
  rule.until_year = until;
  if (until && *until < rule.from_year) {
    reader.fail_at("until_year", "until_year 早于 from_year。", "until_year is before from_year.");
  }
}

std::vector<core::ApplicationKind> read_kinds(TableReader& reader) {
  std::vector<core::ApplicationKind> kinds;
  const auto texts = reader.texts("kinds");
  for (const auto& [text, place] : texts) {
    if (const auto kind = core::parse_application_kind(text)) {
      kinds.push_back(*kind);
    } else {
      reader.fail(place, fmt::format("没有“{}”这种申报；只有 new、increase、decrease。", text),
                  fmt::format("There is no kind of application “{}”: only new, increase, decrease.", text));
    }
  }
  if (texts.empty() && reader.optional("kinds") != nullptr) {
    reader.fail_at("kinds", "kinds 至少写一种申报。", "kinds must name at least one kind of application.");
  }
  return kinds;
}

/// A stage may overlap the one before it, but not end before it.
void check_stage_order(TableReader& reader, const core::RoundRule& rule) {
  for (std::size_t i = 1; i < rule.windows.size(); ++i) {
    if (rule.windows[i].last >= rule.windows[i - 1].last) continue;
    const auto stage = core::to_text(kStages[i]);
    const auto before = core::to_text(kStages[i - 1]);
    reader.fail_at(stage,
                   fmt::format("{}（{}止）先于前一阶段 {}（{}止）结束。", stage, to_text(rule.windows[i].last), before,
                               to_text(rule.windows[i - 1].last)),
                   fmt::format("{} ends on {}, before the stage before it, {}, ends on {}.", stage,
                               to_text(rule.windows[i].last), before, to_text(rule.windows[i - 1].last)));
  }
}

PlacedRound read_round(const TomlValue& value, core::CapPercent cap, PolicyErrors& errors) {
  const std::size_t errors_before = errors.size();
  TableReader reader(value, "[[round]]", errors);
  PlacedRound placed;
  core::RoundRule& rule = placed.rule;
  rule.name = reader.name("name");
  rule.label = reader.text_or("label", rule.name.empty() ? "?" : rule.name);
  rule.clause = reader.text("clause");
  read_years(reader, rule);
  rule.kinds = read_kinds(reader);
  const std::size_t errors_before_windows = errors.size();
  for (std::size_t i = 0; i < kStages.size(); ++i) rule.windows[i] = read_window(reader, core::to_text(kStages[i]));
  if (errors.size() == errors_before_windows) check_stage_order(reader, rule);
  rule.cap_percent = cap;
  if (const TomlValue* own = reader.optional("decrease_cap_percent")) {
    if (const auto read = read_cap(reader, "decrease_cap_percent", *own)) rule.cap_percent = *read;
  }
  rule.decrease_in_indicators = reader.boolean_or("decrease_in_indicators", true);
  reader.done();
  placed.name = reader.place_of("name");
  placed.submit = reader.place_of("submit");
  placed.sound = errors.size() == errors_before;
  return placed;
}

bool share_a_year(const core::RoundRule& a, const core::RoundRule& b) {
  return a.from_year <= b.until_year.value_or(kLastYear) && b.from_year <= a.until_year.value_or(kLastYear);
}

bool share_a_kind(const core::RoundRule& a, const core::RoundRule& b) {
  return std::any_of(a.kinds.begin(), a.kinds.end(), [&](core::ApplicationKind kind) {
    return std::find(b.kinds.begin(), b.kinds.end(), kind) != b.kinds.end();
  });
}

/// An application must belong to one round: no two rounds of one kind may take submissions on the same day.
void check_pair(const PlacedRound& earlier, const PlacedRound& later, PolicyErrors& errors) {
  const core::RoundRule& a = earlier.rule;
  const core::RoundRule& b = later.rule;
  if (!a.name.empty() && a.name == b.name) {
    errors.push_back({later.name.line, later.name.column,
                      fmt::format("批次名 {} 重复（另见第 {} 行）。", b.name, earlier.name.line),
                      fmt::format("The name of round {} is taken (line {}).", b.name, earlier.name.line)});
  }
  if (!earlier.sound || !later.sound || !share_a_year(a, b) || !share_a_kind(a, b)) return;
  const auto& mine = a.windows[static_cast<std::size_t>(core::Stage::submit)];
  const auto& its = b.windows[static_cast<std::size_t>(core::Stage::submit)];
  if (mine.last < its.first || its.last < mine.first) return;
  errors.push_back(
      {later.submit.line, later.submit.column,
       fmt::format("批次 {} 与 {}（第 {} 行）的申报期重叠，且受理同一种申报。", b.name, a.name, earlier.submit.line),
       fmt::format("The submit window of round {} overlaps that of {} (line {}), for the same kind of "
                   "application.",
                   b.name, a.name, earlier.submit.line)});
}

}  // namespace

core::YearlyWindow read_window(TableReader& reader, std::string_view key) {
  const core::MonthDay none{std::chrono::January / 1};
  const TomlValue* value = reader.required(key);
  if (value == nullptr) return {none, none};
  const bool two = value->kind == TomlValue::Kind::array && value->items.size() == 2 &&
                   std::all_of(value->items.begin(), value->items.end(),
                               [](const TomlValue& item) { return item.kind == TomlValue::Kind::text; });
  if (!two) {
    reader.fail(value->place, fmt::format("{} 须为两个月-日，如 [\"03-11\", \"03-20\"]。", key),
                fmt::format("{} must be two month-days such as [\"03-11\", \"03-20\"].", key));
    return {none, none};
  }
  std::array<core::MonthDay, 2> days{none, none};
  for (std::size_t i = 0; i < days.size(); ++i) {
    const TomlValue& item = value->items[i];
    const auto day = parse_month_day(item.text);
    if (!day) {
      reader.fail(item.place, fmt::format("{} 中“{}”不是每年都有的月-日。", key, item.text),
                  fmt::format("{}: “{}” is no month-day of every year.", key, item.text));
      return {none, none};
    }
    days[i] = *day;
  }
  if (days[1] < days[0]) {
    reader.fail(value->place,
                fmt::format("{} 的末日 {} 早于首日 {}（时段不得跨年）。", key, to_text(days[1]), to_text(days[0])),
                fmt::format("{} runs backwards: {} to {} (no window crosses the end of a year).", key, to_text(days[0]),
                            to_text(days[1])));
  }
  return {days[0], days[1]};
}

std::optional<core::CapPercent> read_cap(TableReader& reader, std::string_view key, const TomlValue& value) {
  if (value.kind == TomlValue::Kind::text && value.text == "none") return core::CapPercent{};
  if (value.kind == TomlValue::Kind::whole && value.whole >= 1 && value.whole <= 100) {
    return core::CapPercent{static_cast<int>(value.whole)};
  }
  reader.fail(value.place, fmt::format("{} 须为 1 至 100 的整数，或 \"none\"。", key),
              fmt::format("{} must be a whole number from 1 to 100, or \"none\".", key));
  return std::nullopt;
}

std::vector<core::RoundRule> read_rounds(TableReader& top, core::CapPercent cap, PolicyErrors& errors) {
  std::vector<core::RoundRule> rules;
  const TomlValue* value = top.required("round");
  if (value == nullptr) return rules;
  const bool tables = value->kind == TomlValue::Kind::array && !value->items.empty() &&
                      std::all_of(value->items.begin(), value->items.end(),
                                  [](const TomlValue& item) { return item.kind == TomlValue::Kind::table; });
  if (!tables) {
    top.fail(value->place, "申报批次写作 [[round]]，至少一个。", "Rounds are written as [[round]], at least one.");
    return rules;
  }
  std::vector<PlacedRound> rounds;
  for (const TomlValue& item : value->items) {
    PlacedRound round = read_round(item, cap, errors);
    for (const PlacedRound& earlier : rounds) check_pair(earlier, round, errors);
    rounds.push_back(std::move(round));
  }
  for (PlacedRound& round : rounds) rules.push_back(std::move(round.rule));
  return rules;
}

}  // namespace kaoji::policy_toml
