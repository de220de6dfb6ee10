#include "usecases/try_policy.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "core/policy/trial_policy.hpp"
#include "core/review/review.hpp"
#include "usecases/past_facts.hpp"

namespace kaoji::usecases {

namespace {

/// A notice, or all of that time, under which the past is judged.
struct Judge {
  const core::PolicyBook& book;
  PastView view;
};

/// A step that was really taken, as the application stood before it.
struct Step {
  core::Application before;
  const ports::ApplicationEvent& event;
};

std::optional<core::Decision> decision_of(std::string_view event) {
  if (event == "forwarded" || event == "approved" || event == "partly-approved") return core::Decision::pass;
  if (event == "returned") return core::Decision::give_back;
  if (event == "rejected") return core::Decision::reject;
  return std::nullopt;
}

bool submits(std::string_view event) {
  return event == "submitted" || event == "resubmitted";
}

bool same_before(const ports::ApplicationEvent& event, const ports::ApplicationEvent& later) {
  return &event < &later;
}

/// The application as it was submitted: what submission settles is taken off its lines again.
core::Application before_submission(const InstitutionPast& past, const PastApplication& of,
                                    const ports::ApplicationEvent& event) {
  core::Application application = of.application;
  application.revision = event.revision;
  application.lines = past.lines(of.application, event.revision);
  application.scan_revision = past.scanned_revision(application.id, event.at);
  for (core::Line& line : application.lines) line = core::Line{line.wish, 0, {}, 0, std::nullopt, std::nullopt};
  const bool again = event.event == "resubmitted";
  application.status = again ? core::Status::returned : core::Status::draft;
  if (!again) application.waived = false;
  for (const ports::ApplicationEvent& earlier : of.events) {
    if (!same_before(earlier, event)) break;
    if (earlier.event == "returned" && earlier.stage) application.returned_by = *earlier.stage;
  }
  return application;
}

/// The application as it lay before the decision, and what the reviewer wished.
core::Application before_review(const InstitutionPast& past, const PastApplication& of,
                                const ports::ApplicationEvent& event, bool by_bureau, core::ReviewWish& wish) {
  core::Application application = of.application;
  application.revision = event.revision;
  application.lines = past.lines(of.application, event.revision);
  const bool final = event.stage == core::Stage::final;
  application.status = final && by_bureau ? core::Status::forwarded : core::Status::submitted;
  wish.decision = *decision_of(event.event);
  wish.note = event.note.empty() ? "—" : event.note;
  for (std::size_t i = 0; i < application.lines.size(); ++i) {
    auto& except = application.lines[i].except;
    if (!except || except->at < event.at) continue;
    if (except->at == event.at && wish.decision == core::Decision::pass) wish.except.push_back({i, except->reason});
    except = std::nullopt;
  }
  return application;
}

constexpr TrialNote kNotes[] = {
    {"每份申报单独重判，其他申报按当时的实际情况计算；因前一份结果不同而引起的后果不推算。",
     "Each application is judged again by itself, beside the others as they really were; what would have followed from "
     "another outcome is not worked out."},
    {"实有数、已考核数按台账在当时的记录；延期、豁免、准入按当时已经作出的计算，延期和豁免转到新政策中同名的批次。",
     "Live and examined figures are the ledger's as recorded by then; extensions, waivers and admissions are those "
     "granted by then, the first two moved to the round of the same name."},
    {"平台开关没有历史记录，按开放计算；停止后又恢复的证书级别、撤下的扫描件也无从得知。",
     "The platform's switch has no history and counts as open; levels closed and opened again, and scans taken away, "
     "are not known either."},
    {"当时被规则拒绝的提交没有留下可以重判的申报，只列出次数；强制退出和审核前的对账不在试算之内。",
     "Submissions that were refused then left nothing to judge again, only their number is told; the forced exit is "
     "not part of the trial, nor is the agreement with the platform before an approval."},
    {"新政策每年举行的批次视为当年已经举行，只举行一次的批次仍在它自己的年份。",
     "Yearly rounds of the notice count as held in that year; rounds held once stay in their own year."},
};

class YearTrial {
 public:
  YearTrial(ports::Transaction& tx, const Context& context, const core::Policy& policy, int year)
      : tx_(tx), context_(context), policy_(core::as_if_in_force(policy, year)), tried_book_({policy_}) {
    trial_.year = year;
  }

  PolicyTrial run() {
    ports::ApplicationFilter filter;
    filter.year = trial_.year;
    filter.hide_drafts = true;
    filter.limit = std::numeric_limits<int>::max();
    std::set<core::ApplicationId> wanted;
    std::set<std::string> codes;
    for (const ports::ApplicationRow& row : tx_.applications().applications(filter)) {
      wanted.insert(row.id);
      codes.insert(row.institution_code);
    }
    for (const std::string& code : codes) try_institution(code, wanted);
    count_refused();
    return std::move(trial_);
  }

 private:
  void try_institution(const std::string& code, const std::set<core::ApplicationId>& wanted) {
    auto institution = tx_.catalogue().institution_by_code(code);
    base::check(institution.has_value(), "an application's institution is not there");
    const InstitutionPast past(tx_, *std::move(institution));
    const Judge real{
        context_.book,
        {[](const core::Application& of) { return of.round; }, [](const core::RoundRef& ref) { return ref; }}};
    PastView moved;
    moved.granted_round = [this](const core::RoundRef& ref) { return core::moved_round(ref, policy_); };
    moved.round_of = [this, &past, &moved](const core::Application& of) { return tried_round(past, moved, of); };
    const Judge tried{tried_book_, moved};
    std::vector<const PastApplication*> of_year;
    for (const PastApplication& each : past.applications()) {
      if (wanted.contains(each.application.id) && each.application.first_submitted_at) of_year.push_back(&each);
    }
    std::sort(of_year.begin(), of_year.end(), [](const PastApplication* a, const PastApplication* b) {
      return a->application.number < b->application.number;
    });
    for (const PastApplication* each : of_year) try_application(past, *each, real, tried);
  }

  /// The round into which it fell when it was first submitted; none where the notice has no open one.
  core::RoundRef tried_round(const InstitutionPast& past, const PastView& view, const core::Application& of) const {
    if (!of.first_submitted_at || !policy_.windowed(of.kind)) return {};
    const auto round =
        core::round_for_submission(tried_book_, of.kind, past.extensions(*of.first_submitted_at, view),
                                   past.institution().code, past.institution().bureau, *of.first_submitted_at);
    return round ? round->ref : core::RoundRef{};
  }

  void try_application(const InstitutionPast& past, const PastApplication& of, const Judge& real, const Judge& tried) {
    ++trial_.applications;
    TriedApplication kept{of.application, past.institution(), core::TrialVerdict::same, {}, {}, {}, {}, {}};
    for (const ports::ApplicationEvent& event : of.events) {
      TriedApplication step = kept;
      step.step = event.event;
      step.at = event.at;
      if (submits(event.event)) {
        try_submission(past, of, event, real, tried, step);
      } else if (decision_of(event.event) && event.stage) {
        try_review(past, of, event, real, tried, step);
      } else {
        continue;
      }
      ++trial_.steps;
      if (step.verdict == core::TrialVerdict::same) continue;
      if (kept.verdict == core::TrialVerdict::same || step.verdict == core::TrialVerdict::otherwise) kept = step;
      // What would have come after it would have come otherwise, too.
      if (kept.verdict == core::TrialVerdict::otherwise) break;
    }
    count(std::move(kept));
  }

  core::SubmissionAssessment assessed(const InstitutionPast& past, const PastApplication& of,
                                      const ports::ApplicationEvent& event, const Judge& judge) const {
    core::Application application = before_submission(past, of, event);
    const bool again = application.status == core::Status::returned;
    application.round = again ? judge.view.round_of(of.application) : core::RoundRef{};
    const auto round = core::submission_round(judge.book, application, past.institution(),
                                              past.extensions(event.at, judge.view), event.at);
    const auto facts =
        past.facts(application, event.at, judge.book.zone(event.at), round ? round->ref : core::RoundRef{}, judge.view);
    return core::assess_submission(judge.book, application, facts, event.at);
  }

  void try_submission(const InstitutionPast& past, const PastApplication& of, const ports::ApplicationEvent& event,
                      const Judge& real, const Judge& tried, TriedApplication& step) const {
    const auto then = assessed(past, of, event, real);
    const auto now = assessed(past, of, event, tried);
    take(core::judge_step(then.findings, now.findings), step);
    if (step.verdict != core::TrialVerdict::same || then.decides_next == now.decides_next) return;
    step.verdict = core::TrialVerdict::otherwise;
    step.first_desk = now.decides_next;
    step.clause = policy_.routing_clause;
  }

  core::Findings reviewed(const InstitutionPast& past, const PastApplication& of, const ports::ApplicationEvent& event,
                          const Judge& judge) const {
    const core::Policy& policy = judge.book.in_force_or_first(event.at);
    core::ReviewWish wish;
    core::Application application =
        before_review(past, of, event, core::bureau_reviews(policy, past.institution()), wish);
    application.round = judge.view.round_of(of.application);
    const auto facts = past.facts(application, event.at, policy.zone, application.round, judge.view);
    const core::ReviewFacts of_review{facts.institution,     facts.lines,      facts.live_total,
                                      facts.round_decreases, facts.extensions, std::nullopt};
    return core::assess_review(judge.book, application, of_review, wish, event.at).findings;
  }

  void try_review(const InstitutionPast& past, const PastApplication& of, const ports::ApplicationEvent& event,
                  const Judge& real, const Judge& tried, TriedApplication& step) const {
    take(core::judge_step(reviewed(past, of, event, real), reviewed(past, of, event, tried)), step);
  }

  static void take(core::TriedStep judged, TriedApplication& step) {
    step.verdict = judged.verdict;
    step.findings = std::move(judged.findings);
  }

  void count(TriedApplication kept) {
    switch (kept.verdict) {
      case core::TrialVerdict::same:
        ++trial_.same;
        return;
      case core::TrialVerdict::otherwise:
        ++trial_.otherwise;
        if (!kept.findings.empty()) ++trial_.by_code[kept.findings.front().code];
        break;
      case core::TrialVerdict::unsure:
        ++trial_.unsure;
        break;
    }
    trial_.items.push_back(std::move(kept));
  }

  void count_refused() {
    const auto start = [this](int year) {
      return base::start_of(policy_.zone, base::Date(std::chrono::year(year) / std::chrono::January / 1));
    };
    ports::AuditFilter filter;
    filter.act = core::to_text(core::Act::application_submit);
    filter.end = ports::AuditEnd::refused;
    filter.from = start(trial_.year);
    filter.until = start(trial_.year + 1);
    trial_.refused_attempts = tx_.records().count_audit(filter);
  }

  ports::Transaction& tx_;
  const Context& context_;
  core::Policy policy_;
  core::PolicyBook tried_book_;
  PolicyTrial trial_;
};

}  // namespace

std::span<const TrialNote> trial_notes() {
  return kNotes;
}

Outcome<PolicyTrial> try_policy(ports::Transaction& tx, const Context& context, const core::Policy& policy, int year) {
  if (!core::may_ever(context.actor.role, core::Act::policy_trial)) return not_yours();
  return YearTrial(tx, context, policy, year).run();
}

}  // namespace kaoji::usecases
