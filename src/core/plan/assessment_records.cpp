#include "core/plan/assessment_records.hpp"

#include <algorithm>
#include <array>

#include "base/words.hpp"
#include "core/refusal/blank.hpp"

namespace kaoji::core {

namespace {

constexpr std::int64_t kMostScheduled = 99999;
constexpr std::array<std::string_view, 4> kStates{"none", "due", "overdue", "paid"};
constexpr std::array<std::string_view, 4> kStateWords{"未登记", "待缴", "逾期", "已缴"};

/// `not-awaiting` says elsewhere how an application stands; here it is what was recorded that takes no further change.
constexpr Wording kReversed{
    "该笔考核已经冲销，不能再次冲销，也不能再更正或登记缴费。",
    "This assessment has been taken back; it cannot be taken back again, nor its fee be changed.",
    "确有此次考核的，请重新登记一笔。",
    "If it did take place, record it as a new assessment.",
};
constexpr Wording kIsReversal{
    "这一笔是冲销记录，不能再冲销，也没有考核费。",
    "This entry takes an assessment back; it cannot be taken back itself and has no fee.",
    "冲销有误的，请重新登记原来的考核。",
    "If it was taken back by mistake, record the assessment anew.",
};
constexpr Wording kCancelled{
    "该考核安排已经取消，不能再更正或取消。",
    "This schedule has been cancelled; it cannot be changed or cancelled again.",
    "请新建一条考核安排。",
    "Make a new schedule.",
};

Finding takes_no_change(const Wording& wording) {
  return FindingBuilder(Code::not_awaiting).worded(wording).done();
}

Finding date_invalid(std::string_view field, base::Date on, base::Date first, base::Date last) {
  return FindingBuilder(Code::date_invalid).field(field).day("on", on).day("opened", first).day("closed", last).done();
}

/// Assessments of a plan that was carried over may still be planned in the year after the present one.
base::Date last_plannable(int plan_year, base::Date today) {
  const int year = std::max(plan_year, base::year_of(today)) + 1;
  return {std::chrono::year(year), std::chrono::December, std::chrono::day(31)};
}

}  // namespace

FeeState fee_state(const std::optional<Fee>& fee, base::Date today) {
  if (!fee) return FeeState::none;
  if (fee->terms.paid_on) return FeeState::paid;
  return fee->terms.due_on < today ? FeeState::overdue : FeeState::due;
}

std::string_view to_text(FeeState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::string_view words_zh(FeeState state) {
  return kStateWords[static_cast<std::size_t>(state)];
}

std::optional<FeeState> parse_fee_state(std::string_view text) {
  return base::enumerator_of<FeeState>(kStates, text);
}

Findings check_schedule(const NamedPlan& named, const ScheduleWish& wish, base::Date today,
                        std::string_view exit_clause) {
  Findings findings = check_named_plan(named, today, exit_clause);
  const bool valid = wish.headcount && *wish.headcount >= 1 && *wish.headcount <= kMostScheduled;
  if (!valid) {
    FindingBuilder builder(Code::headcount_invalid);
    builder.field("headcount").word("what_zh", "计划考核人数").word("what_en", "The number planned");
    builder.number("least", 1).number("most", kMostScheduled);
    if (wish.headcount) builder.number("asked", *wish.headcount);
    findings.add(builder.done());
  }
  if (wish.training.some()) {
    const base::Date from = *wish.training.first();
    const base::Date to = *wish.training.last();
    if (from > wish.planned_on || to < from || to > wish.planned_on)
      findings.add(date_invalid("training_to", to, std::min(from, wish.planned_on), wish.planned_on));
  }
  if (!named.plan) return findings.sorted();
  const Balance& balance = named.plan->balance;
  const base::Date last = last_plannable(named.plan->key.year, today);
  if (wish.planned_on < balance.use_from || wish.planned_on > last)
    findings.add(date_invalid("planned_on", wish.planned_on, balance.use_from, last));
  if (valid && balance.examined + *wish.headcount > balance.headcount) {
    findings.add(FindingBuilder(Code::over_plan)
                     .field("headcount")
                     .word("about", named.called)
                     .number("asked", balance.examined + *wish.headcount)
                     .number("allowed", balance.headcount)
                     .done());
  }
  return findings.sorted();
}

Findings check_correction(std::string_view reason, std::string_view what_zh, std::string_view what_en) {
  Findings findings;
  if (is_blank(reason)) {
    findings.add(
        FindingBuilder(Code::note_required).field("reason").word("what_zh", what_zh).word("what_en", what_en).done());
  }
  return findings;
}

bool only_adds_payment(const FeeWish& before, const FeeWish& wish) {
  const bool paid_stands = !before.paid_on || before.paid_on == wish.paid_on;
  const bool invoice_stands = before.invoice.empty() || before.invoice == wish.invoice;
  return before.rate == wish.rate && before.due_on == wish.due_on && paid_stands && invoice_stands;
}

Findings check_fee(const std::optional<Fee>& before, const FeeWish& wish, std::string_view reason,
                   base::Date assessed_on, base::Date today) {
  Findings findings;
  // A fee may be paid before the assessment, but not a year before it.
  const base::Date first = base::plus_years(assessed_on, -1);
  if (wish.paid_on && (*wish.paid_on > today || *wish.paid_on < first))
    findings.add(date_invalid("paid_on", *wish.paid_on, first, today));
  if (before && !only_adds_payment(before->terms, wish))
    findings.add(check_correction(reason, "更正考核费", "Correcting a fee"));
  return findings.sorted();
}

Findings check_stands(const LedgerEntry& entry, bool reversed) {
  Findings findings;
  if (entry.reverses.some()) {
    findings.add(takes_no_change(kIsReversal));
  } else if (reversed) {
    findings.add(takes_no_change(kReversed));
  }
  return findings;
}

Findings check_stands(const Schedule& schedule) {
  Findings findings;
  if (schedule.cancelled) findings.add(takes_no_change(kCancelled));
  return findings;
}

Findings check_reversal(const LedgerEntry& entry, bool reversed, std::string_view reason) {
  Findings findings = check_stands(entry, reversed);
  findings.add(check_correction(reason, "冲销考核", "Reversing an assessment"));
  return findings.sorted();
}

LedgerEntry reversal_of(const LedgerEntry& entry, base::Instant now) {
  LedgerEntry reversal = entry;
  reversal.id = {};
  reversal.headcount = -entry.headcount;
  reversal.passed = -entry.passed;
  reversal.recorded_at = now;
  reversal.reverses = entry.id;
  return reversal;
}

}  // namespace kaoji::core
