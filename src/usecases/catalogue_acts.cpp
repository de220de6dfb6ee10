#include "usecases/catalogue_acts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "usecases/last_change.hpp"

namespace kaoji::usecases {

namespace {

using MaybeClash = std::optional<ClashFound>;

std::string lower_case(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

/// Does the bureau go with the kind, and is it known?
MaybeClash bureau_clash(ports::Transaction& tx, const InstitutionWish& wish) {
  const bool owned = wish.kind == core::InstitutionKind::local_secondary;
  if (owned && wish.bureau.empty()) {
    return ClashFound{Clash::field_invalid, "bureau", "市县属中职须指定主管的市县教育行政部门：申报由其初审。",
                      "A local secondary school needs the bureau that owns it and reviews its applications first."};
  }
  if (!owned && !wish.bureau.empty()) {
    return ClashFound{Clash::field_invalid, "bureau", "只有市县属中职归市县教育行政部门主管，请不填。",
                      "Only a local secondary school has a bureau; leave it empty."};
  }
  if (owned && !tx.catalogue().bureau(wish.bureau)) {
    return ClashFound{Clash::field_invalid, "bureau", fmt::format("没有代码为 {} 的市县教育行政部门。", wish.bureau),
                      fmt::format("There is no bureau {}.", wish.bureau)};
  }
  return std::nullopt;
}

/// Does another institution than `own` have this code or name?
MaybeClash identity_clash(ports::Transaction& tx, const InstitutionWish& wish, core::InstitutionId own) {
  if (const auto other = tx.catalogue().institution_by_code(wish.code); other && other->id != own) {
    return ClashFound{Clash::already_exists, "code", fmt::format("代码 {} 已属于“{}”。", wish.code, other->name),
                      fmt::format("The code {} is that of “{}”.", wish.code, other->name)};
  }
  ports::InstitutionFilter same;
  same.search = wish.name;
  for (const core::Institution& other : tx.catalogue().institutions(same)) {
    if (other.id == own || lower_case(other.name) != lower_case(wish.name)) continue;
    return ClashFound{Clash::already_exists, "name", fmt::format("已有同名院校，代码为 {}。", other.code),
                      fmt::format("There is an institution of that name, with the code {}.", other.code)};
  }
  return std::nullopt;
}

/// What makes the code of an institution stay as it is; empty: nothing.
bool code_in_use(ports::Transaction& tx, const core::Institution& institution) {
  ports::PlanFilter plans;
  plans.institution = institution.id;
  plans.limit = 1;
  if (!tx.plans().plans(plans).empty()) return true;
  ports::ApplicationFilter applications;
  applications.institution = institution.id;
  if (tx.applications().count_applications(applications) > 0) return true;
  const auto extensions = tx.grants().extensions();
  return std::any_of(extensions.begin(), extensions.end(),
                     [&](const auto& each) { return each.extension.institution == institution.code; });
}

/// The application for whose sake kind and bureau stay as they are.
core::Findings routing_held(ports::Transaction& tx, const core::Institution& institution) {
  ports::ApplicationFilter filter;
  filter.institution = institution.id;
  filter.statuses = {core::Status::submitted, core::Status::forwarded};
  filter.limit = 1;
  core::Findings findings;
  for (const ports::ApplicationRow& row : tx.applications().applications(filter)) {
    findings.add(core::FindingBuilder(core::Code::pending_application)
                     .field("kind")
                     .word("about", institution.name)
                     .word("other", row.number)
                     .done());
  }
  return findings;
}

std::string moved(std::string_view name, std::string_view from, std::string_view to) {
  return from == to ? std::string() : fmt::format("{} {} → {}; ", name, from, to);
}

std::string moves(const core::Institution& before, const core::Institution& after) {
  return moved("code", before.code, after.code) + moved("name", before.name, after.name) +
         moved("kind", core::to_text(before.kind), core::to_text(after.kind)) +
         moved("bureau", before.bureau, after.bureau);
}

/// Somebody changed it first.
Refusal stale(ports::Transaction& tx, const Context& context, const AuditedAct& act, const ports::CatalogueEdit& edit,
              bool dry_run) {
  std::optional<core::LastChange> changed;
  if (edit.at) changed = last_change(tx, edit.actor, *edit.at);
  if (dry_run) return Refusal{{}, edit.version, std::nullopt, std::move(changed)};
  return record_overtaken(tx, context, act, edit.version, std::move(changed));
}

core::Institution as_wished(core::Institution institution, const InstitutionWish& wish) {
  institution.code = wish.code;
  institution.name = wish.name;
  institution.kind = wish.kind;
  institution.bureau = wish.bureau;
  return institution;
}

bool has_name(const core::Certificate& certificate, const std::string& name) {
  return lower_case(certificate.name) == lower_case(name);
}

}  // namespace

bool is_plain_code(std::string_view code) {
  return std::none_of(code.begin(), code.end(), [](unsigned char c) {
    return c < 0x80 && std::isalnum(c) == 0 && c != '-' && c != '.' && c != '_';
  });
}

Outcome<InstitutionView> add_institution(ports::Transaction& tx, const Context& context, const InstitutionWish& wish,
                                         bool registered, bool dry_run) {
  const AuditedAct act{core::Act::institution_add, object_name("institution", wish.code)};
  if (!core::may_ever(context.actor.role, act.act)) return dry_run ? not_yours() : record_not_yours(tx, context, act);
  auto clash = bureau_clash(tx, wish);
  if (!clash) clash = identity_clash(tx, wish, {});
  if (clash && dry_run) return Refusal{{}, {}, std::move(clash)};
  if (clash) return record_clash(tx, context, act, *std::move(clash));
  core::Institution institution = as_wished({}, wish);
  institution.registered = registered;
  if (registered) institution.registered_at = context.now;
  if (dry_run) return InstitutionView{std::move(institution), 0, {}};
  institution.id = tx.catalogue().put_institution(institution, context.now);
  record_done(tx, context, act, moves({}, institution));
  return view_of_institution(tx, context, std::move(institution));
}

Outcome<InstitutionView> change_institution(ports::Transaction& tx, const Context& context, const std::string& code,
                                            std::int64_t version, const InstitutionWish& wish, bool dry_run) {
  const AuditedAct act{core::Act::institution_change, object_name("institution", code)};
  auto before = tx.catalogue().institution_by_code(code);
  if (!before || core::access(context.actor, *before, act.act) != core::Access::granted)
    return dry_run ? not_yours() : record_not_yours(tx, context, act);
  if (!dry_run && tx.catalogue().lock_institution(before->id)) before = tx.catalogue().institution(before->id);
  const ports::CatalogueEdit edit = tx.catalogue().last_edit(before->id);
  if (edit.version != version) return stale(tx, context, act, edit, dry_run);
  auto clash = bureau_clash(tx, wish);
  if (!clash) clash = identity_clash(tx, wish, before->id);
  if (!clash && wish.code != before->code && code_in_use(tx, *before)) {
    clash = ClashFound{Clash::in_use, "code", "该院校已有考核计划、申报或延期，代码不能更正。",
                       "The institution has plans, applications or extensions; its code can no longer be corrected."};
  }
  if (clash && dry_run) return Refusal{{}, {}, std::move(clash)};
  if (clash) return record_clash(tx, context, act, *std::move(clash));
  if (wish.kind != before->kind || wish.bureau != before->bureau) {
    core::Findings held = routing_held(tx, *before);
    if (!held.empty() && dry_run) return Refusal{std::move(held), {}, {}};
    if (!held.empty()) return record_refused(tx, context, act, std::move(held));
  }
  core::Institution after = as_wished(*before, wish);
  if (dry_run) return view_of_institution(tx, context, std::move(after));
  if (after.code != before->code) tx.catalogue().set_code(before->id, after.code);
  tx.catalogue().put_institution(after, context.now);
  tx.catalogue().note_edit(before->id, context.now, context.actor.login);
  record_done(tx, context, act, moves(*before, after));
  return view_of_institution(tx, context, std::move(after));
}

Outcome<ports::SearchableCertificate> add_certificate(ports::Transaction& tx, const Context& context,
                                                      const CertificateWish& wish, bool dry_run) {
  const AuditedAct act{core::Act::certificate_add, object_name("certificate", wish.name)};
  if (!core::may_ever(context.actor.role, act.act)) return dry_run ? not_yours() : record_not_yours(tx, context, act);
  for (const auto& [other, pinyin] : tx.catalogue().search_certificates(wish.name, 100)) {
    if (!has_name(other, wish.name)) continue;
    ClashFound clash{Clash::already_exists, "name", fmt::format("目录中已有证书“{}”，请改为增加级别。", other.name),
                     fmt::format("“{}” is in the catalogue; add levels to it instead.", other.name)};
    if (dry_run) return Refusal{{}, {}, std::move(clash)};
    return record_clash(tx, context, act, std::move(clash));
  }
  ports::SearchableCertificate certificate{{{}, wish.name, wish.organisation, {}}, wish.pinyin};
  for (const core::Level level : wish.levels) certificate.certificate.levels.push_back({level, std::nullopt});
  if (dry_run) return certificate;
  certificate.certificate.id = tx.catalogue().put_certificate(certificate.certificate, wish.pinyin);
  record_done(tx, context, act, wish.organisation);
  return certificate;
}

Outcome<ports::SearchableCertificate> change_certificate(ports::Transaction& tx, const Context& context,
                                                         core::CertificateId id, std::int64_t version,
                                                         const CertificateWish& wish, bool dry_run) {
  const AuditedAct act{core::Act::certificate_change, object_name("certificate", id.value)};
  auto before = tx.catalogue().certificate(id);
  if (!before || !core::may_ever(context.actor.role, act.act))
    return dry_run ? not_yours() : record_not_yours(tx, context, act);
  if (!dry_run && tx.catalogue().lock_certificate(id)) before = tx.catalogue().certificate(id);
  const ports::CatalogueEdit edit = tx.catalogue().last_edit(id);
  if (edit.version != version) return stale(tx, context, act, edit, dry_run);
  ports::SearchableCertificate after{*before, wish.pinyin};
  after.certificate.organisation = wish.organisation;
  std::string added;
  for (const core::Level level : wish.levels) {
    if (before->find(level) != nullptr) continue;
    after.certificate.levels.push_back({level, std::nullopt});
    added += fmt::format("+{} ", core::to_text(level));
  }
  std::sort(after.certificate.levels.begin(), after.certificate.levels.end(),
            [](const auto& a, const auto& b) { return a.level < b.level; });
  if (dry_run) return after;
  tx.catalogue().put_certificate(after.certificate, wish.pinyin);
  tx.catalogue().note_edit(id, context.now, context.actor.login);
  record_done(tx, context, act, moved("organisation", before->organisation, wish.organisation) + added);
  return after;
}

Outcome<ClosurePreview> preview_closure(ports::Transaction& tx, const Context& context, const std::string& certificate,
                                        std::optional<core::Level> level) {
  if (!core::may_ever(context.actor.role, core::Act::closure_create)) return not_yours();
  const auto found = tx.catalogue().certificate_by_name(certificate);
  Refusal refusal;
  if (!found) {
    refusal.findings.add(
        core::FindingBuilder(core::Code::certificate_unknown).field("certificate").word("about", certificate).done());
    return refusal;
  }
  if (level && found->find(*level) == nullptr) {
    refusal.findings.add(core::FindingBuilder(core::Code::level_unknown)
                             .field("level")
                             .word("about", fmt::format("{} {}", certificate, core::to_text(*level)))
                             .done());
    return refusal;
  }
  ClosurePreview preview;
  for (const core::CertificateLevel& each : found->levels) {
    if (!level || each.level == *level) preview.levels.push_back(each.level);
  }
  preview.awaiting = tx.applications().awaiting_on_certificate(found->id, level);
  ports::PlanFilter live;
  live.certificate = found->id;
  live.level = level;
  live.live_only = true;
  live.live_year = context.year();
  preview.live = tx.plans().sum_plans(live);
  return preview;
}

}  // namespace kaoji::usecases
