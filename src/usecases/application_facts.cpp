#include "usecases/application_facts.hpp"

#include <algorithm>
#include <map>

namespace kaoji::usecases {

namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::vector<core::CertificateId> certificates_of(const std::vector<core::Line>& lines) {
  std::vector<core::CertificateId> ids;
  for (const core::Line& line : lines) {
    if (line.wish.certificate_id) ids.push_back(*line.wish.certificate_id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

core::LineFacts line_facts(ports::Transaction& tx, const core::Application& application) {
  core::LineFacts facts;
  const auto ids = certificates_of(application.lines);
  if (ids.empty()) return facts;
  facts.certificates = tx.catalogue().certificates(ids);
  facts.plans = tx.plans().plans_of(application.institution, ids);
  facts.awaiting = tx.applications().awaiting_touches(application.institution, application.id);
  return facts;
}

core::PlatformSide platform_side(ports::Transaction& tx, core::InstitutionId institution) {
  const auto plans = tx.reconcile().platform_plans(institution);
  if (!plans) return std::nullopt;
  std::vector<core::PlatformHeadcount> side;
  for (const ports::PlatformPlan& plan : *plans) side.push_back({plan.key, plan.headcount});
  return side;
}

}  // namespace

std::vector<core::Line> lines_from(ports::Transaction& tx, const std::vector<LineInput>& input) {
  std::map<std::string, std::optional<core::CertificateId>, std::less<>> known;
  std::vector<core::Line> lines;
  lines.reserve(input.size());
  for (const LineInput& typed : input) {
    core::Line line;
    line.wish.certificate = trimmed(typed.certificate);
    const auto [entry, is_new] = known.try_emplace(line.wish.certificate);
    if (is_new) {
      const auto certificate = tx.catalogue().certificate_by_name(line.wish.certificate);
      if (certificate) entry->second = certificate->id;
    }
    line.wish.certificate_id = entry->second;
    line.wish.level_text = trimmed(typed.level);
    line.wish.headcount = typed.headcount;
    line.wish.reason = trimmed(typed.reason);
    line.wish.year = typed.year;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::optional<ports::Waiver> usable_waiver(ports::Transaction& tx, core::InstitutionId institution,
                                           const core::RoundRef& round) {
  for (ports::Waiver& waiver : tx.grants().waivers(institution)) {
    if (waiver.round == round && !waiver.used_by.some()) return std::move(waiver);
  }
  return std::nullopt;
}

core::SubmissionFacts submission_facts(ports::Transaction& tx, const Context& context,
                                       const core::Application& application, const core::Institution& institution) {
  core::SubmissionFacts facts;
  facts.institution = institution;
  facts.lines = line_facts(tx, application);
  facts.extensions = tx.grants().extensions_for(institution.code, institution.bureau);
  if (application.kind == core::ApplicationKind::increase) {
    facts.platform_open = tx.grants().platform().open;
    facts.admission_usable = !tx.grants().usable_admissions(institution.id, context.today()).empty();
  }
  if (application.kind != core::ApplicationKind::decrease) return facts;
  facts.live_total = tx.plans().live_total(institution.id, context.year());
  const auto round = core::submission_round(context.book, application, institution, facts.extensions, context.now);
  if (round) {
    facts.round_decreases = tx.applications().round_decreases(institution.id, round->ref, application.id);
    facts.waiver_usable = usable_waiver(tx, institution.id, round->ref).has_value();
  }
  return facts;
}

core::ReviewFacts review_facts(ports::Transaction& tx, const Context& context, const core::Application& application,
                               const core::Institution& institution) {
  core::ReviewFacts facts;
  facts.institution = institution;
  facts.lines = line_facts(tx, application);
  facts.extensions = tx.grants().extensions_for(institution.code, institution.bureau);
  if (application.kind == core::ApplicationKind::decrease && application.round.some()) {
    facts.live_total = tx.plans().live_total(institution.id, context.year());
    facts.round_decreases = tx.applications().round_decreases(institution.id, application.round, application.id);
  }
  if (context.policy().reconcile_before_final) facts.platform = platform_side(tx, institution.id);
  return facts;
}

}  // namespace kaoji::usecases
