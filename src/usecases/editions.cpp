#include "usecases/editions.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "core/policy/canonical_policy.hpp"
#include "core/refusal/blank.hpp"
#include "usecases/year_reports.hpp"

namespace kaoji::usecases {

namespace {

std::string object_of(const std::string& scope, int year) {
  return object_name("edition", fmt::format("{}-{}", scope, year));
}

/// note-required: whoever read the earlier edition has to be told why there is another one.
core::Findings check_note(std::int64_t earlier, std::string_view note) {
  core::Findings findings;
  if (earlier == 0 || !core::is_blank(note)) return findings;
  findings.add(core::FindingBuilder(core::Code::note_required)
                   .field("note")
                   .word("what_zh", "再次发布同一范围和年度的冻结版")
                   .word("what_en", "A further edition of the same scope and year")
                   .done());
  return findings;
}

core::YearReport kept_report(const ports::Edition& edition) {
  auto report = core::parse_report(edition.figures);
  base::check(report.has_value(), "an edition keeps a report");
  return *std::move(report);
}

ports::Edition edition_of(const Context& context, const core::YearReport& report, const FreezeWish& wish) {
  ports::Edition edition;
  edition.year = report.frame.year;
  edition.scope = report.frame.scope;
  edition.scope_label = report.frame.scope_label;
  edition.policy_id = report.frame.policy_id;
  edition.policy_digest = report.frame.policy_digest;
  edition.cut = {core::EntryId{report.frame.last_entry}, report.frame.last_event};
  edition.frozen_at = context.now;
  edition.actor = context.actor.login;
  edition.note = wish.note;
  edition.figures = core::to_text(report);
  edition.digest = context.crypto.sm3(edition.figures);
  return edition;
}

/// What the actor is of, where the role does not reach the whole province.
std::string own_scope(ports::Transaction& tx, const ports::Scope& reached) {
  if (reached.institution) {
    const auto institution = tx.catalogue().institution(*reached.institution);
    base::check(institution.has_value(), "a clerk's institution is there");
    return institution->code;
  }
  return reached.bureau;
}

}  // namespace

Outcome<EditionView> freeze_edition(ports::Transaction& tx, const Context& context, const FreezeWish& wish) {
  const AuditedAct act{core::Act::edition_freeze, object_of(wish.scope, wish.year)};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  // Before anything is read: on PostgreSQL a later look would see entries that an earlier one did not.
  const ports::LedgerCut cut = tx.editions().settled_cut();
  auto made = make_report(tx, context, wish.scope, wish.year, cut);
  if (!made) return record_not_yours(tx, context, act);
  core::YearReport report = std::move(made).value();
  const std::int64_t earlier = tx.editions().count_editions({wish.year, wish.scope, 0, 0});
  core::Findings findings = check_note(earlier, wish.note);
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  ports::Edition edition = edition_of(context, report, wish);
  EditionView view{std::move(edition), std::move(report)};
  view.edition.number = static_cast<int>(earlier) + 1;
  if (wish.dry_run) return view;
  view.edition.id = tx.editions().insert(view.edition);
  record_done(tx, context, act, fmt::format("number {} digest {}", view.edition.number, view.edition.digest));
  return view;
}

Outcome<EditionPage> list_editions(ports::Transaction& tx, const Context& context, const EditionQuery& query) {
  const auto reached = reach(context, core::Act::edition_list);
  if (!reached) return not_yours();
  ports::EditionFilter filter{query.year, query.scope, query.before, query.limit};
  if (filter.scope.empty()) filter.scope = own_scope(tx, *reached);
  if (!filter.scope.empty() && !find_scope(tx, context, filter.scope)) return not_yours();
  return EditionPage{tx.editions().editions(filter), tx.editions().count_editions(filter)};
}

Outcome<EditionView> read_edition(ports::Transaction& tx, const Context& context, core::Act act, std::int64_t id) {
  if (!core::may_ever(context.actor.role, act)) return not_yours();
  auto edition = tx.editions().edition(id);
  if (!edition || !find_scope(tx, context, edition->scope)) return not_yours();
  core::YearReport report = kept_report(*edition);
  return EditionView{*std::move(edition), std::move(report)};
}

Outcome<Recomputation> recompute_edition(ports::Transaction& tx, const Context& context, std::int64_t id) {
  auto read = read_edition(tx, context, core::Act::edition_recompute, id);
  if (!read) return std::move(read).error();
  EditionView view = std::move(read).value();
  Recomputation result;
  core::ReportFrame frame = view.report.frame;
  const core::Policy* const policy = context.book.find(frame.policy_id);
  if (policy != nullptr) {
    frame.policy_digest = context.crypto.sm3(core::canonical_text(*policy));
    frame.formulas = policy->indicators;
  }
  result.policy_same = policy != nullptr && frame.policy_digest == view.edition.policy_digest;
  const core::YearReport now = fold_report(tx, context, frame);
  const std::string text = core::to_text(now);
  result.digest = context.crypto.sm3(text);
  result.text_sound = context.crypto.sm3(view.edition.figures) == view.edition.digest;
  result.equal = result.text_sound && result.policy_same && text == view.edition.figures;
  result.differences = core::differences(view.report, now);
  result.edition = std::move(view.edition);
  return result;
}

void record_recomputation(ports::Transaction& tx, const Context& context, std::int64_t id, bool equal) {
  record_done(tx, context, {core::Act::edition_recompute, object_name("edition", id)}, equal ? "equal" : "different");
}

}  // namespace kaoji::usecases
