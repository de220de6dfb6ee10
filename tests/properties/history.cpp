#include "properties/history.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/replay/play.hpp"

namespace kaoji::naive {

namespace replay = cli::replay;

namespace {

constexpr Ms kMinute = 60'000;
constexpr Ms kDay = 24 * 60 * kMinute;
/// Sooner or later than any instant of a history.
constexpr int kPastEverything = 100'000;

core::ApplicationKind core_kind(Kind kind) {
  return static_cast<core::ApplicationKind>(kind);
}

replay::FormHandedIn core_form(Form form) {
  return static_cast<replay::FormHandedIn>(form);
}

std::string story_id(int application) {
  return fmt::format("a{}", application);
}

/// A reason of the notice's list, or one that is none.
std::string reason_text(Kind kind, bool given, int variant) {
  const bool listed = variant % 2 == 0;
  if (given && !listed) return "其他：专业停招";
  if (kind == Kind::increase) return given ? "参加考核学生增加" : "参加考核学生减少";
  return given ? "参加考核学生减少" : "其他：";
}

std::vector<usecases::LineInput> inputs_of(Kind kind, const std::vector<Line>& lines) {
  std::vector<usecases::LineInput> inputs;
  for (const Line& line : lines) {
    inputs.push_back({certificate_name(line.certificate), level_name(line.level), line.headcount,
                      reason_text(kind, line.reason_given, static_cast<int>(inputs.size())), line.year});
  }
  return inputs;
}

}  // namespace

History::History(replay::Theatre& theatre, ports::Store& store, const ports::Crypto& crypto, std::uint64_t world)
    : theatre_(theatre), store_(store), crypto_(crypto) {
  Dice dice(world);
  model_ = random_world(dice);
  told_.push_back(policy_text(model_.notice));
  const replay::Story story = story_of(model_);
  book_ = core::PolicyBook({story.policy});
  theatre_.open(story);
  theatre_.set_now(instant_of(model_.now));
  compare_plans();
}

void History::step(std::uint64_t seed) {
  Dice dice(seed);
  move_clock(dice);
  // Dice of its own: what the histories do besides is not to change by it.
  if (Dice(~seed).one_in(300)) freeze();
  const int what = dice.below(100);
  if (what < 32) {
    apply(dice);
  } else if (what < 60) {
    review(dice);
  } else if (what < 66) {
    resubmit(dice);
  } else if (what < 69) {
    withdraw(dice);
  } else if (what < 77) {
    assess(dice);
  } else if (what < 79) {
    take_back(dice);
  } else if (what < 83) {
    extend(dice);
  } else if (what < 86) {
    hold(dice);
  } else if (what < 90) {
    exit(dice);
  } else {
    office_act(dice);
  }
}

/// Mostly it stands still; else minutes, days, or to the very edge of one of the next windows.
void History::move_clock(Dice& dice) {
  Ms to = model_.now;
  const int how = dice.below(20);
  if (how >= 15 && how < 18) to += dice.below(600) * kMinute;
  if (how == 18) to += dice.between(1, 4) * kDay;
  if (how == 19) {
    std::vector<Ms> edges;
    for (const int year : {model_.year(), model_.year() + 1}) {
      for (const auto& [first, last] : model_.windows_of(year)) {
        for (const Ms edge : {start_of(first) - 1, start_of(first), start_of(last + 1) - 1, start_of(last + 1)}) {
          if (edge > model_.now) edges.push_back(edge);
        }
      }
    }
    std::sort(edges.begin(), edges.end());
    to = edges[static_cast<std::size_t>(dice.below(6))];
  }
  move_to(to);
  if (dice.one_in(4)) compare_plans();
}

void History::move_to(Ms to) {
  if (to <= model_.now) return;
  remember_figures();
  model_.now = to;
  theatre_.set_now(instant_of(to));
}

void History::move_into(Dice& dice, const std::pair<Day, Day>& window) {
  const auto [first, last] = window;
  move_to(start_of(dice.between(first, last)) + dice.below(24) * 60 * kMinute);
}

long long History::random_headcount(Dice& dice, int school, Kind kind, const Line& line) const {
  long long live = 0;
  long long reducible = 0;
  for (std::size_t i = 0; i < model_.ledger.plans().size(); ++i) {
    const PlanKey& key = model_.ledger.plans()[i];
    if (key.school != school || key.certificate != line.certificate || key.level != line.level) continue;
    const Figures figures = model_.ledger.figures(static_cast<int>(i), model_.now);
    live = figures.live;
    reducible = figures.headcount - figures.examined;
  }
  const int how = dice.below(12);
  if (how == 0) return dice.one_of<long long>({0, -1, 99999, 100000});
  if (kind != Kind::decrease) return dice.between(1, 200);
  const Cap cap = model_.cap(school);
  if (how < 4) return cap.left + dice.between(-1, 1);
  if (how < 6) return reducible + dice.between(-1, 1);
  if (how < 7) return live;
  return 1 + dice.below(static_cast<int>(std::max<long long>(1, cap.left)));
}

std::vector<Line> History::random_lines(Dice& dice, int school, Kind kind) const {
  std::vector<Line> lines;
  const int count = dice.one_in(20) ? 0 : dice.one_of({1, 1, 1, 2, 2, 3});
  for (int i = 0; i < count; ++i) {
    Line line;
    line.certificate = dice.one_in(30) ? 3 : dice.below(3);
    line.level = dice.one_in(30) ? 3 : dice.below(3);
    const auto& plans = model_.ledger.plans();
    const bool of_a_plan = kind != Kind::new_plans || dice.one_in(4);
    if (of_a_plan && !plans.empty() && !dice.one_in(8)) {
      const PlanKey& key = plans[static_cast<std::size_t>(dice.below(static_cast<int>(plans.size())))];
      if (key.school == school) line = {key.certificate, key.level, {}, true, {}};
      if (kind != Kind::new_plans && dice.one_in(3)) line.year = key.year;
    }
    if (!dice.one_in(40)) line.headcount = random_headcount(dice, school, kind, line);
    line.reason_given = !dice.one_in(25);
    if (kind != Kind::new_plans && dice.one_in(20)) line.year = model_.year() + dice.between(-3, 1);
    lines.push_back(line);
  }
  return lines;
}

std::string History::school_or_other(Dice& dice, int school) const {
  if (!dice.one_in(25)) return model_.schools[static_cast<std::size_t>(school)].code;
  return dice.one_of<std::string>({"10001", "20001", "410100", "department", "office"});
}

void History::apply(Dice& dice) {
  const int school = dice.below(4);
  const Kind kind = dice.one_of({Kind::new_plans, Kind::new_plans, Kind::increase, Kind::decrease, Kind::decrease});
  if (kind != Kind::increase && dice.one_in(5)) move_into(dice, model_.next_window(Stage::submit));
  const auto lines = random_lines(dice, school, kind);
  const Form form = dice.one_in(15) ? dice.one_of({Form::none, Form::stale}) : Form::signed_scan;
  const std::string by = school_or_other(dice, school);
  const int number = static_cast<int>(model_.applications.size());
  const replay::Apply act{story_id(number), model_.schools[static_cast<std::size_t>(school)].code, core_kind(kind),
                          inputs_of(kind, lines), core_form(form)};
  agree(by, act, model_.apply(by, school, kind, lines, form));
}

void History::resubmit(Dice& dice) {
  if (!some_application()) return;
  int number = dice.below(static_cast<int>(model_.applications.size()));
  for (std::size_t i = 0; i < model_.applications.size(); ++i) {
    if (model_.applications[i].status == Status::returned && dice.one_in(2)) number = static_cast<int>(i);
  }
  const Application& application = model_.applications[static_cast<std::size_t>(number)];
  const Kind kind = application.kind;
  auto lines = application.lines;
  if (dice.one_in(3)) lines = random_lines(dice, application.school, kind);
  const Form form = dice.one_in(12) ? dice.one_of({Form::none, Form::stale}) : Form::signed_scan;
  const std::string by = school_or_other(dice, application.school);
  const replay::Resubmit act{story_id(number), inputs_of(kind, lines), core_form(form)};
  agree(by, act, model_.resubmit(by, number, lines, form));
}

void History::withdraw(Dice& dice) {
  if (!some_application()) return;
  const int number = dice.below(static_cast<int>(model_.applications.size()));
  const std::string by = school_or_other(dice, model_.applications[static_cast<std::size_t>(number)].school);
  agree(by, replay::Withdraw{story_id(number)}, model_.withdraw(by, number));
}

std::string History::reviewer_of(Dice& dice, const Application& application) const {
  const School& school = model_.schools[static_cast<std::size_t>(application.school)];
  const bool at_bureau =
      application.status == Status::submitted && model_.notice.bureau_first && !school.bureau.empty();
  if (dice.one_in(20)) return dice.one_of<std::string>({"410100", "410200", "department", "office", "10001"});
  return at_bureau ? school.bureau : "department";
}

void History::review(Dice& dice) {
  if (!some_application()) return;
  int number = dice.below(static_cast<int>(model_.applications.size()));
  for (std::size_t i = 0; i < model_.applications.size(); ++i) {
    if (model_.awaits_decision(model_.applications[i]) && dice.one_in(2)) number = static_cast<int>(i);
  }
  const Application& application = model_.applications[static_cast<std::size_t>(number)];
  const std::string by = reviewer_of(dice, application);
  const Stage stage = by == "department" ? Stage::final : Stage::preliminary;
  if (application.round && model_.awaits_decision(application) && dice.one_in(2)) {
    move_into(dice, model_.next_window(stage));
  }
  const Decision decision = dice.one_of({Decision::pass, Decision::pass, Decision::pass, Decision::pass, Decision::pass,
                                         Decision::give_back, Decision::give_back, Decision::reject});
  const bool note = !dice.one_in(10);
  const bool reasons = !dice.one_in(8);
  replay::Review act{story_id(number), static_cast<core::Decision>(decision), note ? "说明" : "", {}};
  std::vector<std::pair<int, int>> except;
  for (const Line& line : application.lines) {
    const std::pair<int, int> named{line.certificate, line.level};
    if (!dice.one_in(6) || std::find(except.begin(), except.end(), named) != except.end()) continue;
    except.push_back(named);
    act.except.push_back({certificate_name(line.certificate), level_name(line.level), reasons ? "不具备条件" : ""});
  }
  const std::string expected = model_.review(by, number, decision, note, except, reasons);
  if (agree(by, act, expected) && decision == Decision::pass) check_cap(number);
}

void History::office_act(Dice& dice) {
  const std::string by = dice.one_in(20) ? "department" : "office";
  const int school = dice.below(4);
  const std::string& code = model_.schools[static_cast<std::size_t>(school)].code;
  const int what = dice.below(10);
  if (what < 5) {
    std::optional<Day> until;
    if (dice.one_in(3)) until = model_.today() + dice.between(-1, 30);
    agree(by, replay::Admit{code, until ? std::optional(date_of(*until)) : std::nullopt},
          model_.admit(by, school, until));
  } else if (what < 7) {
    const bool reason = !dice.one_in(6);
    agree(by, replay::Waive{code, reason ? "特批" : ""}, model_.waive(by, school, reason));
  } else if (what == 7) {
    const bool open = !dice.one_in(4);
    agree(by, replay::SwitchPlatform{open}, model_.platform(by, open));
  } else if (what == 8) {
    agree(by, replay::Register{code}, model_.register_school(by, school));
  } else {
    const int certificate = dice.one_in(10) ? 3 : dice.below(3);
    std::optional<int> level;
    if (!dice.one_in(4)) level = dice.below(4);
    const Day from = model_.today() + dice.one_of({0, 1, 200, kPastEverything, kPastEverything});
    const auto named = level ? std::optional(level_name(*level)) : std::nullopt;
    agree(by, replay::CloseCertificate{certificate_name(certificate), named, date_of(from)},
          model_.close_certificate(by, certificate, level, from));
  }
}

void History::extend(Dice& dice) {
  const std::string by = dice.one_in(20) ? "410100" : "office";
  const Stage stage = dice.one_of({Stage::submit, Stage::preliminary, Stage::final});
  const Day until = model_.today() + dice.between(-3, 40);
  const bool reason = !dice.one_in(8);
  const int whom = dice.below(3);
  const int school = whom == 0 ? dice.below(4) : -1;
  const std::string bureau = whom == 1 ? dice.one_of<std::string>({"410100", "410200"}) : "";
  const std::string code = school < 0 ? "" : model_.schools[static_cast<std::size_t>(school)].code;
  agree(by, replay::Extend{static_cast<core::Stage>(stage), date_of(until), reason ? "系统故障" : "", code, bureau},
        model_.extend(by, stage, until, reason, school, bureau));
}

PlanKey History::random_plan(Dice& dice) const {
  const auto& plans = model_.ledger.plans();
  PlanKey key{dice.below(4), dice.below(3), dice.below(3), model_.year()};
  if (!plans.empty() && !dice.one_in(12))
    key = plans[static_cast<std::size_t>(dice.below(static_cast<int>(plans.size())))];
  if (dice.one_in(40)) key.certificate = 3;
  if (dice.one_in(40)) key.level = 3;
  return key;
}

usecases::PlanName History::name_of(const PlanKey& key) const {
  return {model_.schools[static_cast<std::size_t>(key.school)].code, certificate_name(key.certificate),
          level_name(key.level), key.year};
}

void History::assess(Dice& dice) {
  const PlanKey key = random_plan(dice);
  long long room = 10;
  if (const auto plan = model_.ledger.find(key)) {
    const Figures figures = model_.ledger.figures(*plan, model_.now);
    room = figures.headcount - figures.examined;
  }
  const Day on = model_.today() - dice.one_of({0, 0, 0, 1, 30, 300, 700, -1});
  std::optional<long long> examined = dice.one_in(3) ? room + dice.between(-1, 1) : dice.between(1, 40);
  if (dice.one_in(30)) examined = std::nullopt;
  std::optional<long long> passed = std::max<long long>(0, examined.value_or(5) - dice.below(3));
  if (dice.one_in(20)) passed = examined.value_or(5) + 1;
  const std::string by = school_or_other(dice, key.school);
  agree(by, replay::Assess{name_of(key), {date_of(on), examined, passed}},
        model_.assess(by, key.school, key.certificate, key.level, key.year, on, examined, passed));
}

void History::hold(Dice& dice) {
  const PlanKey key = random_plan(dice);
  const std::string by = dice.one_in(20) ? "department" : "office";
  const bool reason = !dice.one_in(8);
  agree(by, replay::PlaceHold{name_of(key), reason ? "考核已排期" : ""},
        model_.hold(by, key.school, key.certificate, key.level, key.year, reason));
}

/// Inside the window, where it is reached at all, rather than beside it; and twice, because running it again changes
/// nothing.
void History::exit(Dice& dice) {
  const Day begins = day_number({model_.year(), 11, 11});
  if (model_.today() < begins && model_.today() > begins - 60 && dice.one_in(2)) {
    move_into(dice, {begins, begins + 9});
  }
  const std::string by = dice.one_in(15) ? "office" : "department";
  if (!agree(by, replay::RunExit{}, model_.exit(by))) return;
  ++tally_.exits;
  compare_plans();
  compare_applications();
  if (!theatre_.exit_candidates(model_.year()).empty()) disagree("the forced exit left a candidate");
  const std::size_t entries = model_.ledger.entries().size();
  agree(by, replay::RunExit{}, model_.exit(by));
  if (model_.ledger.entries().size() != entries) disagree("the model exits twice");
  compare_plans();
}

}  // namespace kaoji::naive
