#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/policy/policy.hpp"
#include "core/review/review.hpp"
#include "usecases/application_facts.hpp"
#include "usecases/load_world.hpp"
#include "usecases/plan_acts.hpp"

namespace kaoji::cli::replay {

/// Which scan of the signed form the institution hands in: of this revision, none, or of an earlier one.
enum class FormHandedIn { signed_scan, none, stale };

// What happens in a step: FORMAT.md, “Steps”.
struct Apply {
  std::string id;
  std::string institution;  ///< `for`, else `by`
  core::ApplicationKind kind{};
  std::vector<usecases::LineInput> lines;
  FormHandedIn form = FormHandedIn::signed_scan;
};
struct Resubmit {
  std::string application;
  std::vector<usecases::LineInput> lines;
  FormHandedIn form = FormHandedIn::signed_scan;
};
struct Withdraw {
  std::string application;
};
struct NamedExcept {
  std::string certificate;
  std::string level;
  std::string reason;
};
struct Review {
  std::string application;
  core::Decision decision{};
  std::string note;
  std::vector<NamedExcept> except;
};
struct Register {
  std::string institution;
};
struct Admit {
  std::string institution;
  std::optional<base::Date> until;
};
struct SwitchPlatform {
  bool open = true;
};
struct Extend {
  core::Stage stage{};
  base::Date until;
  std::string reason;
  std::string institution;
  std::string bureau;
};
struct Waive {
  std::string institution;
  std::string reason;
};
struct CloseCertificate {
  std::string certificate;
  std::optional<std::string> level;
  base::Date from;
};
struct Assess {
  usecases::PlanName plan;
  core::AssessmentWish wish;
};
struct PlaceHold {
  usecases::PlanName plan;
  std::string reason;
};
struct RunExit {};

// What must be true at an instant: FORMAT.md, “Checks”.
struct CheckApplication {
  std::string application;
  std::optional<std::string> status;
  std::optional<std::string> awaits;
};
struct CheckPlan {
  usecases::PlanName plan;
  std::optional<base::Instant> as_of;
  std::optional<std::int64_t> headcount;
  std::optional<std::int64_t> live;
  std::optional<std::int64_t> examined;
  std::optional<bool> exited;
};
struct CheckInstitution {
  std::string institution;
  std::int64_t live = 0;
};
struct CheckRate {
  std::string scope;
  int year = 0;
  std::string name;
  std::string equals;
};
struct CheckExitCandidates {
  int year = 0;
  std::vector<usecases::PlanName> equals;
};
struct CheckWorklist {
  std::string actor;
  std::vector<std::string> equals;
};
struct CheckWindow {
  core::ApplicationKind kind{};
  core::Stage stage{};
  std::optional<bool> open;
  std::optional<base::Date> closes;
  std::optional<base::Date> opens;
};
struct CheckAnnex1 {
  std::string application;
  std::optional<std::vector<std::string>> left;
  std::optional<std::vector<std::string>> right;
};
struct CheckCap {
  std::string institution;
  std::optional<std::int64_t> base;
  std::optional<std::int64_t> used;
  std::optional<std::int64_t> left;
};

using Act = std::variant<Apply, Resubmit, Withdraw, Review, Register, Admit, SwitchPlatform, Extend, Waive,
                         CloseCertificate, Assess, PlaceHold, RunExit>;
using Check = std::variant<CheckApplication, CheckPlan, CheckInstitution, CheckRate, CheckExitCandidates, CheckWorklist,
                           CheckWindow, CheckAnnex1, CheckCap>;

struct Step {
  int line = 0;  ///< of the file
  base::Instant at;
  std::string what;  ///< `do`, as written
  std::string by;    ///< empty for a check
  std::string expect = "ok";
  std::optional<std::string> clause;
  std::variant<Act, Check> body;
};

/// A scenario: a world, then steps in time.
struct Story {
  std::string title;
  std::string policy_text;  ///< the policy file's own text, for a server that is to read it
  core::Policy policy;
  usecases::World world;
  std::vector<Step> steps;
};

}  // namespace kaoji::cli::replay
