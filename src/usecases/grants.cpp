#include "usecases/grants.hpp"

#include <algorithm>

#include "core/refusal/blank.hpp"

namespace kaoji::usecases {

namespace {

/// The institution that a grant is for, locked; nothing when the actor may not grant it or it is not there.
std::optional<core::Institution> granted_institution(ports::Transaction& tx, const Context& context, core::Act act,
                                                     const std::string& code) {
  auto institution = tx.catalogue().institution_by_code(code);
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
  if (tx.catalogue().lock_institution(institution->id)) return tx.catalogue().institution_by_code(code);
  return institution;
}

bool may(const Context& context, core::Act act) {
  return core::may_ever(context.actor.role, act);
}

core::Finding note_required(std::string_view zh, std::string_view en) {
  return core::FindingBuilder(core::Code::note_required).field("reason").word("what_zh", zh).word("what_en", en).done();
}

/// `window-closed` for what has no round to belong to yet.
core::Finding no_round_yet(const Context& context) {
  const auto next = context.book.next_round(core::ApplicationKind::decrease, core::Stage::submit, context.now);
  core::FindingBuilder builder(core::Code::window_closed);
  builder.word("stage_zh", "申报批次").word("stage_en", "a round");
  if (next) builder.clause(next->clause).next_window(next->window(core::Stage::submit));
  return builder.done();
}

}  // namespace

std::optional<core::Finding> no_round_opened(const Context& context, std::optional<core::ApplicationKind> kind) {
  if (!context.book.last_opened(kind, context.now).empty()) return std::nullopt;
  return no_round_yet(context);
}

Outcome<Done> register_institution(ports::Transaction& tx, const Context& context, const std::string& institution) {
  const AuditedAct act{core::Act::registration_confirm, object_name("institution", institution)};
  const auto found = granted_institution(tx, context, act.act, institution);
  if (!found) return record_not_yours(tx, context, act);
  if (!found->registered) tx.catalogue().set_registered(found->id, context.now);
  record_done(tx, context, act);
  return Done{};
}

Outcome<ports::Admission> grant_admission(ports::Transaction& tx, const Context& context,
                                          const std::string& institution, std::optional<base::Date> until) {
  const AuditedAct act{core::Act::admission_grant, object_name("institution", institution)};
  const auto found = granted_institution(tx, context, act.act, institution);
  if (!found) return record_not_yours(tx, context, act);
  tx.grants().insert_admission({0, found->id, until, {}, context.now, context.actor.login});
  record_done(tx, context, act, until ? base::to_text(*until) : "");
  return tx.grants().admissions(found->id).front();
}

Outcome<ports::Waiver> grant_waiver(ports::Transaction& tx, const Context& context, const std::string& institution,
                                    const std::string& reason) {
  const AuditedAct act{core::Act::waiver_grant, object_name("institution", institution)};
  const auto found = granted_institution(tx, context, act.act, institution);
  if (!found) return record_not_yours(tx, context, act);
  const auto rounds = context.book.last_opened(core::ApplicationKind::decrease, context.now);
  core::Findings findings;
  if (rounds.empty()) findings.add(no_round_yet(context));
  if (core::is_blank(reason)) findings.add(note_required("上限豁免", "A waiver"));
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  tx.grants().insert_waiver({0, found->id, rounds.front().ref, reason, {}, context.now, context.actor.login});
  record_done(tx, context, act, reason);
  return tx.grants().waivers(found->id).front();
}

Outcome<std::vector<ports::GrantedExtension>> grant_extension(ports::Transaction& tx, const Context& context,
                                                              const ExtensionCommand& command) {
  const AuditedAct act{core::Act::extension_grant, object_name("stage", core::to_text(command.stage))};
  const auto bureaus = tx.catalogue().bureaus();
  const bool bureau_known =
      command.bureau.empty() ||
      std::any_of(bureaus.begin(), bureaus.end(), [&](const auto& each) { return each.code == command.bureau; });
  const bool institution_known =
      command.institution.empty() || tx.catalogue().institution_by_code(command.institution).has_value();
  if (!may(context, act.act) || !bureau_known || !institution_known) return record_not_yours(tx, context, act);
  const auto rounds = context.book.last_opened(std::nullopt, context.now);
  core::Findings findings;
  if (rounds.empty()) findings.add(no_round_yet(context));
  if (core::is_blank(command.reason)) findings.add(note_required("延期", "An extension"));
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  for (const core::Round& round : rounds) {
    const core::Extension extension{round.ref, command.stage, command.until, command.institution, command.bureau};
    tx.grants().insert_extension({0, extension, command.reason, context.now, context.actor.login});
  }
  record_done(tx, context, act, command.reason);
  auto granted = tx.grants().extensions();
  granted.resize(rounds.size());
  return granted;
}

Outcome<ports::PlatformState> switch_platform(ports::Transaction& tx, const Context& context, bool open) {
  const AuditedAct act{core::Act::platform_switch, "platform"};
  if (!may(context, act.act)) return record_not_yours(tx, context, act);
  const ports::PlatformState state{open, context.now, context.actor.login};
  tx.grants().set_platform(state);
  record_done(tx, context, act, open ? "open" : "closed");
  return state;
}

Outcome<std::vector<ports::Closure>> close_certificate(ports::Transaction& tx, const Context& context,
                                                       const std::string& certificate,
                                                       const std::optional<std::string>& level, base::Date from) {
  const AuditedAct act{core::Act::closure_create, object_name("certificate", certificate)};
  if (!may(context, act.act)) return record_not_yours(tx, context, act);
  const auto found = tx.catalogue().certificate_by_name(certificate);
  core::Findings findings;
  const auto wanted = level ? core::parse_level(*level) : std::nullopt;
  if (!found) {
    findings.add(
        core::FindingBuilder(core::Code::certificate_unknown).field("certificate").word("about", certificate).done());
  } else if (level && (!wanted || found->find(*wanted) == nullptr)) {
    findings.add(core::FindingBuilder(core::Code::level_unknown)
                     .field("level")
                     .word("about", certificate + " " + *level)
                     .done());
  }
  if (!findings.empty()) return record_refused(tx, context, act, std::move(findings));
  for (const core::CertificateLevel& each : found->levels) {
    if (wanted && each.level != *wanted) continue;
    tx.grants().put_closure({0, found->id, found->name, each.level, from, context.now, context.actor.login});
  }
  record_done(tx, context, act, base::to_text(from));
  std::vector<ports::Closure> closed;
  for (ports::Closure& each : tx.grants().closures()) {
    if (each.certificate == found->id && (!wanted || each.level == *wanted)) closed.push_back(std::move(each));
  }
  return closed;
}

Outcome<Done> reopen_certificate(ports::Transaction& tx, const Context& context, std::int64_t closure_id) {
  const AuditedAct act{core::Act::closure_delete, object_name("closure", closure_id)};
  const auto closures = tx.grants().closures();
  const bool there =
      std::any_of(closures.begin(), closures.end(), [&](const auto& each) { return each.id == closure_id; });
  if (!may(context, act.act) || !there) return record_not_yours(tx, context, act);
  tx.grants().remove_closure(closure_id);
  record_done(tx, context, act);
  return Done{};
}

}  // namespace kaoji::usecases
