#include "usecases/year_reports.hpp"

#include <algorithm>
#include <set>

#include "core/policy/canonical_policy.hpp"
#include "usecases/side_figures.hpp"

namespace kaoji::usecases {

namespace {

constexpr int kAllRows = 1'000'000;

void add_members(ports::Transaction& tx, const ports::Scope& scope, core::ReportFrame& frame) {
  std::map<std::string, std::string> bureaus;
  for (const core::Bureau& bureau : tx.catalogue().bureaus()) bureaus[bureau.code] = bureau.name;
  ports::InstitutionFilter filter;
  filter.bureau = scope.bureau;
  filter.kind = scope.kind;
  filter.limit = kAllRows;
  for (const core::Institution& each : tx.catalogue().institutions(filter)) {
    if (scope.institution.value_or(each.id) != each.id) continue;
    frame.institutions.push_back({each.id.value, each.code, each.name, each.kind, each.bureau,
                                  each.bureau.empty() ? std::string() : bureaus[each.bureau]});
  }
}

void add_policy(const Context& context, int year, core::ReportFrame& frame) {
  const core::Policy& policy = context.policy();
  frame.policy_id = policy.id;
  frame.policy_number = policy.number;
  frame.policy_title = policy.title;
  frame.policy_digest = context.crypto.sm3(core::canonical_text(policy));
  if (policy.exit_window_of(year)) {
    frame.exit_month = static_cast<unsigned>(policy.exit_window.first.month());
    frame.exit_day = static_cast<unsigned>(policy.exit_window.first.day());
  }
  for (int each = year - kReportYears + 1; each <= year; ++each) {
    frame.years.push_back({each, core::exit_eve(policy, each, context.today()).has_value()});
  }
  frame.formulas = policy.indicators;
  for (const core::Round& round : excluded_rounds(context, year)) {
    frame.exclusions.push_back({round.label, round.clause});
  }
}

ports::SumsQuery sums_query(const core::ReportFrame& frame, const ports::Scope& scope, SumsBy by) {
  return {scope, by, frame.year, frame.exit(), {}};
}

core::ReportSumsById sums_of_institutions(ports::Transaction& tx, const core::ReportFrame& frame,
                                          const ports::Scope& scope) {
  std::map<std::string, std::int64_t> ids;
  for (const core::ReportInstitution& each : frame.institutions) ids[each.code] = each.id;
  core::ReportSumsById sums;
  for (ports::GroupedSums& group : tx.plans().grouped_sums(sums_query(frame, scope, SumsBy::institution))) {
    sums[ids.at(group.key)] = {std::move(group.sums), std::move(group.before_exit)};
  }
  return sums;
}

/// Also enters into the frame which certificates there are.
core::ReportSumsById sums_of_certificates(ports::Transaction& tx, core::ReportFrame& frame, const ports::Scope& scope) {
  core::ReportSumsById sums;
  for (ports::GroupedSums& group : tx.plans().grouped_sums(sums_query(frame, scope, SumsBy::certificate))) {
    const auto certificate = tx.catalogue().certificate_by_name(group.key);
    base::check(certificate.has_value(), "sums of a certificate that is not in the catalogue");
    frame.certificates.push_back({certificate->id.value, certificate->name, certificate->organisation});
    sums[certificate->id.value] = {std::move(group.sums), std::move(group.before_exit)};
  }
  return sums;
}

std::vector<core::ReportShare> shares_of(const Context& context, const std::vector<core::ReviewDone>& reviews) {
  std::vector<core::ReportShare> shares;
  for (const core::ReviewShare& share : core::review_shares(context.book, reviews)) {
    shares.push_back({std::string(share.name), share.numerator, share.denominator});
  }
  return shares;
}

ports::ApplicationFilter of_round(const ports::Scope& scope, const core::RoundRef& round) {
  ports::ApplicationFilter filter = applications_of(scope);
  filter.kind = core::ApplicationKind::new_plans;
  filter.round = round;
  return filter;
}

/// The rounds of the year that take new plans and had opened.
std::vector<core::Round> rounds_of(const Context& context, const core::ReportFrame& frame) {
  std::vector<core::Round> rounds = context.book.rounds_of_year(frame.year);
  const base::Date day = base::day_of(context.book.zone(frame.at), frame.at);
  std::erase_if(rounds, [&](const core::Round& round) {
    return !round.governs(core::ApplicationKind::new_plans) || day < round.window(core::Stage::submit).first;
  });
  return rounds;
}

core::ReportFunnel funnel_of(const core::Round& round, const ports::RoundYield& yield) {
  return {round.ref, round.label, 0, 0, yield.approved, yield.examined, yield.passed};
}

std::vector<core::ReportFunnel> funnels_of(ports::Transaction& tx, const Context& context,
                                           const core::ReportFrame& frame, const ports::Scope& scope) {
  std::vector<core::ReportFunnel> funnels;
  for (const core::Round& round : rounds_of(context, frame)) {
    const auto filter = of_round(scope, round.ref);
    core::ReportFunnel& funnel = funnels.emplace_back(funnel_of(round, tx.applications().round_yield(filter)));
    for (const ports::RoundDeclared& each : tx.applications().round_declared(filter, frame.last_event)) {
      funnel.declared += each.declared;
      funnel.reviewed += each.reviewed;
    }
  }
  return funnels;
}

/// As funnels_of, from what was known at the cut, over the institutions that the frame keeps.
std::vector<core::ReportFunnel> folded_funnels(ports::Transaction& tx, const Context& context,
                                               const core::ReportFrame& frame, const std::set<std::int64_t>& members) {
  std::vector<core::ReportFunnel> funnels;
  for (const core::Round& round : rounds_of(context, frame)) {
    const auto filter = of_round({}, round.ref);
    core::ReportFunnel& funnel = funnels.emplace_back(funnel_of(round, {}));
    for (const ports::RoundDeclared& each : tx.applications().round_declared(filter, frame.last_event)) {
      if (!members.contains(each.institution.value)) continue;
      funnel.declared += each.declared;
      funnel.reviewed += each.reviewed;
    }
    for (const auto& [institution, yield] :
         tx.applications().round_yields_after(filter, core::EntryId{frame.last_entry})) {
      if (!members.contains(institution.value)) continue;
      funnel.approved += yield.approved;
      funnel.examined += yield.examined;
      funnel.passed += yield.passed;
    }
  }
  return funnels;
}

void append(core::ReportSums& sums, const ports::CertificateSums& part) {
  sums.sums.insert(sums.sums.end(), part.sums.begin(), part.sums.end());
  sums.before_exit.insert(sums.before_exit.end(), part.before_exit.begin(), part.before_exit.end());
}

}  // namespace

Outcome<core::YearReport> make_report(ports::Transaction& tx, const Context& context, const std::string& scope,
                                      int year, const ports::LedgerCut& cut) {
  const auto named = find_scope(tx, context, scope);
  if (!named) return not_yours();
  core::ReportFrame frame;
  frame.year = year;
  frame.scope = named->name;
  frame.scope_label = named->label;
  frame.at = context.now;
  frame.last_entry = cut.last_entry.value;
  frame.last_event = cut.last_event;
  add_policy(context, year, frame);
  add_members(tx, named->scope, frame);
  const core::ReportSumsById institutions = sums_of_institutions(tx, frame, named->scope);
  const core::ReportSumsById certificates = sums_of_certificates(tx, frame, named->scope);
  ports::ReviewSpan span = reviews_of_year(context, year);
  span.last_event = cut.last_event;
  auto reviews = shares_of(context, tx.applications().reviews_done(applications_of(named->scope), span));
  auto funnels = funnels_of(tx, context, frame, named->scope);
  return core::year_report(std::move(frame), institutions, certificates, std::move(reviews), std::move(funnels));
}

core::YearReport fold_report(ports::Transaction& tx, const Context& context, const core::ReportFrame& frame) {
  core::ReportSumsById institutions;
  core::ReportSumsById certificates;
  std::set<std::int64_t> members;
  for (const core::ReportInstitution& each : frame.institutions) {
    members.insert(each.id);
    const ports::LedgerFoldQuery query{core::EntryId{frame.last_entry}, core::InstitutionId{each.id}, frame.year,
                                       frame.exit()};
    for (const ports::CertificateSums& part : tx.plans().fold_ledger(query)) {
      append(institutions[each.id], part);
      append(certificates[part.certificate.value], part);
    }
  }
  ports::ReviewSpan span = reviews_of_year(context, frame.year);
  span.last_event = frame.last_event;
  auto reviews = tx.applications().reviews_done({}, span);
  std::erase_if(reviews, [&](const core::ReviewDone& review) { return !members.contains(review.institution.value); });
  return core::year_report(frame, institutions, certificates, shares_of(context, reviews),
                           folded_funnels(tx, context, frame, members));
}

}  // namespace kaoji::usecases
