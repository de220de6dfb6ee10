#include "core/review/review.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "core/refusal/blank.hpp"

namespace kaoji::core {

namespace {

struct Case {
  const PolicyBook& book;
  const Policy& policy;
  const Application& application;
  const ReviewFacts& facts;
  const ReviewWish& wish;
  base::Instant now;
  base::Date today{};
  bool by_bureau = false;
};

/// R2: pass and reject inside the stage's window; a return any time until its end. No windows for an increase (R6).
void check_window(const Case& in, ReviewAssessment& out) {
  if (!in.application.round.some()) return;
  const auto round = in.book.round(in.application.round);
  base::check(round.has_value(), "an application's round is not in the book of policies");
  const Institution& own = in.facts.institution;
  const DayWindow window = window_for(*round, out.stage, in.facts.extensions, own.code, own.bureau);
  const bool open = in.wish.decision == Decision::give_back ? in.today <= window.last : window.holds(in.today);
  if (open) return;
  FindingBuilder builder(Code::window_closed);
  builder.clause(round->clause)
      .word("stage_zh", words_zh(out.stage))
      .word("stage_en", words_en(out.stage))
      .day("opened", window.first)
      .day("closed", window.last);
  if (in.today < window.first) builder.next_window(window);
  out.findings.add(builder.done());
}

Finding note_required(std::string_view field, std::string_view zh, std::string_view en) {
  return FindingBuilder(Code::note_required).field(field).word("what_zh", zh).word("what_en", en).done();
}

void check_notes(const Case& in, ReviewAssessment& out) {
  if (in.wish.decision == Decision::give_back && is_blank(in.wish.note)) {
    out.findings.add(note_required("note", "退回修改", "A return"));
  }
  if (in.wish.decision == Decision::reject && is_blank(in.wish.note)) {
    out.findings.add(note_required("note", "不予通过", "A rejection"));
  }
  if (in.wish.decision != Decision::pass) return;
  for (std::size_t i = 0; i < in.wish.except.size(); ++i) {
    if (!is_blank(in.wish.except[i].reason)) continue;
    out.findings.add(note_required(fmt::format("except[{}].reason", i), "例外的明细行", "An excepted line"));
  }
}

void mark_excepted(const Case& in, ReviewAssessment& out) {
  if (in.wish.decision != Decision::pass) return;
  for (const ExceptedLine& each : in.wish.except) {
    base::check(each.line < out.lines.size(), "an excepted line is not in the application");
    Line& line = out.lines[each.line].line;
    if (!line.except) line.except = LineExcept{out.stage, each.reason, {}, {}};
  }
}

bool stands(const ResolvedLine& line) {
  return !line.line.except;
}

bool all_excepted(const ReviewAssessment& out) {
  return std::none_of(out.lines.begin(), out.lines.end(), stands);
}

/// Fine print: final approval checks R16, R8, R7 and R5 again, over the lines that are not excepted.
void check_again(const Case& in, ReviewAssessment& out) {
  const ApplicationKind kind = in.application.kind;
  std::vector<AskedCut> cuts;
  for (const AskedCut& cut : asked_cuts(out.lines)) {
    if (stands(out.lines[cut.line])) cuts.push_back(cut);
  }
  for (std::size_t i = 0; i < out.lines.size(); ++i) {
    const ResolvedLine& line = out.lines[i];
    if (!stands(line)) continue;
    std::optional<Finding> found[] = {
        check_closed(kind, i, line, in.facts.lines.certificates, in.today),
        kind == ApplicationKind::new_plans ? check_use_increase(in.policy, i, line) : std::nullopt,
        kind == ApplicationKind::decrease ? check_examined(i, line) : std::nullopt};
    for (auto& finding : found) {
      if (finding) out.findings.add(std::move(*finding));
    }
  }
  if (kind != ApplicationKind::decrease || !in.application.round.some()) return;
  const auto round = in.book.round(in.application.round);
  const Policy* of_round = in.book.find(in.application.round.policy_id);
  base::check(round && of_round != nullptr, "an application's round is not in the book of policies");
  const CapRule rule = cap_rule(*of_round, *round);
  out.cap = cap_figures(rule.percent, in.facts.live_total, in.facts.round_decreases);
  if (!in.application.waived) {
    out.findings.add(check_cap(rule, in.facts.live_total, in.facts.round_decreases, cuts));
  }
}

EntryKind entry_kind(ApplicationKind kind) {
  switch (kind) {
    case ApplicationKind::increase:
      return EntryKind::increased;
    case ApplicationKind::decrease:
      return EntryKind::decreased;
    case ApplicationKind::new_plans:
      break;
  }
  return EntryKind::declared;
}

void write_entries(const Case& in, ReviewAssessment& out) {
  const auto round = in.book.round(in.application.round);
  base::check(in.application.first_submitted_at.has_value(), "an awaiting application was never submitted");
  for (const ResolvedLine& line : out.lines) {
    if (!stands(line)) continue;
    EntryWish wish;
    const LineWish& asked = line.line.wish;
    wish.key = key_of(in.facts.institution.id, line);
    wish.entry.kind = entry_kind(in.application.kind);
    wish.entry.headcount = *asked.headcount;
    wish.entry.effective_on = in.today;
    wish.entry.effective_at = in.now;
    wish.entry.application = in.application.id;
    wish.entry.reason = asked.reason;
    if (wish.entry.kind == EntryKind::declared) {
      wish.entry.declared_on = base::day_of(in.policy.zone, *in.application.first_submitted_at);
    }
    if (wish.entry.kind == EntryKind::decreased && round) wish.entry.in_indicators = round->decrease_in_indicators;
    out.entries.push_back(std::move(wish));
  }
}

Status status_after(const Case& in, const ReviewAssessment& out) {
  if (in.wish.decision == Decision::give_back) return Status::returned;
  if (in.wish.decision == Decision::reject || all_excepted(out)) return Status::rejected;
  if (out.stage == Stage::preliminary) return Status::forwarded;
  return std::all_of(out.lines.begin(), out.lines.end(), stands) ? Status::approved : Status::partly_approved;
}

/// The lines with the plans that submission settled; figures as of now.
std::vector<ResolvedLine> settled_lines(const Case& in) {
  std::vector<ResolvedLine> lines;
  for (const Line& line : in.application.lines) {
    ResolvedLine settled{line, std::nullopt, 0, 0};
    const auto& plans = in.facts.lines.plans;
    const auto found = std::find_if(plans.begin(), plans.end(), [&](const Plan& plan) {
      if (line.plan.some()) return plan.id == line.plan;
      return plan.key.certificate == line.wish.certificate_id && plan.key.level == line.wish.level() &&
             plan.key.year == line.plan_year;
    });
    if (found != plans.end()) {
      settled.plan = *found;
      settled.before = live(found->balance, base::year_of(in.today));
    }
    const std::int64_t net = line.wish.headcount.value_or(0);
    settled.after = settled.before + (in.application.kind == ApplicationKind::decrease ? -net : net);
    lines.push_back(std::move(settled));
  }
  return lines;
}

}  // namespace

ReviewAssessment assess_review(const PolicyBook& book, const Application& application, const ReviewFacts& facts,
                               const ReviewWish& wish, base::Instant now) {
  const Policy& policy = book.in_force_or_first(now);
  const Case in{book, policy, application,     facts,
                wish, now,    book.today(now), bureau_reviews(policy, facts.institution)};
  ReviewAssessment out;
  const auto stage = stage_of(application.status, in.by_bureau);
  base::check(stage.has_value(), "a review was asked of an application that awaits none");
  out.stage = *stage;
  out.policy_id = application.round.some() ? application.round.policy_id : policy.id;
  const auto round = book.round(application.round);
  out.clause = round ? round->clause : policy.clause_of(application.kind);
  out.lines = settled_lines(in);
  mark_excepted(in, out);
  check_window(in, out);
  check_notes(in, out);
  out.becomes = status_after(in, out);
  out.decides_next = awaits(out.becomes, in.by_bureau);
  for (const ResolvedLine& line : out.lines) {
    if (stands(line)) out.asked += line.line.wish.headcount.value_or(0);
  }
  const bool approves = out.becomes == Status::approved || out.becomes == Status::partly_approved;
  if (approves) {
    check_again(in, out);
    if (in.facts.platform) {
      out.findings.add(
          check_agreement(application.kind, facts.institution.id, out.lines, *facts.platform, policy.routing_clause));
    }
    write_entries(in, out);
  }
  out.findings = out.findings.sorted();
  return out;
}

std::string_view to_text(Decision decision) {
  switch (decision) {
    case Decision::give_back:
      return "return";
    case Decision::reject:
      return "reject";
    case Decision::pass:
      break;
  }
  return "pass";
}

std::optional<Decision> parse_decision(std::string_view text) {
  for (const Decision decision : {Decision::pass, Decision::give_back, Decision::reject}) {
    if (to_text(decision) == text) return decision;
  }
  return std::nullopt;
}

}  // namespace kaoji::core
