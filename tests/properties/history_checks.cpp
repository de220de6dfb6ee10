#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/replay/play.hpp"
#include "properties/history.hpp"

namespace kaoji::naive {

namespace replay = cli::replay;

namespace {

constexpr const char* kStatuses[] = {"draft",           "submitted", "forwarded", "returned", "approved",
                                     "partly-approved", "rejected",  "withdrawn", "voided"};

std::string text_of(const Figures& figures) {
  return fmt::format("headcount {} live {} examined {} exited {}", figures.headcount, figures.live, figures.examined,
                     figures.exited);
}

std::string text_of(const usecases::PlanName& name) {
  return fmt::format("{} {} {} {}", name.institution, name.certificate, name.level, name.year);
}

Figures figures_of(const replay::PlanNow& plan) {
  return {plan.headcount, plan.live, plan.examined, plan.exited};
}

}  // namespace

void History::disagree(const std::string& what) const {
  throw Disagreement(fmt::format("{}\n{}", what, fmt::join(told_, "\n")));
}

template <class T>
void History::same(const std::string& what, const T& model, const T& program) const {
  if (model != program) disagree(fmt::format("{}: the model says {}, the program {}", what, model, program));
}

bool History::agree(const std::string& by, const replay::Act& act, const std::string& expected) {
  const replay::Verdict verdict = theatre_.act(by, act);
  return agree(by, replay::words_of(act), verdict.code, expected);
}

bool History::agree(const std::string& by, const std::string& words, const std::string& code,
                    const std::string& expected) {
  const base::Zone zone{"Asia/Shanghai", std::chrono::hours{8}};
  told_.push_back(fmt::format("{}  {} {} → {}", base::to_text(zone, instant_of(model_.now)), by, words, code));
  same("the last act", expected, code);
  ++tally_.acts;
  if (code == "ok") ++tally_.accepted;
  if (tally_.acts % 10 == 0) {
    compare_schools();
    compare_applications();
  }
  return code == "ok";
}

void History::compare_plans() {
  for (std::size_t i = 0; i < model_.ledger.plans().size(); ++i) {
    const auto name = name_of(model_.ledger.plans()[i]);
    const Figures program = figures_of(theatre_.plan(name, std::nullopt));
    same(text_of(name), text_of(model_.ledger.figures(static_cast<int>(i), model_.now)), text_of(program));
    if (program.live < 0 || program.live > program.headcount) disagree(text_of(name) + " live: " + text_of(program));
  }
}

/// What stands now will have been so: remembered before the clock moves on, because the same instant may bring more.
void History::remember_figures() {
  for (std::size_t i = 0; i < model_.ledger.plans().size(); ++i) {
    if ((seen_.size() + i) % 3 != 0) continue;
    const int plan = static_cast<int>(i);
    const auto now = theatre_.plan(name_of(model_.ledger.plans()[i]), std::nullopt);
    seen_.push_back({plan, model_.now, figures_of(now)});
  }
}

void History::compare_past() {
  for (std::size_t i = 0; i < seen_.size(); i += 1 + seen_.size() / 60) {
    const Seen& then = seen_[i];
    const auto name = name_of(model_.ledger.plans()[static_cast<std::size_t>(then.plan)]);
    const Figures now = figures_of(theatre_.plan(name, instant_of(then.at)));
    same(fmt::format("{} as of {}", text_of(name), then.at), text_of(then.figures), text_of(now));
    same("the model's own past", text_of(model_.ledger.figures(then.plan, then.at)), text_of(now));
  }
}

void History::compare_schools() {
  for (std::size_t i = 0; i < model_.schools.size(); ++i) {
    const int school = static_cast<int>(i);
    const std::string& code = model_.schools[i].code;
    const long long live = theatre_.institution_live(code);
    same(code + " live", model_.ledger.live_of_school(school, model_.now), live);
    const Cap cap = model_.cap(school);
    const replay::CapState state = theatre_.cap(code);
    same(code + " cap", fmt::format("base {} used {} left {}", cap.base, cap.used, cap.left),
         fmt::format("base {} used {} left {}", state.base, state.used, state.left));
  }
  for (const int year : {model_.year(), model_.year() + 1}) {
    std::vector<std::string> model;
    std::vector<std::string> program;
    for (const int plan : model_.exit_candidates(year)) {
      model.push_back(text_of(name_of(model_.ledger.plans()[static_cast<std::size_t>(plan)])));
    }
    for (const auto& name : theatre_.exit_candidates(year)) program.push_back(text_of(name));
    std::sort(model.begin(), model.end());
    std::sort(program.begin(), program.end());
    same(fmt::format("exit candidates of {}", year), model, program);
  }
}

void History::compare_applications() {
  for (std::size_t i = 0; i < model_.applications.size(); ++i) {
    const std::string id = fmt::format("a{}", i);
    same(id, std::string(kStatuses[static_cast<int>(model_.applications[i].status)]), theatre_.application(id).status);
  }
  for (const char* actor : {"10001", "20001", "20002", "30001", "410100", "410200", "department"}) {
    std::vector<std::string> model;
    for (const int each : model_.worklist(actor)) model.push_back(fmt::format("a{}", each));
    same(fmt::format("the work list of {}", actor), model, theatre_.worklist(actor));
  }
}

void History::compare_rates() {
  const auto compare = [&](const std::string& scope, const std::vector<bool>& schools) {
    for (int year = model_.year() - 3; year <= model_.year() + 1; ++year) {
      for (const char* name : {"adjustment", "completion", "exit"}) {
        same(fmt::format("{} of {} in {}", name, scope, year), model_.ledger.rate(schools, name, year, model_.now),
             theatre_.rate(scope, year, name));
      }
    }
  };
  compare("province", {true, true, true, true});
  compare("local-secondary", {false, true, true, false});
  compare("410100", {false, true, false, false});
  compare("10001", {true, false, false, false});
}

/// R7 after the fact, whoever split what in which order: what the round took is within the percentage of what the
/// school had without it. Not where a waiver let one application pass, nor line by line, where the sum may be more.
void History::check_cap(int number) {
  const Application& approved = model_.applications[static_cast<std::size_t>(number)];
  const bool final = approved.status == Status::approved || approved.status == Status::partly_approved;
  if (!final) return;
  ++tally_.approvals;
  if (approved.kind != Kind::decrease || !approved.round || model_.notice.cap_by_line || approved.waived) return;
  const int percent = model_.notice.rounds[static_cast<std::size_t>(approved.round->rule)].cap_percent;
  if (percent == 0) return;
  const long long cut = model_.cut_in(*approved.round, approved.school, -1, -1, true);
  const long long base =
      theatre_.institution_live(model_.schools[static_cast<std::size_t>(approved.school)].code) + cut;
  if (cut * 100 > base * percent) disagree(fmt::format("the cap was passed: {} of {}", cut, base));
}

void History::finish() {
  compare_plans();
  compare_schools();
  compare_applications();
  compare_past();
  compare_rates();
  compare_report();
  for (const ports::BrokenRow& row : store_.examine()) disagree("broken: " + row.invariant + " " + row.row);
}

}  // namespace kaoji::naive
