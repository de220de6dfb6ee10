#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/replay/story.hpp"
#include "core/application/reduction_cap.hpp"

namespace kaoji::cli::replay {

/// What came of an act: `ok`, or the headline of its refusal.
struct Verdict {
  std::string code = "ok";
  std::string clause;
  std::string sentence;  ///< Chinese, of the refusal

  [[nodiscard]] bool ok() const { return code == "ok"; }
};

/// What a check reads. Names are those of FORMAT.md.
struct ApplicationNow {
  std::string status;
  std::string awaits;  ///< an actor's name, or nobody
};
struct PlanNow {
  std::int64_t headcount = 0;
  std::int64_t live = 0;
  std::int64_t examined = 0;
  bool exited = false;
};
struct WindowState {
  bool open = false;
  std::optional<base::Date> closes;
  std::optional<base::Date> opens;
};
struct Annex1Blocks {
  std::vector<std::string> left;
  std::vector<std::string> right;
};
struct CapState {
  std::int64_t base = 0;
  std::int64_t used = 0;
  std::int64_t left = 0;
};

/// Where a story is played: straight on a store through the use cases, or through the HTTP API of a running server.
/// Applications are called by the story's ids. Throws StepImpossible for a name that the world does not hold.
class Theatre {
 public:
  virtual ~Theatre() = default;

  /// Replaces whatever was there by the story's world, at its first instant.
  virtual void open(const Story& story) = 0;
  virtual void set_now(base::Instant now) = 0;
  [[nodiscard]] virtual Verdict act(const std::string& by, const Act& act) = 0;

  [[nodiscard]] virtual ApplicationNow application(const std::string& id) = 0;
  [[nodiscard]] virtual PlanNow plan(const usecases::PlanName& name, std::optional<base::Instant> as_of) = 0;
  [[nodiscard]] virtual std::int64_t institution_live(const std::string& code) = 0;
  [[nodiscard]] virtual std::string rate(const std::string& scope, int year, const std::string& name) = 0;
  [[nodiscard]] virtual std::vector<usecases::PlanName> exit_candidates(int year) = 0;
  [[nodiscard]] virtual std::vector<std::string> worklist(const std::string& actor) = 0;
  [[nodiscard]] virtual WindowState window(core::ApplicationKind kind, core::Stage stage) = 0;
  [[nodiscard]] virtual Annex1Blocks annex1(const std::string& id) = 0;
  [[nodiscard]] virtual CapState cap(const std::string& code) = 0;
};

/// A step that cannot even be tried: it names what is not there.
class StepImpossible : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where an excepted line stands in the application, counted from 0: every line of that certificate and level.
[[nodiscard]] std::vector<core::ExceptedLine> excepted_lines(const std::vector<NamedExcept>& named,
                                                             const std::vector<core::LineWish>& lines);

}  // namespace kaoji::cli::replay
