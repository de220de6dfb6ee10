#pragma once

#include <optional>
#include <string>

#include "core/plan/assessment.hpp"

namespace kaoji::core {

using ScheduleId = base::Id<struct ScheduleTag>;
using FeeId = base::Id<struct FeeTag>;

/// The days of the training before an assessment, both included; one day alone stands for both.
struct Training {
  std::optional<base::Date> from{};
  std::optional<base::Date> to{};

  [[nodiscard]] bool some() const { return from || to; }
  [[nodiscard]] std::optional<base::Date> first() const { return from ? from : to; }
  [[nodiscard]] std::optional<base::Date> last() const { return to ? to : from; }
  friend bool operator==(const Training&, const Training&) = default;
};

/// 考核安排 as asked for: when and where an assessment is to be, for how many, whom to ask at the organisation, when
/// its training is, and what each person will cost.
struct ScheduleWish {
  base::Date planned_on{};
  std::string place;
  std::optional<std::int64_t> headcount;  ///< nothing: not a whole number
  std::string contact;
  Training training{};
  std::optional<std::int64_t> rate{};  ///< fen for each person; nothing: not known yet
};

/// A recorded 考核安排. Each change appends; the last one recorded is what holds.
struct Schedule {
  ScheduleId id;
  PlanId plan;
  base::Date planned_on{};
  std::string place;
  std::int64_t headcount = 0;
  std::string contact;
  bool cancelled = false;
  std::string reason;  ///< of the change or cancellation
  base::Instant recorded_at;
  std::string actor;
  Training training{};
  std::optional<std::int64_t> rate{};  ///< fen for each person; nothing: not known yet
};

/// 考核费 as asked for; money in fen.
struct FeeWish {
  std::int64_t rate = 0;  ///< for each person examined
  base::Date due_on{};    ///< last day on which it can be paid in time
  std::optional<base::Date> paid_on;
  std::string invoice;  ///< number; empty: none yet

  friend bool operator==(const FeeWish&, const FeeWish&) = default;
};

/// The recorded fee of one assessment. Each change appends; the last one recorded is what holds.
struct Fee {
  EntryId assessment;
  FeeWish terms;
  std::string reason;  ///< of the change
  base::Instant recorded_at;
  std::string actor;
};

/// How a fee stands on a day: not recorded, to be paid, beyond its due day, paid.
enum class FeeState { none, due, overdue, paid };
[[nodiscard]] FeeState fee_state(const std::optional<Fee>& fee, base::Date today);
[[nodiscard]] std::string_view to_text(FeeState state);
[[nodiscard]] std::string_view words_zh(FeeState state);
[[nodiscard]] std::optional<FeeState> parse_fee_state(std::string_view text);

/// Everything that is wrong with a schedule of that plan: what check_named_plan finds, headcount-invalid, date-invalid
/// (before use_from or after 31 December of the plan year's next year; training that ends before it begins or after the
/// assessment), over-plan (more than are left to be examined).
[[nodiscard]] Findings check_schedule(const NamedPlan& named, const ScheduleWish& wish, base::Date today,
                                      std::string_view exit_clause);

/// note-required where something that was recorded is changed, cancelled or reversed without a reason.
[[nodiscard]] Findings check_correction(std::string_view reason, std::string_view what_zh, std::string_view what_en);

/// Does the new fee only add the payment (day, invoice) that was not known before? Such a change needs no reason.
[[nodiscard]] bool only_adds_payment(const FeeWish& before, const FeeWish& wish);

/// date-invalid for a payment in the future, and note-required for a change without a reason.
[[nodiscard]] Findings check_fee(const std::optional<Fee>& before, const FeeWish& wish, std::string_view reason,
                                 base::Date assessed_on, base::Date today);

/// not-awaiting for an assessment that has been taken back already, or an entry that takes one back: nothing more is
/// done to either.
[[nodiscard]] Findings check_stands(const LedgerEntry& entry, bool reversed);
/// not-awaiting for a schedule that was cancelled.
[[nodiscard]] Findings check_stands(const Schedule& schedule);

/// A reversal of that entry: what check_stands finds; note-required without a reason.
[[nodiscard]] Findings check_reversal(const LedgerEntry& entry, bool reversed, std::string_view reason);

/// The entry that takes an assessment back: same kind and day, opposite sign, so that every figure is as if the other
/// had never been.
[[nodiscard]] LedgerEntry reversal_of(const LedgerEntry& entry, base::Instant now);

}  // namespace kaoji::core
