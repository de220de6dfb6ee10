#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/replay/play.hpp"
#include "core/policy/terms.hpp"

namespace kaoji::cli::replay {

namespace {

/// Collects what differs, each as “name: expected …, got …”.
class Differences {
 public:
  template <class T>
  void add(std::string_view name, const T& expected, const T& got) {
    if (expected == got) return;
    if (!text_.empty()) text_ += "；";
    fmt::format_to(std::back_inserter(text_), "{}: 应为 expected {}，实为 got {}", name, expected, got);
  }
  template <class T>
  void add(std::string_view name, const std::optional<T>& expected, const T& got) {
    if (expected) add(name, *expected, got);
  }
  [[nodiscard]] std::string text() const { return text_; }

 private:
  std::string text_;
};

std::string text_of(const usecases::PlanName& name) {
  return fmt::format("{} {} {} {}", name.institution, name.certificate, name.level, name.year);
}

/// In key order, levels by their rank: FORMAT.md lists the candidates so.
std::vector<std::string> in_key_order(std::vector<usecases::PlanName> names) {
  std::sort(names.begin(), names.end(), [](const usecases::PlanName& a, const usecases::PlanName& b) {
    return std::tuple(a.institution, a.certificate, core::parse_level(a.level), a.year) <
           std::tuple(b.institution, b.certificate, core::parse_level(b.level), b.year);
  });
  std::vector<std::string> texts;
  for (const usecases::PlanName& name : names) texts.push_back(text_of(name));
  return texts;
}

std::string date_text(const std::optional<base::Date>& date) {
  return date ? base::to_text(*date) : "—";
}

void compare_one(const CheckApplication& check, Theatre& theatre, Differences& out) {
  const ApplicationNow now = theatre.application(check.application);
  out.add("status", check.status, now.status);
  out.add("awaits", check.awaits, now.awaits);
}

void compare_one(const CheckPlan& check, Theatre& theatre, Differences& out) {
  const PlanNow now = theatre.plan(check.plan, check.as_of);
  out.add("headcount", check.headcount, now.headcount);
  out.add("live", check.live, now.live);
  out.add("examined", check.examined, now.examined);
  out.add("exited", check.exited, now.exited);
}

void compare_one(const CheckInstitution& check, Theatre& theatre, Differences& out) {
  out.add("live", check.live, theatre.institution_live(check.institution));
}

void compare_one(const CheckRate& check, Theatre& theatre, Differences& out) {
  out.add("rate", check.equals, theatre.rate(check.scope, check.year, check.name));
}

void compare_one(const CheckExitCandidates& check, Theatre& theatre, Differences& out) {
  out.add("exit_candidates", in_key_order(check.equals), in_key_order(theatre.exit_candidates(check.year)));
}

void compare_one(const CheckWorklist& check, Theatre& theatre, Differences& out) {
  out.add("worklist", check.equals, theatre.worklist(check.actor));
}

void compare_one(const CheckWindow& check, Theatre& theatre, Differences& out) {
  const WindowState now = theatre.window(check.kind, check.stage);
  out.add("open", check.open, now.open);
  if (check.closes) out.add("closes", date_text(check.closes), date_text(now.closes));
  if (check.opens) out.add("opens", date_text(check.opens), date_text(now.opens));
}

void compare_one(const CheckAnnex1& check, Theatre& theatre, Differences& out) {
  const Annex1Blocks now = theatre.annex1(check.application);
  out.add("left", check.left, now.left);
  out.add("right", check.right, now.right);
}

void compare_one(const CheckCap& check, Theatre& theatre, Differences& out) {
  const CapState now = theatre.cap(check.institution);
  out.add("base", check.base, now.base);
  out.add("used", check.used, now.used);
  out.add("left", check.left, now.left);
}

struct ActWords {
  std::string operator()(const Apply& act) const { return fmt::format("{} {}", act.id, core::to_text(act.kind)); }
  std::string operator()(const Resubmit& act) const { return act.application; }
  std::string operator()(const Withdraw& act) const { return act.application; }
  std::string operator()(const Review& act) const {
    return fmt::format("{} {}", act.application, core::to_text(act.decision));
  }
  std::string operator()(const Register& act) const { return act.institution; }
  std::string operator()(const Admit& act) const { return act.institution; }
  std::string operator()(const SwitchPlatform& act) const { return act.open ? "open" : "closed"; }
  std::string operator()(const Extend& act) const {
    return fmt::format("{} {}", core::to_text(act.stage), base::to_text(act.until));
  }
  std::string operator()(const Waive& act) const { return act.institution; }
  std::string operator()(const CloseCertificate& act) const {
    return fmt::format("{} {}", act.certificate, act.level.value_or(""));
  }
  std::string operator()(const Assess& act) const { return text_of(act.plan); }
  std::string operator()(const PlaceHold& act) const { return text_of(act.plan); }
  std::string operator()(const RunExit& /*act*/) const { return {}; }
};

struct CheckWords {
  std::string operator()(const CheckApplication& check) const { return check.application; }
  std::string operator()(const CheckPlan& check) const { return text_of(check.plan); }
  std::string operator()(const CheckInstitution& check) const { return check.institution; }
  std::string operator()(const CheckRate& check) const {
    return fmt::format("{} {} {}", check.scope, check.year, check.name);
  }
  std::string operator()(const CheckExitCandidates& check) const {
    return fmt::format("exit candidates {}", check.year);
  }
  std::string operator()(const CheckWorklist& check) const { return fmt::format("worklist {}", check.actor); }
  std::string operator()(const CheckWindow& check) const {
    return fmt::format("window {} {}", core::to_text(check.kind), core::to_text(check.stage));
  }
  std::string operator()(const CheckAnnex1& check) const { return fmt::format("annex 1 of {}", check.application); }
  std::string operator()(const CheckCap& check) const { return fmt::format("cap {}", check.institution); }
};

}  // namespace

std::string compare(const Check& check, Theatre& theatre) {
  Differences differences;
  std::visit([&](const auto& each) { compare_one(each, theatre, differences); }, check);
  return differences.text();
}

std::string words_of(const Act& act) {
  return std::visit(ActWords{}, act);
}

std::string words_of(const Check& check) {
  return std::visit(CheckWords{}, check);
}

}  // namespace kaoji::cli::replay
