#include "properties/random_world.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/policy_toml/read_policy.hpp"
#include "base/check.hpp"

namespace kaoji::naive {

namespace {

constexpr int kForever = 9999;
constexpr const char* kCertificates[] = {"甲证书", "乙证书", "丙证书", "目录外证书"};
constexpr const char* kLevels[] = {"初级", "中级", "高级", "特级"};

RoundRule round(const char* name, int from, int until, int month, int shift) {
  const auto at = [&](int day) { return MonthDay{month, day}; };
  return {name, from, until, {{at(11), at(20)}, {at(21 - shift), at(24)}, {at(25 - shift), at(28)}}, 30, true};
}

std::string window_text(const char* stage, const std::pair<MonthDay, MonthDay>& window) {
  return fmt::format("{} = [\"{:02}-{:02}\", \"{:02}-{:02}\"]\n", stage, window.first.month, window.first.day,
                     window.second.month, window.second.day);
}

std::string round_text(const RoundRule& rule, bool windowed_increases) {
  std::string text = fmt::format("[[round]]\nname = \"{0}\"\nlabel = \"{0}\"\nclause = \"{0}\"\n", rule.name);
  text += rule.from_year == rule.until_year ? fmt::format("year = {}\n", rule.from_year)
                                            : fmt::format("from_year = {}\n", rule.from_year);
  text += windowed_increases ? "kinds = [\"new\", \"decrease\", \"increase\"]\n" : "kinds = [\"new\", \"decrease\"]\n";
  text += window_text("submit", rule.windows[0]) + window_text("preliminary", rule.windows[1]) +
          window_text("final", rule.windows[2]);
  text += rule.cap_percent == 0 ? "decrease_cap_percent = \"none\"\n"
                                : fmt::format("decrease_cap_percent = {}\n", rule.cap_percent);
  return text + fmt::format("decrease_in_indicators = {}\n", rule.in_rates);
}

core::InstitutionKind kind_of(const std::string& text) {
  const auto kind = core::parse_institution_kind(text);
  base::check(kind.has_value(), "no such kind of institution: " + text);
  return *kind;
}

core::Level level_of(int level) {
  return static_cast<core::Level>(level);
}

void carry_plans(Dice& dice, Model& model) {
  const int plans = dice.between(0, 9);
  const int year = model.year();
  for (int i = 0; i < plans; ++i) {
    const PlanKey key{dice.below(4), dice.below(3), dice.below(3), year - dice.below(3)};
    const auto& has = model.certificates[static_cast<std::size_t>(key.certificate)].has;
    if (!has[key.level] || model.ledger.find(key)) continue;
    const Day latest = model.today() - 1;
    const Day declared_on = std::min(latest, day_number({key.year, dice.between(1, 12), dice.between(1, 28)}));
    const int headcount = dice.between(1, 300);
    const int examined = dice.one_in(2) ? dice.between(0, headcount) : 0;
    model.carry(key, headcount, declared_on, examined, dice.between(declared_on, latest));
  }
}

}  // namespace

std::string certificate_name(int certificate) {
  return kCertificates[certificate];
}

std::string level_name(int level) {
  return kLevels[level];
}

base::Date date_of(Day day) {
  const Ymd date = ymd_of(day);
  return base::Date{std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
                    std::chrono::day{static_cast<unsigned>(date.day)}};
}

base::Instant instant_of(Ms at) {
  return base::Instant{std::chrono::milliseconds{at}};
}

Notice random_notice(Dice& dice) {
  Notice notice;
  notice.in_force_from = day_number({2021, 9, 30});
  const int shift = dice.one_in(4) ? dice.between(1, 5) : 0;  // stages of one round may overlap
  RoundRule autumn_2021{"autumn-2021", 2021, 2021, {{{10, 21}, {10, 30}}, {{10, 31}, {11, 4}}, {{11, 5}, {11, 8}}}, 0,
                        false};
  notice.rounds = {autumn_2021, round("spring", 2022, kForever, 3, shift), round("autumn", 2022, kForever, 9, shift)};
  if (dice.one_in(2)) return notice;
  for (RoundRule& rule : notice.rounds) {
    rule.cap_percent = dice.one_of({30, 0, 1, 50, 100, dice.between(1, 100)});
    rule.in_rates = !dice.one_in(3);
  }
  notice.windowed_increases = dice.one_in(3);
  notice.needs_admission = !dice.one_in(3);
  notice.cap_by_line = dice.one_in(2);
  notice.exit_after_years = dice.between(1, 2);
  notice.bureau_first = !dice.one_in(4);
  notice.signed_form = !dice.one_in(4);
  return notice;
}

std::string policy_text(const Notice& notice) {
  std::string text =
      "id = \"made-up\"\nnumber = \"made up\"\ntitle = \"made up\"\nissued_on = 2021-09-30\n"
      "effective_from = 2021-09-30\ntime_zone = \"Asia/Shanghai\"\n";
  for (const RoundRule& rule : notice.rounds) text += round_text(rule, notice.windowed_increases);
  text += fmt::format(
      "[new]\nclause = \"new\"\n"
      "[increase]\nclause = \"increase\"\nwindowed = {}\nneeds_admission = {}\n"
      "[decrease]\nclause = \"decrease\"\ncap_percent = 30\ncap_scope = \"{}\"\n"
      "[reasons]\nincrease = [\"参加考核学生增加\"]\ndecrease = [\"参加考核学生减少\"]\n"
      "[exit]\nclause = \"exit\"\nfrom_year = 2021\nwindow = [\"11-11\", \"11-20\"]\nafter_years = {}\n"
      "[routing]\nclause = \"routing\"\npreliminary_review = [{}]\n"
      "[form]\nclause = \"form\"\nsigned_scan = {}\n",
      notice.windowed_increases, notice.needs_admission, notice.cap_by_line ? "line" : "institution-round",
      notice.exit_after_years, notice.bureau_first ? "\"local-secondary\"" : "", notice.signed_form);
  return text +
         "[indicators.adjustment]\nlabel = \"调整率\"\nnumerator = [\"decreased\"]\n"
         "denominator = [\"opening\", \"declared\", \"increased\"]\n"
         "[indicators.completion]\nlabel = \"完成率\"\nnumerator = [\"examined\"]\n"
         "denominator = [\"closing\", \"exited\"]\n"
         "[indicators.exit]\nlabel = \"退出率\"\nnumerator = [\"exited\"]\ndenominator = [\"live-before-exit\"]\n";
}

Model random_world(Dice& dice) {
  Model model;
  model.notice = random_notice(dice);
  model.schools = {{"10001", "higher-vocational", "", true},
                   {"20001", "local-secondary", "410100", true},
                   {"20002", "local-secondary", "410200", true},
                   {"30001", "provincial-secondary", "", !dice.one_in(2)}};
  model.certificates = {{certificate_name(0), {true, true, true}, {}},
                        {certificate_name(1), {false, true, true}, {}},
                        {certificate_name(2), {true, false, false}, {}}};
  const Day begins = dice.one_in(8) ? day_number({2021, 9, dice.between(25, 30)})
                                    : day_number({dice.between(2021, 2023), 10, dice.between(1, 20)});
  model.now = start_of(begins) + dice.below(24 * 60) * 60'000LL;
  carry_plans(dice, model);
  return model;
}

cli::replay::Story story_of(const Model& model) {
  cli::replay::Story story;
  story.policy_text = policy_text(model.notice);
  auto policy = policy_toml::read_policy(story.policy_text);
  base::check(policy.ok(), policy.ok() ? std::string() : policy.error().front().en);
  story.policy = std::move(policy).value();
  story.world.bureaus = {{"410100", "甲市教育局"}, {"410200", "乙市教育局"}};
  for (const School& school : model.schools) {
    core::Institution institution;
    institution.code = school.code;
    institution.name = "院校" + school.code;
    institution.kind = kind_of(school.kind);
    institution.bureau = school.bureau;
    institution.registered = school.registered;
    story.world.institutions.push_back(institution);
  }
  for (const Certificate& each : model.certificates) {
    core::Certificate certificate;
    certificate.name = each.name;
    for (int level = 0; level < 3; ++level) {
      if (each.has[level]) certificate.levels.push_back({level_of(level), std::nullopt});
    }
    story.world.certificates.push_back(certificate);
  }
  for (const Entry& entry : model.ledger.entries()) {
    const PlanKey& key = model.ledger.plans()[static_cast<std::size_t>(entry.plan)];
    if (entry.sort == Sort::examined) {
      story.world.plans.back().examined = entry.headcount;
      story.world.plans.back().examined_on = date_of(entry.day);
      continue;
    }
    story.world.plans.push_back({model.schools[static_cast<std::size_t>(key.school)].code,
                                 certificate_name(key.certificate), level_of(key.level), key.year,
                                 date_of(entry.declared_on), entry.headcount, 0, std::nullopt});
  }
  story.steps.push_back({});
  story.steps.front().at = instant_of(model.now);
  return story;
}

}  // namespace kaoji::naive
