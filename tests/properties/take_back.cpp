#include <fmt/format.h>

#include "properties/history.hpp"
#include "usecases/assessments.hpp"

namespace kaoji::naive {

namespace {

/// The program's number of the same assessment. Among several that are alike in everything any will do.
std::optional<core::EntryId> number_of(ports::Transaction& tx, const core::Institution& institution, const Entry& entry,
                                       const PlanKey& key, bool taken_back) {
  ports::AssessmentFilter filter;
  filter.scope.institution = institution.id;
  filter.today = date_of(entry.day);
  filter.limit = 100'000;
  for (const ports::AssessmentRow& row : tx.assessments().assessments(filter)) {
    const core::LedgerEntry& there = row.row.entry;
    const bool alike = row.row.certificate_name == certificate_name(key.certificate) &&
                       core::to_text(row.row.key.level) == level_name(key.level) && row.row.key.year == key.year &&
                       there.effective_on == date_of(entry.day) && there.headcount == entry.headcount;
    if (alike && row.reversed_by.some() == taken_back) return there.id;
  }
  return std::nullopt;
}

}  // namespace

/// 冲销: some assessment is taken back; or one that was taken back already, or the entry that did so.
void History::take_back(Dice& dice) {
  std::vector<std::size_t> examined;
  const auto& entries = model_.ledger.entries();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].sort == Sort::examined) examined.push_back(i);
  }
  if (examined.empty()) return;
  const std::size_t chosen = examined[static_cast<std::size_t>(dice.below(static_cast<int>(examined.size())))];
  const Entry entry = entries[chosen];
  const bool taken_back = model_.ledger.taken_back(chosen);
  const PlanKey key = model_.ledger.plans()[static_cast<std::size_t>(entry.plan)];
  const std::string by = school_or_other(dice, key.school);
  const bool reason = !dice.one_in(8);
  std::string code;
  store_.write_and_wait([&](ports::Transaction& tx) {
    const auto institution =
        tx.catalogue().institution_by_code(model_.schools[static_cast<std::size_t>(key.school)].code);
    const auto account = tx.accounts().account_by_login(by);
    base::check(institution && account, "a school or an actor of the world is not there");
    const auto id = number_of(tx, *institution, entry, key, taken_back);
    if (!id) disagree("an assessment of the model is not in the program");
    const core::Actor actor{account->id, account->login, account->role, account->institution, account->bureau};
    const usecases::Context context{book_, instant_of(model_.now), actor, crypto_, {}, {}};
    const auto done = usecases::reverse_assessment(tx, context, *id, reason ? "误登" : " ");
    code = done ? "ok" : core::to_text(done.error().findings.headline().code);
  });
  agree(by, fmt::format("takes back {} of plan {}", entry.headcount, entry.plan), code,
        model_.take_back(by, chosen, reason));
}

}  // namespace kaoji::naive
