#include "core/application/line_rules.hpp"

#include <algorithm>

namespace kaoji::core {

namespace {

const Certificate* certificate_of(const LineWish& wish, const std::vector<Certificate>& certificates) {
  if (!wish.certificate_id) return nullptr;
  const auto found = std::find_if(certificates.begin(), certificates.end(),
                                  [&](const Certificate& each) { return each.id == *wish.certificate_id; });
  return found == certificates.end() ? nullptr : &*found;
}

bool same_certificate_and_level(const Plan& plan, const LineWish& wish) {
  return wish.certificate_id && plan.key.certificate == *wish.certificate_id && wish.level() == plan.key.level;
}

std::optional<Plan> plan_of_year(const std::vector<Plan>& plans, const LineWish& wish, int year) {
  const auto found = std::find_if(plans.begin(), plans.end(), [&](const Plan& plan) {
    return same_certificate_and_level(plan, wish) && plan.key.year == year;
  });
  return found == plans.end() ? std::nullopt : std::optional(*found);
}

std::optional<Plan> latest_live_plan(const std::vector<Plan>& plans, const LineWish& wish, int today_year) {
  std::optional<Plan> latest;
  for (const Plan& plan : plans) {
    if (!same_certificate_and_level(plan, wish) || live(plan.balance, today_year) <= 0) continue;
    if (!latest || latest->key.year < plan.key.year) latest = plan;
  }
  return latest;
}

AnnexBlock block_of(const std::vector<Plan>& plans, const LineWish& wish) {
  const bool begun = std::any_of(plans.begin(), plans.end(), [&](const Plan& plan) {
    return wish.certificate_id && plan.key.certificate == *wish.certificate_id;
  });
  return begun ? AnnexBlock::right : AnnexBlock::left;
}

std::int64_t after_line(ApplicationKind kind, std::int64_t before, const LineWish& wish) {
  const std::int64_t net = wish.headcount.value_or(0);
  return before + (kind == ApplicationKind::decrease ? -net : net);
}

ResolvedLine resolve_line(ApplicationKind kind, const Line& line, const LineFacts& facts, int plan_year,
                          int today_year) {
  ResolvedLine resolved{line, std::nullopt, 0, 0};
  Line& settled = resolved.line;
  settled.plan_year = plan_year;
  settled.plan = {};
  settled.block = std::nullopt;
  if (kind == ApplicationKind::new_plans) {
    resolved.plan = plan_of_year(facts.plans, line.wish, plan_year);
    settled.block = block_of(facts.plans, line.wish);
  } else {
    resolved.plan = line.wish.year ? plan_of_year(facts.plans, line.wish, *line.wish.year)
                                   : latest_live_plan(facts.plans, line.wish, today_year);
    settled.plan_year = line.wish.year.value_or(plan_year);
  }
  if (resolved.plan) {
    settled.plan = resolved.plan->id;
    settled.plan_year = resolved.plan->key.year;
    resolved.before = live(resolved.plan->balance, today_year);
  }
  settled.before = resolved.before;
  resolved.after = after_line(kind, resolved.before, line.wish);
  return resolved;
}

bool same_plan(ApplicationKind kind, const ResolvedLine& a, const ResolvedLine& b) {
  if (kind != ApplicationKind::new_plans && a.plan && b.plan) return a.plan->id == b.plan->id;
  if (kind != ApplicationKind::new_plans && (a.plan || b.plan)) return false;
  return a.line.wish.certificate == b.line.wish.certificate && a.line.wish.level_text == b.line.wish.level_text &&
         (kind == ApplicationKind::new_plans || a.line.wish.year == b.line.wish.year);
}

void check_catalogue(std::size_t index, const LineWish& wish, const std::vector<Certificate>& certificates,
                     Findings& findings) {
  const Certificate* certificate = certificate_of(wish, certificates);
  if (certificate == nullptr) {
    findings.add(FindingBuilder(Code::certificate_unknown)
                     .line_field(index, "certificate")
                     .word("about", wish.certificate)
                     .done());
    return;
  }
  const auto level = wish.level();
  if (!level || certificate->find(*level) == nullptr) {
    findings.add(FindingBuilder(Code::level_unknown).line_field(index, "level").word("about", called(wish)).done());
  }
}

void check_headcount(std::size_t index, const LineWish& wish, Findings& findings) {
  if (headcount_valid(wish.headcount)) return;
  FindingBuilder builder(Code::headcount_invalid);
  builder.line_field(index, "headcount")
      .word("what_zh", "人数")
      .word("what_en", "The headcount")
      .number("least", kLeastHeadcount)
      .number("most", kMostHeadcount);
  if (wish.headcount) builder.number("asked", *wish.headcount);
  findings.add(builder.done());
}

void check_duplicate(ApplicationKind kind, std::size_t index, const std::vector<ResolvedLine>& lines,
                     Findings& findings) {
  for (std::size_t first = 0; first < index; ++first) {
    if (!same_plan(kind, lines[first], lines[index])) continue;
    findings.add(FindingBuilder(Code::duplicate_line)
                     .line_field(index, "certificate")
                     .word("about", called(lines[index].line.wish))
                     .number("first_line", static_cast<std::int64_t>(first) + 1)
                     .done());
    return;
  }
}

void check_reason(const Policy& policy, ApplicationKind kind, std::size_t index, const LineWish& wish,
                  Findings& findings) {
  if (kind == ApplicationKind::new_plans) return;
  const auto& list = kind == ApplicationKind::increase ? policy.increase_reasons : policy.decrease_reasons;
  if (reason_given(list, wish.reason)) return;
  findings.add(FindingBuilder(Code::reason_required)
                   .clause(policy.clause_of(kind))
                   .line_field(index, "reason")
                   .word("about", called(wish))
                   .done());
}

void check_pending(std::size_t index, const ResolvedLine& line, const LineFacts& facts, Findings& findings) {
  const LineWish& wish = line.line.wish;
  for (const AwaitingTouch& touch : facts.awaiting) {
    if (!wish.certificate_id || touch.key.certificate != *wish.certificate_id) continue;
    if (wish.level() != touch.key.level || touch.key.year != line.line.plan_year) continue;
    findings.add(FindingBuilder(Code::pending_application)
                     .line_field(index, "certificate")
                     .word("about", called(wish))
                     .word("other", touch.number)
                     .done());
    return;
  }
}

/// What a line of an increase or decrease needs of its plan.
void check_plan(ApplicationKind kind, std::size_t index, const ResolvedLine& line, Findings& findings) {
  if (!line.plan || line.before <= 0) {
    findings.add(FindingBuilder(Code::no_such_plan)
                     .line_field(index, "certificate")
                     .word("about", called(line.line.wish))
                     .done());
    return;
  }
  if (kind != ApplicationKind::decrease) return;
  if (auto finding = check_examined(index, line)) findings.add(std::move(*finding));
}

}  // namespace

PlanKey key_of(InstitutionId institution, const ResolvedLine& line) {
  const LineWish& wish = line.line.wish;
  return line.plan ? line.plan->key : PlanKey{institution, *wish.certificate_id, *wish.level(), line.line.plan_year};
}

std::vector<ResolvedLine> resolve(ApplicationKind kind, const std::vector<Line>& lines, const LineFacts& facts,
                                  int plan_year, base::Date today) {
  std::vector<ResolvedLine> resolved;
  resolved.reserve(lines.size());
  for (const Line& line : lines) {
    resolved.push_back(resolve_line(kind, line, facts, plan_year, base::year_of(today)));
  }
  return resolved;
}

std::vector<ResolvedLine> as_submitted(const Application& application) {
  std::vector<ResolvedLine> lines;
  for (const Line& line : application.lines) {
    lines.push_back({line, std::nullopt, line.before, after_line(application.kind, line.before, line.wish)});
  }
  return lines;
}

Findings check_lines(const Policy& policy, ApplicationKind kind, const std::vector<ResolvedLine>& lines,
                     const LineFacts& facts, base::Date today) {
  Findings findings;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineWish& wish = lines[i].line.wish;
    check_catalogue(i, wish, facts.certificates, findings);
    check_headcount(i, wish, findings);
    check_duplicate(kind, i, lines, findings);
    check_reason(policy, kind, i, wish, findings);
    if (auto finding = check_closed(kind, i, lines[i], facts.certificates, today)) findings.add(std::move(*finding));
    if (kind == ApplicationKind::new_plans) {
      if (auto finding = check_use_increase(policy, i, lines[i])) findings.add(std::move(*finding));
    } else {
      check_plan(kind, i, lines[i], findings);
    }
    check_pending(i, lines[i], facts, findings);
  }
  return findings;
}

std::optional<Finding> check_closed(ApplicationKind kind, std::size_t index, const ResolvedLine& line,
                                    const std::vector<Certificate>& certificates, base::Date today) {
  if (kind == ApplicationKind::decrease) return std::nullopt;
  const LineWish& wish = line.line.wish;
  const Certificate* certificate = certificate_of(wish, certificates);
  const auto level = wish.level();
  if (certificate == nullptr || !level) return std::nullopt;
  const CertificateLevel* row = certificate->find(*level);
  if (row == nullptr || !closed_on(*row, today)) return std::nullopt;
  return FindingBuilder(Code::certificate_closed)
      .line_field(index, "certificate")
      .word("about", called(wish))
      .day("closed", *row->closed_from)
      .done();
}

std::optional<Finding> check_use_increase(const Policy& policy, std::size_t index, const ResolvedLine& line) {
  if (!line.plan || line.before <= 0) return std::nullopt;
  return FindingBuilder(Code::use_increase)
      .clause(policy.new_clause)
      .line_field(index, "certificate")
      .word("about", called(line.line.wish))
      .number("year", line.plan->key.year)
      .number("base", line.before)
      .done();
}

std::optional<Finding> check_examined(std::size_t index, const ResolvedLine& line) {
  if (!line.plan || !line.line.wish.headcount) return std::nullopt;
  const std::int64_t allowed = reducible(line.plan->balance);
  if (*line.line.wish.headcount <= allowed) return std::nullopt;
  return FindingBuilder(Code::below_examined)
      .line_field(index, "headcount")
      .word("about", called(line.line.wish))
      .number("asked", *line.line.wish.headcount)
      .number("allowed", std::max<std::int64_t>(0, allowed))
      .number("base", line.before)
      .number("examined", line.before - allowed)
      .done();
}

std::vector<AskedCut> asked_cuts(const std::vector<ResolvedLine>& lines) {
  std::vector<AskedCut> cuts;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineWish& wish = lines[i].line.wish;
    if (!lines[i].plan || !headcount_valid(wish.headcount)) continue;
    cuts.push_back({i, lines[i].plan->id, called(wish), *wish.headcount, lines[i].before});
  }
  return cuts;
}

bool reason_given(const std::vector<std::string>& list, std::string_view reason) {
  if (std::find(list.begin(), list.end(), reason) != list.end()) return true;
  constexpr std::string_view kOther = "其他";
  if (!reason.starts_with(kOther)) return false;
  reason.remove_prefix(kOther.size());
  // What may stand between 其他 and the institution's own words.
  for (bool cut = true; cut && !reason.empty();) {
    cut = false;
    for (const std::string_view separator : {"：", ":", "，", ",", "　", " ", "—", "-", "（", "）", "(", ")"}) {
      if (!reason.starts_with(separator)) continue;
      reason.remove_prefix(separator.size());
      cut = true;
    }
  }
  return !reason.empty();
}

bool headcount_valid(const std::optional<std::int64_t>& headcount) {
  return headcount && *headcount >= kLeastHeadcount && *headcount <= kMostHeadcount;
}

}  // namespace kaoji::core
