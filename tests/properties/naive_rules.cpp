#include "properties/naive_model.hpp"

namespace kaoji::naive {

namespace {

/// domain.md, “Refusals”, in its order.
constexpr std::string_view kOrder[] = {
    "not-yours",       "not-awaiting",        "not-registered",     "empty-application", "certificate-unknown",
    "level-unknown",   "headcount-invalid",   "duplicate-line",     "reason-required",   "window-closed",
    "platform-closed", "not-admitted",        "certificate-closed", "use-increase",      "plan-exited",
    "no-such-plan",    "pending-application", "date-invalid",       "over-plan",         "below-examined",
    "cap-exceeded",    "form-unsigned",       "form-stale",         "note-required",
};

bool valid_headcount(const std::optional<long long>& headcount) {
  return headcount && *headcount >= 1 && *headcount <= 99999;
}

}  // namespace

int Refusals::rank(std::string_view code) {
  int rank = 0;
  while (kOrder[rank] != code) ++rank;
  return rank;
}

std::string Refusals::headline() const {
  return found_.empty() ? "ok" : std::string(kOrder[*found_.begin()]);
}

bool Model::known(const Line& line) const {
  if (line.certificate >= static_cast<int>(certificates.size()) || line.level > 2) return false;
  return certificates[static_cast<std::size_t>(line.certificate)].has[line.level];
}

bool Model::closed(const Line& line) const {
  if (!known(line)) return false;
  const auto& from = certificates[static_cast<std::size_t>(line.certificate)].closed_from[line.level];
  return from && *from <= today();
}

/// Which plan the line is of: of the year it names, else the latest live one; of a `new`, the plan year's.
void Model::settle(const Application& application, Line& line, int plan_year) const {
  line.plan = -1;
  line.excepted = false;
  line.plan_year = plan_year;
  if (application.kind != Kind::new_plans && line.year) line.plan_year = *line.year;
  const bool latest = application.kind != Kind::new_plans && !line.year;
  for (std::size_t i = 0; i < ledger.plans().size(); ++i) {
    const PlanKey& key = ledger.plans()[i];
    const int plan = static_cast<int>(i);
    if (key.school != application.school || key.certificate != line.certificate || key.level != line.level) continue;
    const bool better = latest ? ledger.live(plan, now) > 0 && (line.plan < 0 || key.year > line.plan_year)
                               : key.year == line.plan_year;
    if (!better) continue;
    line.plan = plan;
    line.plan_year = key.year;
  }
}

bool Model::repeats(Kind kind, const Line& a, const Line& b) const {
  if (kind != Kind::new_plans && (a.plan >= 0 || b.plan >= 0)) return a.plan == b.plan;
  if (a.certificate != b.certificate || a.level != b.level) return false;
  return kind == Kind::new_plans || a.year == b.year;
}

bool Model::awaits_decision(const Application& application) const {
  return application.status == Status::submitted || application.status == Status::forwarded;
}

bool Model::pending(int number, const Application& application, const Line& line) const {
  for (std::size_t i = 0; i < applications.size(); ++i) {
    const Application& other = applications[i];
    if (static_cast<int>(i) == number || other.school != application.school || !awaits_decision(other)) continue;
    for (const Line& each : other.lines) {
      if (each.certificate == line.certificate && each.level == line.level && each.plan_year == line.plan_year) {
        return true;
      }
    }
  }
  return false;
}

void Model::judge_plan(const Application& application, const Line& line, Refusals& refusals) const {
  const Figures figures = line.plan >= 0 ? ledger.figures(line.plan, now) : Figures{};
  if (application.kind == Kind::new_plans) {
    refusals.add_if(figures.live > 0, "use-increase");
    return;
  }
  refusals.add_if(figures.live <= 0, "no-such-plan");
  if (application.kind != Kind::decrease || figures.live <= 0 || !line.headcount) return;
  refusals.add_if(figures.headcount - *line.headcount < figures.examined, "below-examined");
}

void Model::judge_lines(int number, const Application& application, Refusals& refusals) const {
  for (std::size_t i = 0; i < application.lines.size(); ++i) {
    const Line& line = application.lines[i];
    const bool in_catalogue = line.certificate < static_cast<int>(certificates.size());
    refusals.add_if(!in_catalogue, "certificate-unknown");
    refusals.add_if(in_catalogue && !known(line), "level-unknown");
    refusals.add_if(!valid_headcount(line.headcount), "headcount-invalid");
    for (std::size_t other = 0; other < i; ++other) {
      refusals.add_if(repeats(application.kind, application.lines[other], line), "duplicate-line");
    }
    refusals.add_if(application.kind != Kind::new_plans && !line.reason_given, "reason-required");
    refusals.add_if(application.kind != Kind::decrease && closed(line), "certificate-closed");
    judge_plan(application, line, refusals);
    refusals.add_if(known(line) && pending(number, application, line), "pending-application");
  }
}

long long Model::cut_in(const RoundAt& round, int school, int except, int plan, bool approved_only) const {
  long long sum = 0;
  for (std::size_t i = 0; i < applications.size(); ++i) {
    const Application& each = applications[i];
    if (static_cast<int>(i) == except || each.school != school || each.kind != Kind::decrease) continue;
    if (each.round != round) continue;
    const bool approved = each.status == Status::approved || each.status == Status::partly_approved;
    if (!approved && (approved_only || !awaits_decision(each))) continue;
    for (const Line& line : each.lines) {
      if (!line.excepted && (plan < 0 || line.plan == plan)) sum += line.headcount.value_or(0);
    }
  }
  return sum;
}

/// R7: cut × 100 ≤ base × percent, the lines of this application beside the others of its round.
bool Model::breaks_cap(int number, const Application& application) const {
  if (application.kind != Kind::decrease || !application.round || application.waived) return false;
  const RoundAt& round = *application.round;
  const int percent = notice.rounds[static_cast<std::size_t>(round.rule)].cap_percent;
  if (percent == 0) return false;
  const int school = application.school;
  long long asked = 0;
  for (const Line& line : application.lines) {
    if (line.excepted || line.plan < 0 || !valid_headcount(line.headcount)) continue;
    if (notice.cap_by_line) {
      const long long base = ledger.live(line.plan, now) + cut_in(round, school, number, line.plan, true);
      const long long cut = cut_in(round, school, number, line.plan, false) + *line.headcount;
      if (cut * 100 > base * percent) return true;
    }
    asked += *line.headcount;
  }
  if (notice.cap_by_line || asked == 0) return false;
  const long long base = ledger.live_of_school(school, now) + cut_in(round, school, number, -1, true);
  return (cut_in(round, school, number, -1, false) + asked) * 100 > base * percent;
}

Cap Model::cap(int school) const {
  Cap cap;
  cap.base = ledger.live_of_school(school, now);
  const auto round = last_opened();
  if (!round) return cap;
  cap.base += cut_in(*round, school, -1, -1, true);
  cap.used = cut_in(*round, school, -1, -1, false);
  const int percent = notice.rounds[static_cast<std::size_t>(round->rule)].cap_percent;
  const long long allowed = percent == 0 ? cap.base : cap.base * percent / 100;
  if (allowed > cap.used) cap.left = allowed - cap.used;
  return cap;
}

/// Fine print: R16, R8, R7 and R5 again, over the lines that are not excepted.
void Model::judge_approval(int number, const Application& application, Refusals& refusals) const {
  for (const Line& line : application.lines) {
    if (line.excepted) continue;
    refusals.add_if(application.kind != Kind::decrease && closed(line), "certificate-closed");
    const auto plan = ledger.find({application.school, line.certificate, line.level, line.plan_year});
    const Figures figures = plan ? ledger.figures(*plan, now) : Figures{};
    refusals.add_if(application.kind == Kind::new_plans && figures.live > 0, "use-increase");
    refusals.add_if(application.kind == Kind::decrease && figures.headcount - *line.headcount < figures.examined,
                    "below-examined");
  }
  refusals.add_if(breaks_cap(number, application), "cap-exceeded");
}

std::vector<int> Model::exit_candidates(int year) const {
  std::vector<int> plans;
  if (!in_force() || year < 2021) return plans;
  const Day declared_by = day_number({year - notice.exit_after_years, 11, 11});
  for (std::size_t i = 0; i < ledger.plans().size(); ++i) {
    const int plan = static_cast<int>(i);
    const Figures figures = ledger.figures(plan, now);
    bool held = false;
    for (const auto& [held_plan, held_year] : holds_) held = held || (held_plan == plan && held_year == year);
    if (figures.live > 0 && figures.examined == 0 && ledger.declared_on(plan) <= declared_by && !held) {
      plans.push_back(plan);
    }
  }
  return plans;
}

}  // namespace kaoji::naive
