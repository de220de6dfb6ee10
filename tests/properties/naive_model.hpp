#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/naive_ledger.hpp"

// A second reading of domain.md that shares no code with src/core: plain lists, summed anew for every question. Slow,
// short, and wrong in other places, if it is wrong.
namespace kaoji::naive {

enum class Kind { new_plans, increase, decrease };
enum class Stage { submit, preliminary, final };
enum class Status { draft, submitted, forwarded, returned, approved, partly_approved, rejected, withdrawn, voided };
enum class Decision { pass, give_back, reject };
enum class Form { signed_scan, none, stale };

struct MonthDay {
  int month = 0;
  int day = 0;
};

struct RoundRule {
  std::string name;
  int from_year = 0;
  int until_year = 0;
  std::pair<MonthDay, MonthDay> windows[3];
  int cap_percent = 0;  ///< 0: none
  bool in_rates = true;
};

/// What a notice can set, as far as the histories vary it.
struct Notice {
  std::vector<RoundRule> rounds;
  bool windowed_increases = false;
  bool needs_admission = true;
  bool cap_by_line = false;
  int exit_after_years = 1;
  bool bureau_first = true;
  bool signed_form = true;
  Day in_force_from = 0;
};

struct RoundAt {
  int rule = -1;
  int year = 0;

  friend bool operator==(const RoundAt&, const RoundAt&) = default;
};

struct School {
  std::string code;
  std::string kind;
  std::string bureau;
  bool registered = true;
};

/// Levels are numbered 0 to 2; 3 is a word that is no level. A certificate beyond the catalogue is unknown.
struct Certificate {
  std::string name;
  bool has[3] = {true, true, true};
  std::optional<Day> closed_from[3];
};

struct Line {
  int certificate = 0;
  int level = 0;
  std::optional<long long> headcount;
  bool reason_given = true;
  std::optional<int> year;

  int plan = -1;  ///< settled at submission
  int plan_year = 0;
  bool excepted = false;
};

struct Application {
  int school = 0;
  Kind kind{};
  Status status = Status::draft;
  std::optional<RoundAt> round;
  Stage returned_by{};
  bool waived = false;
  std::vector<Line> lines;
  std::optional<Ms> first_submitted;
  Ms submitted = 0;
};

struct Extension {
  RoundAt round;
  Stage stage{};
  Day until = 0;
  int school = -1;
  std::string bureau;
};
struct Admission {
  int school = 0;
  std::optional<Day> until;
  bool used = false;
};
struct Waiver {
  int school = 0;
  RoundAt round;
  bool used = false;
};

struct Cap {
  long long base = 0;
  long long used = 0;
  long long left = 0;
};

/// Found reasons to refuse; the headline is the first in the order of domain.md.
class Refusals {
 public:
  void add(std::string_view code) { found_.insert(rank(code)); }
  void add_if(bool wrong, std::string_view code) {
    if (wrong) add(code);
  }
  [[nodiscard]] bool none() const { return found_.empty(); }
  /// `ok` when there is none.
  [[nodiscard]] std::string headline() const;

 private:
  [[nodiscard]] static int rank(std::string_view code);

  std::set<int> found_;
};

/// Actors are named as in a story: a code, `department`, `office`. Every act answers `ok` or the headline of its
/// refusal, and does what it does.
class Model {
 public:
  Notice notice;
  std::vector<School> schools;
  std::vector<Certificate> certificates;
  Ledger ledger;
  std::vector<Application> applications;
  Ms now = 0;

  void carry(const PlanKey& key, long long headcount, Day declared_on, long long examined, Day examined_on);

  std::string apply(const std::string& by, int school, Kind kind, std::vector<Line> lines, Form form);
  std::string resubmit(const std::string& by, int application, std::vector<Line> lines, Form form);
  std::string withdraw(const std::string& by, int application);
  /// `reasons_given`: does every excepted line have one? `except`: certificate and level of lines.
  std::string review(const std::string& by, int application, Decision decision, bool note,
                     const std::vector<std::pair<int, int>>& except, bool reasons_given);
  std::string register_school(const std::string& by, int school);
  std::string admit(const std::string& by, int school, std::optional<Day> until);
  std::string platform(const std::string& by, bool open);
  std::string extend(const std::string& by, Stage stage, Day until, bool reason, int school, const std::string& bureau);
  std::string waive(const std::string& by, int school, bool reason);
  std::string close_certificate(const std::string& by, int certificate, std::optional<int> level, Day from);
  std::string assess(const std::string& by, int school, int certificate, int level, int year, Day on,
                     std::optional<long long> examined, std::optional<long long> passed);
  /// The assessment at that place of the ledger.
  std::string take_back(const std::string& by, std::size_t place, bool reason);
  std::string hold(const std::string& by, int school, int certificate, int level, int year, bool reason);
  std::string exit(const std::string& by);

  [[nodiscard]] Day today() const { return day_at(now); }
  [[nodiscard]] int year() const { return year_of(today()); }
  [[nodiscard]] bool in_force() const { return today() >= notice.in_force_from; }
  /// The numbers of the plans that would exit in that year.
  [[nodiscard]] std::vector<int> exit_candidates(int year) const;
  [[nodiscard]] Cap cap(int school) const;
  /// What awaits this actor, oldest submission first.
  [[nodiscard]] std::vector<int> worklist(const std::string& actor) const;
  /// Every day on which some window opens or after which one closes, in that year.
  [[nodiscard]] std::vector<std::pair<Day, Day>> windows_of(int year) const;
  /// The window of that stage that is open or opens next.
  [[nodiscard]] std::pair<Day, Day> next_window(Stage stage) const;
  /// Approved and awaiting decreases of the round, of other applications than `except`; `plan` −1: of all plans.
  [[nodiscard]] long long cut_in(const RoundAt& round, int school, int except, int plan, bool approved_only) const;
  [[nodiscard]] bool awaits_decision(const Application& application) const;

 private:
  [[nodiscard]] std::pair<Day, Day> window(const RoundAt& round, Stage stage) const;
  [[nodiscard]] std::pair<Day, Day> window_for(const RoundAt& round, Stage stage, int school) const;
  [[nodiscard]] std::vector<RoundAt> rounds_so_far() const;
  [[nodiscard]] std::optional<RoundAt> last_opened() const;
  [[nodiscard]] std::optional<RoundAt> round_for(Kind kind, int school) const;
  [[nodiscard]] bool windowed(Kind kind) const { return kind != Kind::increase || notice.windowed_increases; }
  [[nodiscard]] bool covers(const Extension& extension, int school) const;
  [[nodiscard]] bool bureau_reviews(int school) const;
  [[nodiscard]] Stage stage_of(const Application& application) const;
  [[nodiscard]] bool known(const Line& line) const;
  [[nodiscard]] bool closed(const Line& line) const;

  std::string hand_in(int application, std::vector<Line> lines, Form form);
  void settle(const Application& application, Line& line, int plan_year) const;
  void judge_lines(int number, const Application& application, Refusals& refusals) const;
  void judge_plan(const Application& application, const Line& line, Refusals& refusals) const;
  [[nodiscard]] bool repeats(Kind kind, const Line& a, const Line& b) const;
  [[nodiscard]] bool pending(int number, const Application& application, const Line& line) const;
  void judge_window(const Application& application, Refusals& refusals) const;
  [[nodiscard]] bool breaks_cap(int number, const Application& application) const;
  void judge_approval(int number, const Application& application, Refusals& refusals) const;
  void write_entries(int number, const Application& application);
  [[nodiscard]] std::string reached(const std::string& by, const Application& application) const;
  void judge_named(int certificate, int level, std::optional<int> plan, Refusals& refusals) const;
  [[nodiscard]] std::optional<int> named(int school, int certificate, int level, int year) const;
  [[nodiscard]] std::optional<std::size_t> usable_admission(int school) const;
  [[nodiscard]] std::optional<std::size_t> usable_waiver(int school, const RoundAt& round) const;

  std::vector<Extension> extensions_;
  std::vector<Admission> admissions_;
  std::vector<Waiver> waivers_;
  std::vector<std::pair<int, int>> holds_;  ///< plan, year
  bool platform_open_ = true;
};

}  // namespace kaoji::naive
