#include "properties/raced_history.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <barrier>
#include <thread>

namespace kaoji::naive {

namespace {

using Deed = RacedAct::Deed;

/// Rounds of one stage, after which the clock moves on to the next.
constexpr int kRoundsOfSubmission = 3;
constexpr int kRoundsOfReview = 2;
constexpr int kSeasons = 2;

core::PolicyBook book_of(const Model& model) {
  return core::PolicyBook({story_of(model).policy});
}

std::string text_of_status(Status status) {
  return std::string(core::to_text(static_cast<core::Status>(status)));
}

std::string text_of_balance(long long headcount, long long live, long long examined, bool exited) {
  return fmt::format("headcount {} live {} examined {} exited {}", headcount, live, examined, exited);
}

/// Plays all acts at once: each on a thread of its own, none before all stand at the door.
std::vector<Came> at_once(const RacedDoor& door, const Model& model, const std::vector<RacedAct>& acts) {
  std::vector<Came> came(acts.size());
  std::barrier ready(static_cast<std::ptrdiff_t>(acts.size()));
  std::vector<std::jthread> actors;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    actors.emplace_back([&, i] {
      const std::string& school = model.schools[static_cast<std::size_t>(acts[i].plan.school)].code;
      ready.arrive_and_wait();
      came[i] = door.act(acts[i], school, model.now);
    });
  }
  actors.clear();
  return came;
}

}  // namespace

RacedHistory::RacedHistory(cli::replay::Theatre& theatre, ports::Store& store, const ports::Crypto& crypto,
                           std::uint64_t seed)
    : theatre_(theatre),
      store_(store),
      dice_(seed),
      model_(random_world(dice_)),
      door_(store, crypto, book_of(model_)) {
  told_.push_back(policy_text(model_.notice));
  theatre_.open(story_of(model_));
  theatre_.set_now(instant_of(model_.now));
}

void RacedHistory::play() {
  for (int season = 0; season < kSeasons; ++season) {
    for (int i = 0; i < kRoundsOfSubmission; ++i) {
      move_into(model_.next_window(naive::Stage::submit));
      race(draw_submissions());
    }
    for (const auto stage : {naive::Stage::preliminary, naive::Stage::final}) {
      for (int i = 0; i < kRoundsOfReview; ++i) {
        move_into(model_.next_window(stage));
        race(draw_reviews());
      }
    }
    const Day begins = day_number({model_.year(), 11, 11});
    if (model_.today() > begins + 9 || (season == 0 && dice_.one_in(2))) continue;
    move_into({begins, begins + 9});
    race(draw_exit());
  }
  for (const ports::BrokenRow& row : store_.examine()) disagree("broken: " + row.invariant + " " + row.row);
}

/// To some hour of the window, or nowhere when that would be back in time.
void RacedHistory::move_into(const std::pair<Day, Day>& window) {
  const auto [first, last] = window;
  const Ms to = start_of(dice_.between(first, last)) + dice_.below(24) * 3'600'000LL;
  if (to <= model_.now) return;
  model_.now = to;
  theatre_.set_now(instant_of(to));
}

/// On both sides a draft that anyone may submit; its number.
int RacedHistory::draft(int school, Kind kind, const Line& line) {
  Application application;
  application.school = school;
  application.kind = kind;
  application.lines = {line};
  const std::string& code = model_.schools[static_cast<std::size_t>(school)].code;
  door_.draft(application, code, model_.now);
  model_.applications.push_back(application);
  if (kind == Kind::increase) model_.admit("office", school, std::nullopt);
  const int number = static_cast<int>(model_.applications.size()) - 1;
  told_.push_back(fmt::format("a{}: {} drafts kind {}, certificate {} level {} persons {}", number, code,
                              static_cast<int>(kind), line.certificate, line.level, line.headcount.value_or(0)));
  return number;
}

const PlanKey* RacedHistory::some_plan() {
  const auto& plans = model_.ledger.plans();
  if (plans.empty()) return nullptr;
  return &plans[static_cast<std::size_t>(dice_.below(static_cast<int>(plans.size())))];
}

/// Around half of what the cap leaves, so that of two or three one is too many; or around the whole of it.
int RacedHistory::draft_decrease(const PlanKey& key) {
  const long long left = model_.cap(key.school).left;
  const long long wished = (dice_.one_in(3) ? left : left / 2) + dice_.between(-1, 1);
  return draft(key.school, Kind::decrease,
               {key.certificate, key.level, std::max<long long>(1, wished), true, key.year});
}

/// A new plan, or more of one that is there.
int RacedHistory::draft_other(int school) {
  const PlanKey* key = some_plan();
  if (key != nullptr && key->school == school && dice_.one_in(2)) {
    return draft(school, Kind::increase, {key->certificate, key->level, dice_.between(1, 200), true, key->year});
  }
  const int certificate = dice_.below(3);
  int level = dice_.below(3);
  while (!model_.certificates[static_cast<std::size_t>(certificate)].has[level]) level = dice_.below(3);
  return draft(school, Kind::new_plans, {certificate, level, dice_.between(1, 200), true, {}});
}

RacedAct RacedHistory::by_school(Deed deed, int number) const {
  const Application& application = model_.applications[static_cast<std::size_t>(number)];
  return {deed, model_.schools[static_cast<std::size_t>(application.school)].code, number, {}, {}, 0};
}

/// By the desk whose turn it is; at times by the one before or behind it, whose turn it may become.
RacedAct RacedHistory::review_of(int number) {
  const Application& application = model_.applications[static_cast<std::size_t>(number)];
  const School& school = model_.schools[static_cast<std::size_t>(application.school)];
  const bool at_bureau =
      application.status == Status::submitted && model_.notice.bureau_first && !school.bureau.empty();
  const bool other_desk = !school.bureau.empty() && dice_.one_in(6);
  const std::string by = at_bureau != other_desk ? school.bureau : "department";
  const Decision decision =
      dice_.one_of({Decision::pass, Decision::pass, Decision::pass, Decision::give_back, Decision::reject});
  return {Deed::review, by, number, decision, {}, 0};
}

RacedAct RacedHistory::assessment_of(const PlanKey& key) {
  const auto plan = model_.ledger.find(key);
  const Figures figures = plan ? model_.ledger.figures(*plan, model_.now) : Figures{};
  const long long room = figures.headcount - figures.examined;
  const long long examined = std::max<long long>(1, dice_.one_in(2) ? room + dice_.between(-1, 1) : room / 2);
  const std::string& code = model_.schools[static_cast<std::size_t>(key.school)].code;
  return {Deed::assess, code, -1, {}, key, examined};
}

std::vector<int> RacedHistory::awaiting() const {
  std::vector<int> found;
  for (std::size_t i = 0; i < model_.applications.size(); ++i) {
    if (model_.awaits_decision(model_.applications[i])) found.push_back(static_cast<int>(i));
  }
  return found;
}

/// Decreases of one school against its cap, one draft submitted twice, or two drafts of the same plan; what was
/// returned comes again, and what was just submitted may be withdrawn meanwhile.
std::vector<RacedAct> RacedHistory::draw_submissions() {
  std::vector<RacedAct> acts;
  const PlanKey* plan = some_plan();
  if (plan != nullptr && dice_.one_in(2)) {
    const int school = plan->school;
    const auto plans = model_.ledger.plans();
    for (const PlanKey& each : plans) {
      if (each.school == school && acts.size() < 3) acts.push_back(by_school(Deed::submit, draft_decrease(each)));
    }
  }
  for (std::size_t i = 0; i < model_.applications.size() && acts.size() < 3; ++i) {
    const int number = static_cast<int>(i);
    if (model_.applications[i].status == Status::returned) acts.push_back(by_school(Deed::submit, number));
  }
  const int school =
      acts.empty() ? dice_.below(4) : model_.applications[static_cast<std::size_t>(acts.front().application)].school;
  if (acts.size() < 2) acts.push_back(by_school(Deed::submit, draft_other(school)));
  if (acts.size() < 3 && dice_.one_in(2)) acts.push_back(by_school(Deed::submit, draft_other(school)));
  const int again = acts[static_cast<std::size_t>(dice_.below(static_cast<int>(acts.size())))].application;
  if (acts.size() < 2 || dice_.one_in(2)) acts.push_back(by_school(Deed::submit, again));
  if (acts.size() < 4 && dice_.one_in(4)) acts.push_back(by_school(Deed::withdraw, again));
  return acts;
}

/// Two who decide the same, the school that takes it back meanwhile, an assessment of the plan that is to be cut.
std::vector<RacedAct> RacedHistory::draw_reviews() {
  std::vector<int> open = awaiting();
  if (open.empty()) {
    move_into(model_.next_window(naive::Stage::submit));
    return draw_submissions();
  }
  std::vector<RacedAct> acts;
  const int subject = open[static_cast<std::size_t>(dice_.below(static_cast<int>(open.size())))];
  acts.push_back(review_of(subject));
  if (dice_.one_in(2)) acts.push_back(review_of(subject));
  if (dice_.one_in(3)) acts.push_back(by_school(Deed::withdraw, subject));
  const Application& application = model_.applications[static_cast<std::size_t>(subject)];
  const Line& line = application.lines.front();
  if (line.plan >= 0 && dice_.one_in(3)) {
    acts.push_back(assessment_of({application.school, line.certificate, line.level, line.plan_year}));
  }
  while (acts.size() < 2 || (acts.size() < 4 && dice_.one_in(2))) {
    acts.push_back(review_of(open[static_cast<std::size_t>(dice_.below(static_cast<int>(open.size())))]));
  }
  return acts;
}

/// The forced exit while an increase of a plan that it takes is decided, withdrawn or submitted, and while the plan's
/// school records the assessment that would keep it.
std::vector<RacedAct> RacedHistory::draw_exit() {
  std::vector<RacedAct> acts{{Deed::exit, "department", -1, {}, {}, 0}};
  if (dice_.one_in(3)) acts.push_back(acts.front());
  const std::vector<int> candidates = model_.exit_candidates(model_.year());
  if (!candidates.empty()) {
    const int plan = candidates[static_cast<std::size_t>(dice_.below(static_cast<int>(candidates.size())))];
    const PlanKey key = model_.ledger.plans()[static_cast<std::size_t>(plan)];
    const int increase =
        draft(key.school, Kind::increase, {key.certificate, key.level, dice_.between(1, 200), true, key.year});
    const RacedAct submission = by_school(Deed::submit, increase);
    if (dice_.one_in(4)) {
      acts.push_back(submission);
    } else {
      race({submission});
      acts.push_back(review_of(increase));
    }
    if (dice_.one_in(2)) acts.push_back(assessment_of(key));
  }
  const std::vector<int> open = awaiting();
  while (acts.size() < 4 && !open.empty()) {
    acts.push_back(review_of(open[static_cast<std::size_t>(dice_.below(static_cast<int>(open.size())))]));
  }
  return acts;
}

void RacedHistory::race(std::vector<RacedAct> acts) {
  for (std::size_t i = acts.size(); i > 1; --i) {
    std::swap(acts[i - 1], acts[static_cast<std::size_t>(dice_.below(static_cast<int>(i)))]);
  }
  const std::vector<Came> came = at_once(door_, model_, acts);
  if (!std::is_sorted(came.begin(), came.end(), [](const Came& a, const Came& b) { return a.seq < b.seq; })) {
    ++tally_.overtaken;
  }
  replay(acts, came);
  compare();
  ++tally_.rounds;
}

/// In the order of their rows the model answers every act as the program did, accepted or refused: one writer judges
/// each by all that came before it, and by nothing else.
void RacedHistory::replay(const std::vector<RacedAct>& acts, const std::vector<Came>& came) {
  std::vector<std::size_t> order(acts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return came[a].seq < came[b].seq; });
  told_.push_back("at once:");
  for (const std::size_t i : order) {
    told_.push_back(fmt::format("  {}  row {}: {} → {}", model_.now, came[i].seq, words_of(acts[i]), came[i].code));
  }
  for (const std::size_t i : order) {
    const std::size_t entries = model_.ledger.entries().size();
    same(words_of(acts[i]), do_on(model_, acts[i]), came[i].code);
    ++tally_.answers[came[i].code];
    if (model_.ledger.entries().size() == entries) continue;
    if (acts[i].deed == Deed::exit) ++tally_.exits;
    if (acts[i].deed == Deed::review) ++tally_.approvals;
  }
}

void RacedHistory::compare() {
  std::vector<std::string> statuses;
  for (const Application& each : model_.applications) statuses.push_back(text_of_status(each.status));
  same("the statuses", statuses, door_.statuses());
  for (std::size_t i = 0; i < model_.ledger.plans().size(); ++i) {
    const PlanKey& key = model_.ledger.plans()[i];
    const std::string& school = model_.schools[static_cast<std::size_t>(key.school)].code;
    const auto now = theatre_.plan({school, certificate_name(key.certificate), level_name(key.level), key.year}, {});
    const Figures figures = model_.ledger.figures(static_cast<int>(i), model_.now);
    same(fmt::format("plan {} {} {} {}", school, key.certificate, key.level, key.year),
         text_of_balance(figures.headcount, figures.live, figures.examined, figures.exited),
         text_of_balance(now.headcount, now.live, now.examined, now.exited));
  }
  for (std::size_t i = 0; i < model_.schools.size(); ++i) {
    const Cap cap = model_.cap(static_cast<int>(i));
    const auto now = theatre_.cap(model_.schools[i].code);
    same(model_.schools[i].code + " cap", fmt::format("base {} used {} left {}", cap.base, cap.used, cap.left),
         fmt::format("base {} used {} left {}", now.base, now.used, now.left));
  }
}

template <class T>
void RacedHistory::same(const std::string& what, const T& model, const T& program) const {
  if (model != program) disagree(fmt::format("{}: the model says {}, the program {}", what, model, program));
}

void RacedHistory::disagree(const std::string& what) const {
  throw Disagreement(fmt::format("{}\n{}", what, fmt::join(told_, "\n")));
}

}  // namespace kaoji::naive
