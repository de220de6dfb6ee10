#include "core/application/submission.hpp"

#include <algorithm>
#include <string>

namespace kaoji::core {

namespace {

struct Case {
  const PolicyBook& book;
  const Policy& policy;  ///< in force, or the first one to come
  const Application& application;
  const SubmissionFacts& facts;
  base::Instant now;
  base::Date today{};
  bool returned = false;
};

/// The clause of the round that a late or early first submission is measured by: the next one, else the last one there
/// was.
std::string clause_of_missed_round(const Case& in) {
  const ApplicationKind kind = in.application.kind;
  if (const auto next = in.book.next_round(kind, Stage::submit, in.now)) return next->clause;
  const auto last = in.book.last_opened(kind, in.now);
  return last.empty() ? std::string() : last.front().clause;
}

/// R3: until the returning stage's window ends, or while the round's submit window is open; both with their extensions.
bool may_resubmit(const Case& in, const Round& round) {
  const Institution& own = in.facts.institution;
  const auto& extensions = in.facts.extensions;
  const DayWindow submit = window_for(round, Stage::submit, extensions, own.code, own.bureau);
  const DayWindow returning = window_for(round, in.application.returned_by, extensions, own.code, own.bureau);
  return submit.holds(in.today) || in.today <= returning.last;
}

void check_window(const Case& in, SubmissionAssessment& out) {
  const ApplicationKind kind = in.application.kind;
  if (in.book.in_force(in.now) == nullptr) {
    out.findings.add(window_closed(in.book, kind, Stage::submit, std::nullopt, {}, in.now));
    return;
  }
  if (in.returned) {
    if (!out.round || may_resubmit(in, *out.round)) return;
    const Institution& own = in.facts.institution;
    const auto missed = window_for(*out.round, in.application.returned_by, in.facts.extensions, own.code, own.bureau);
    out.findings.add(window_closed(in.book, kind, Stage::submit, missed, out.round->clause, in.now));
    return;
  }
  if (!in.policy.windowed(kind) || out.round) return;
  out.findings.add(window_closed(in.book, kind, Stage::submit, std::nullopt, clause_of_missed_round(in), in.now));
}

/// R6: the platform's switch for all increases, the admission for a first submission.
void check_increase(const Case& in, SubmissionAssessment& out) {
  if (in.application.kind != ApplicationKind::increase) return;
  if (!in.facts.platform_open) {
    out.findings.add(FindingBuilder(Code::platform_closed).clause(in.policy.increase_clause).done());
  }
  if (!in.policy.increase_needs_admission || in.returned) return;
  out.uses_admission = in.facts.admission_usable;
  if (!in.facts.admission_usable) {
    out.findings.add(FindingBuilder(Code::not_admitted).clause(in.policy.increase_clause).done());
  }
}

void check_decrease(const Case& in, SubmissionAssessment& out) {
  if (in.application.kind != ApplicationKind::decrease || !out.round) return;
  const Policy* of_round = in.book.find(out.round->ref.policy_id);
  const CapRule rule = cap_rule(of_round != nullptr ? *of_round : in.policy, *out.round);
  out.cap = cap_figures(rule.percent, in.facts.live_total, in.facts.round_decreases);
  if (in.application.waived) return;
  Findings broken = check_cap(rule, in.facts.live_total, in.facts.round_decreases, asked_cuts(out.lines));
  if (broken.empty()) return;
  out.uses_waiver = in.facts.waiver_usable;
  if (!out.uses_waiver) out.findings.add(std::move(broken));
}

/// R10: the scan must be of exactly this revision.
void check_form(const Case& in, SubmissionAssessment& out) {
  if (!in.policy.signed_scan) return;
  if (!in.application.scan_revision) {
    out.findings.add(FindingBuilder(Code::form_unsigned).clause(in.policy.form_clause).field("scan").done());
  } else if (*in.application.scan_revision != in.application.revision) {
    out.findings.add(FindingBuilder(Code::form_stale)
                         .clause(in.policy.form_clause)
                         .field("scan")
                         .number("scanned", *in.application.scan_revision)
                         .number("current", in.application.revision)
                         .word("reprint", std::to_string(in.application.revision))
                         .done());
  }
}

int plan_year(const Case& in, const std::optional<Round>& round) {
  return round ? round->ref.year : base::year_of(in.today);
}

std::int64_t asked_sum(const std::vector<ResolvedLine>& lines) {
  std::int64_t sum = 0;
  for (const ResolvedLine& line : lines) {
    if (headcount_valid(line.line.wish.headcount)) sum += *line.line.wish.headcount;
  }
  return sum;
}

/// R11, and where a resubmission goes: back to the stage that returned it.
void route(const Case& in, SubmissionAssessment& out) {
  const bool by_bureau = bureau_reviews(in.policy, in.facts.institution);
  const bool past_bureau = in.returned && in.application.returned_by == Stage::final && by_bureau;
  out.becomes = past_bureau ? Status::forwarded : Status::submitted;
  out.decides_next = awaits(out.becomes, by_bureau);
}

}  // namespace

std::optional<Round> submission_round(const PolicyBook& book, const Application& application,
                                      const Institution& institution, const std::vector<Extension>& extensions,
                                      base::Instant now) {
  if (application.round.some()) return book.round(application.round);
  const Policy* policy = book.in_force(now);
  if (policy == nullptr || !policy->windowed(application.kind)) return std::nullopt;
  return round_for_submission(book, application.kind, extensions, institution.code, institution.bureau, now);
}

SubmissionAssessment assess_submission(const PolicyBook& book, const Application& application,
                                       const SubmissionFacts& facts, base::Instant now) {
  const Case in{book,
                book.in_force_or_first(now),
                application,
                facts,
                now,
                book.today(now),
                application.status == Status::returned};
  SubmissionAssessment out;
  if (const Policy* policy = book.in_force(now)) out.policy_id = policy->id;
  out.round = submission_round(book, application, facts.institution, facts.extensions, now);
  out.clause = out.round ? out.round->clause : in.policy.clause_of(application.kind);
  out.lines = resolve(application.kind, application.lines, facts.lines, plan_year(in, out.round), in.today);
  out.asked = asked_sum(out.lines);

  if (!facts.institution.registered) {
    out.findings.add(FindingBuilder(Code::not_registered).clause(in.policy.new_clause).done());
  }
  if (application.lines.empty()) out.findings.add(FindingBuilder(Code::empty_application).field("lines").done());
  out.findings.add(check_lines(in.policy, application.kind, out.lines, facts.lines, in.today));
  check_window(in, out);
  check_increase(in, out);
  check_decrease(in, out);
  check_form(in, out);
  route(in, out);
  out.findings = out.findings.sorted();
  return out;
}

}  // namespace kaoji::core
