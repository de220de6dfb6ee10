#include "usecases/decide_names.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

#include "base/words.hpp"
#include "usecases/names_of_the_catalogue.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::array<std::string_view, 3> kNameChoices{"means", "set-aside", "forget"};
constexpr std::size_t kCandidatesShown = 5;

std::string key_of(const NameWish& wish) {
  return wish.kind == core::NameKind::institution ? core::NameBook::key_of_institution(wish.code, wish.name)
                                                  : core::NameBook::key_of_certificate(wish.name);
}

}  // namespace

std::optional<NameChoice> parse_name_choice(std::string_view text) {
  return base::enumerator_of<NameChoice>(kNameChoices, text);
}

Outcome<Done> decide_names(ports::Transaction& tx, const Context& context, const std::vector<NameWish>& wishes) {
  const AuditedAct act{core::Act::reconcile_decide, "reconcile-names"};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  core::Findings findings;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const NameWish& wish = wishes[i];
    if (wish.choice != NameChoice::means) continue;
    if (wish.kind == core::NameKind::institution) {
      if (!tx.catalogue().institution_by_code(wish.target)) return record_not_yours(tx, context, act);
    } else if (!tx.catalogue().certificate_by_name(wish.target)) {
      findings.add(core::FindingBuilder(core::Code::certificate_unknown)
                       .field(fmt::format("items[{}].target", i))
                       .word("about", wish.target)
                       .done());
    }
  }
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  for (const NameWish& wish : wishes) {
    const std::string key = key_of(wish);
    const std::string& shown = wish.name.empty() ? wish.code : wish.name;
    const AuditedAct one{act.act, object_name(core::to_text(wish.kind), shown)};
    if (wish.choice == NameChoice::forget) {
      tx.reconcile().forget_name_decision(wish.kind, key);
      record_done(tx, context, one, "forgotten");
      continue;
    }
    const std::string target = wish.choice == NameChoice::means ? wish.target : std::string();
    tx.reconcile().put_name_decision({{wish.kind, key, target}, shown, context.now, context.actor.login});
    record_done(tx, context, one, target.empty() ? "set aside" : target);
  }
  return Done{};
}

Outcome<NamesView> read_names(ports::Transaction& tx, const Context& context, std::int64_t id) {
  const auto found = tx.reconcile().reconciliation(id);
  if (!found || !core::may_ever(context.actor.role, core::Act::reconcile_read)) return not_yours();
  std::map<std::pair<core::NameKind, std::string>, core::NameDecision> decisions;
  for (auto& one : tx.reconcile().name_decisions())
    decisions.emplace(std::pair{one.decision.kind, one.decision.key}, one.decision);
  const core::NameBook book = names_of_the_catalogue(tx);
  NamesView view;
  for (core::UnknownName& name : tx.reconcile().names(id, found->run)) {
    NamesView::Row& row = view.rows.emplace_back();
    if (const auto decided = decisions.find({name.kind, name.key}); decided != decisions.end())
      row.decided = decided->second;
    row.candidates = book.candidates(name.kind, name.name.empty() ? name.code : name.name, kCandidatesShown);
    row.name = std::move(name);
  }
  return view;
}

}  // namespace kaoji::usecases
