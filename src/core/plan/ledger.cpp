#include "core/plan/ledger.hpp"

#include <array>

#include "base/words.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, 6> kEntryKinds{"carried",   "declared", "increased",
                                                      "decreased", "exited",   "examined"};
constexpr std::array<std::string_view, 6> kEntryWords{"沿用", "新增", "调增", "调减", "强制退出", "已考核"};

void add_examined(Balance& balance, const LedgerEntry& entry) {
  const int year = base::year_of(entry.effective_on);
  balance.examined += entry.headcount;
  balance.passed += entry.passed;
  if (year > balance.examined_year) {
    balance.examined_year = year;
    balance.examined_in_year = entry.headcount;
  } else if (year == balance.examined_year) {
    balance.examined_in_year += entry.headcount;
  }
}

std::int64_t& sum_of(Balance& balance, EntryKind kind) {
  switch (kind) {
    case EntryKind::carried:
      return balance.carried;
    case EntryKind::declared:
      return balance.declared;
    case EntryKind::increased:
      return balance.increased;
    case EntryKind::decreased:
      return balance.decreased;
    case EntryKind::exited:
      return balance.exited_headcount;
    case EntryKind::examined:
      break;
  }
  return balance.examined;
}

bool opens_plan(EntryKind kind) {
  return kind == EntryKind::carried || kind == EntryKind::declared;
}

}  // namespace

int headcount_sign(EntryKind kind) {
  switch (kind) {
    case EntryKind::carried:
    case EntryKind::declared:
    case EntryKind::increased:
      return 1;
    case EntryKind::decreased:
    case EntryKind::exited:
      return -1;
    case EntryKind::examined:
      break;
  }
  return 0;
}

Balance after(const Balance& before, const LedgerEntry& entry) {
  Balance balance = before;
  if (entry.kind == EntryKind::examined) {
    add_examined(balance, entry);
    return balance;
  }
  if (before.headcount == 0 && opens_plan(entry.kind) && entry.declared_on) {
    balance.declared_on = *entry.declared_on;
    balance.use_from = entry.effective_on;
  }
  sum_of(balance, entry.kind) += entry.headcount;
  balance.headcount += headcount_sign(entry.kind) * entry.headcount;
  balance.exited = balance.headcount == 0 && entry.kind == EntryKind::exited;
  return balance;
}

Balance fold(const std::vector<LedgerEntry>& entries) {
  Balance balance;
  for (const LedgerEntry& entry : entries) balance = after(balance, entry);
  return balance;
}

Balance fold_as_of(const std::vector<LedgerEntry>& entries, base::Instant at) {
  Balance balance;
  for (const LedgerEntry& entry : entries) {
    if (entry.recorded_at <= at && entry.effective_at <= at) balance = after(balance, entry);
  }
  return balance;
}

std::int64_t examined_in(const Balance& balance, int year) {
  return year == balance.examined_year ? balance.examined_in_year : 0;
}

std::int64_t live(const Balance& balance, int year) {
  return balance.headcount - (balance.examined - examined_in(balance, year));
}

std::int64_t reducible(const Balance& balance) {
  return balance.headcount - balance.examined;
}

std::string_view to_text(EntryKind kind) {
  return kEntryKinds[static_cast<std::size_t>(kind)];
}

std::string_view words_zh(EntryKind kind) {
  return kEntryWords[static_cast<std::size_t>(kind)];
}

std::optional<EntryKind> parse_entry_kind(std::string_view text) {
  return base::enumerator_of<EntryKind>(kEntryKinds, text);
}

}  // namespace kaoji::core
