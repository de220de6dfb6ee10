#include "usecases/annex_draft.hpp"

#include <limits>
#include <map>
#include <utility>

#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

/// The institution for which the actor declares; nothing: it declares for none.
std::optional<core::Institution> declaring_institution(ports::Transaction& tx, const Context& context) {
  auto institution = tx.catalogue().institution(context.actor.institution);
  const core::Act act = core::Act::application_create;
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
  return institution;
}

std::vector<core::Certificate> all_certificates(ports::Transaction& tx) {
  std::vector<core::Certificate> all;
  for (auto& each : tx.catalogue().search_certificates("", std::numeric_limits<int>::max()))
    all.push_back(std::move(each.certificate));
  return all;
}

bool open_on(const core::Certificate& certificate, core::Level level, base::Date day) {
  const core::CertificateLevel* const found = certificate.find(level);
  return found != nullptr && !core::closed_on(*found, day);
}

std::vector<ports::AnnexChoice> open_levels(ports::Transaction& tx, base::Date today) {
  std::vector<ports::AnnexChoice> choices;
  for (const core::Certificate& certificate : all_certificates(tx)) {
    for (const core::CertificateLevel& level : certificate.levels) {
      if (!core::closed_on(level, today))
        choices.push_back({certificate.name, std::string(core::to_text(level.level))});
    }
  }
  return choices;
}

/// The latest live plan of each certificate and level: the one that a line without a year means.
std::vector<ports::AnnexChoice> live_plans(ports::Transaction& tx, const Context& context,
                                           core::InstitutionId institution, bool open_only) {
  using Latest = std::pair<int, std::int64_t>;
  std::map<std::pair<std::string, core::Level>, Latest> latest;
  ports::PlanFilter filter;
  filter.institution = institution;
  filter.live_only = true;
  filter.live_year = context.year();
  tx.plans().each_plan(filter, [&](const ports::PlanRow& row) {
    const core::PlanKey& key = row.plan.key;
    Latest& known = latest[{row.certificate_name, key.level}];
    if (key.year > known.first) known = {key.year, core::live(row.plan.balance, context.year())};
  });
  std::vector<ports::AnnexChoice> choices;
  for (const auto& [plan, figures] : latest) {
    const auto& [name, level] = plan;
    const auto certificate = open_only ? tx.catalogue().certificate_by_name(name) : std::nullopt;
    if (open_only && (!certificate || !open_on(*certificate, level, context.today()))) continue;
    choices.push_back({name, std::string(core::to_text(level)), figures.second});
  }
  return choices;
}

}  // namespace

Outcome<ports::EmptyAnnex> annex_to_fill(ports::Transaction& tx, const Context& context, core::ApplicationKind kind) {
  const auto institution = declaring_institution(tx, context);
  if (!institution) return not_yours();
  ports::EmptyAnnex annex;
  annex.kind = form_kind(kind);
  annex.institution_name = institution->name;
  if (kind == core::ApplicationKind::new_plans) {
    annex.choices = open_levels(tx, context.today());
  } else {
    const bool increase = kind == core::ApplicationKind::increase;
    annex.choices = live_plans(tx, context, institution->id, increase);
    annex.reasons = increase ? context.policy().increase_reasons : context.policy().decrease_reasons;
  }
  annex.use_until = base::Date{std::chrono::year{context.year()} / std::chrono::December / 31};
  return annex;
}

Outcome<std::optional<FilledAnnex>> understand_annex(ports::Transaction& tx, const Context& context,
                                                     const std::vector<ports::ReadSheet>& sheets,
                                                     std::size_t most_lines) {
  const auto institution = declaring_institution(tx, context);
  if (!institution) return not_yours();
  core::NameBook certificates;
  for (const core::Certificate& certificate : all_certificates(tx)) certificates.add(certificate);
  std::vector<std::string> names{institution->name};
  for (const ports::FormerName& former : tx.catalogue().former_names(institution->id)) names.push_back(former.name);
  return read_annex(sheets, {certificates, std::move(names), most_lines});
}

}  // namespace kaoji::usecases
