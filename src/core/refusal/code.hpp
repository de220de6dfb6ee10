#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kaoji::core {

/// Every reason for which an act may be refused, in the order in which the first found becomes the headline.
/// A closed list: domain.md, "Refusals". The names in JSON, SQL and scenarios are `to_text`'s.
enum class Code {
  not_yours,
  not_awaiting,
  not_registered,
  empty_application,
  certificate_unknown,
  level_unknown,
  headcount_invalid,
  duplicate_line,
  reason_required,
  window_closed,
  platform_closed,
  not_admitted,
  certificate_closed,
  use_increase,
  plan_exited,
  no_such_plan,
  pending_application,
  date_invalid,
  over_plan,
  below_examined,
  cap_exceeded,
  form_unsigned,
  form_stale,
  note_required,
};

inline constexpr std::size_t kCodeCount = static_cast<std::size_t>(Code::note_required) + 1;

/// What is always true of a code. In `*_zh` and `*_en`, `{name}` stands for a fact of the finding, and a part in
/// `[…]` is left out when a fact that it names is not known.
struct CodeText {
  std::string_view code;
  std::string_view meaning_zh;
  std::string_view meaning_en;
  std::string_view sentence_zh;
  std::string_view sentence_en;
  std::string_view remedy_zh;
  std::string_view remedy_en;
};

[[nodiscard]] const CodeText& text_of(Code code);
/// A sentence or remedy of `text_of` without a case of its own: every `[part]` stands, every `{name}` is «…».
[[nodiscard]] std::string in_general(std::string_view pattern);
/// `cap-exceeded`.
[[nodiscard]] std::string_view to_text(Code code);
/// The code of that name; nothing when there is none.
[[nodiscard]] std::optional<Code> parse_code(std::string_view text);
/// All codes in their order.
[[nodiscard]] std::array<Code, kCodeCount> all_codes();

}  // namespace kaoji::core
