#include "usecases/past_facts.hpp"

#include <algorithm>
#include <limits>

namespace kaoji::usecases {

namespace {

/// Did a decision on it lie ahead just before `at`?
bool awaited(const PastApplication& past, base::Instant at) {
  bool awaiting = false;
  for (const ports::ApplicationEvent& event : past.events) {
    if (event.at >= at) break;
    if (event.event == "submitted" || event.event == "resubmitted") {
      awaiting = true;
    } else if (const auto status = core::parse_status(event.event)) {
      awaiting = core::awaiting(*status);
    }
  }
  return awaiting;
}

core::LedgerEntry const* entry_of(const std::vector<core::LedgerEntry>& entries, core::EntryId id) {
  const auto found = std::find_if(entries.begin(), entries.end(), [id](const auto& each) { return each.id == id; });
  return found == entries.end() ? nullptr : &*found;
}

constexpr std::chrono::milliseconds kJustBefore{1};

}  // namespace

InstitutionPast::InstitutionPast(ports::Transaction& tx, core::Institution institution)
    : tx_(tx), institution_(std::move(institution)) {
  ports::ApplicationFilter all;
  all.institution = institution_.id;
  all.hide_drafts = true;
  all.limit = std::numeric_limits<int>::max();
  for (const ports::ApplicationRow& row : tx.applications().applications(all)) {
    auto application = tx.applications().application(row.id);
    base::check(application.has_value(), "a listed application is not there");
    applications_.push_back({*std::move(application), tx.applications().events(row.id)});
  }
  plans_ = tx.plans().plans_of(institution_.id);
  entries_.resize(plans_.size());
  for (core::LedgerEntry& entry : tx.plans().entries_of(institution_.id)) {
    const auto of =
        std::find_if(plans_.begin(), plans_.end(), [&](const core::Plan& plan) { return plan.id == entry.plan; });
    if (of != plans_.end()) entries_[static_cast<std::size_t>(of - plans_.begin())].push_back(std::move(entry));
  }
  extensions_ = tx.grants().extensions();
  admissions_ = tx.grants().admissions(institution_.id);
  waivers_ = tx.grants().waivers(institution_.id);
  closures_ = tx.grants().closures();
}

std::vector<core::Line> InstitutionPast::lines(const core::Application& application, std::int64_t revision) const {
  if (revision == application.revision) return application.lines;
  return tx_.applications().lines_of_revision(application.id, revision);
}

std::optional<std::int64_t> InstitutionPast::scanned_revision(core::ApplicationId id, base::Instant at) const {
  for (const ports::Scan& scan : tx_.applications().scans(id)) {
    if (scan.uploaded_at <= at) return scan.revision;
  }
  return std::nullopt;
}

std::vector<core::Extension> InstitutionPast::extensions(base::Instant at, const PastView& view) const {
  std::vector<core::Extension> granted;
  for (const ports::GrantedExtension& each : extensions_) {
    if (each.granted_at > at || !each.extension.covers(institution_.code, institution_.bureau)) continue;
    granted.push_back(each.extension);
    granted.back().round = view.granted_round(each.extension.round);
  }
  return granted;
}

std::vector<core::Plan> InstitutionPast::plans_before(base::Instant at) const {
  std::vector<core::Plan> plans;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    const auto& entries = entries_[i];
    const bool there = std::any_of(entries.begin(), entries.end(), [at](const auto& e) { return e.recorded_at < at; });
    if (there) plans.push_back({plans_[i].id, plans_[i].key, core::fold_as_of(entries, at - kJustBefore)});
  }
  return plans;
}

std::vector<core::Certificate> InstitutionPast::certificates_of(const core::Application& application,
                                                                base::Instant at) const {
  std::vector<core::CertificateId> ids;
  for (const core::Line& line : application.lines) {
    if (line.wish.certificate_id) ids.push_back(*line.wish.certificate_id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) return {};
  auto certificates = tx_.catalogue().certificates(ids);
  for (const ports::Closure& closure : closures_) {
    if (closure.granted_at <= at) continue;
    for (core::Certificate& certificate : certificates) {
      if (certificate.id != closure.certificate) continue;
      for (core::CertificateLevel& level : certificate.levels) {
        if (level.level == closure.level) level.closed_from = std::nullopt;
      }
    }
  }
  return certificates;
}

std::vector<core::AwaitingTouch> InstitutionPast::touches(core::ApplicationId except, base::Instant at) const {
  std::vector<core::AwaitingTouch> found;
  for (const PastApplication& past : applications_) {
    const core::Application& other = past.application;
    if (other.id == except || !awaited(past, at)) continue;
    for (const core::Line& line : other.lines) {
      const auto level = line.wish.level();
      if (!line.wish.certificate_id || !level) continue;
      found.push_back({other.id, other.number, {institution_.id, *line.wish.certificate_id, *level, line.plan_year}});
    }
  }
  return found;
}

void InstitutionPast::add_approved(const core::Application& application, base::Instant at,
                                   std::vector<core::RoundDecrease>& found) const {
  for (const auto& entries : entries_) {
    std::int64_t cut = 0;
    for (const core::LedgerEntry& entry : entries) {
      if (entry.kind != core::EntryKind::decreased || entry.recorded_at >= at) continue;
      const core::LedgerEntry* reversed = entry.reverses.some() ? entry_of(entries, entry.reverses) : nullptr;
      if ((reversed != nullptr ? reversed->application : entry.application) == application.id) cut += entry.headcount;
    }
    if (cut != 0) found.push_back({application.id, entries.front().plan, cut, true});
  }
}

std::vector<core::RoundDecrease> InstitutionPast::decreases(core::ApplicationId except, base::Instant at,
                                                            const core::RoundRef& round, const PastView& view) const {
  std::vector<core::RoundDecrease> found;
  for (const PastApplication& past : applications_) {
    const core::Application& other = past.application;
    const bool counts = other.id != except && other.kind == core::ApplicationKind::decrease &&
                        other.first_submitted_at && *other.first_submitted_at < at && view.round_of(other) == round;
    if (!counts) continue;
    add_approved(other, at, found);
    if (!awaited(past, at)) continue;
    for (const core::Line& line : other.lines) {
      if (line.except && line.except->at < at) continue;
      found.push_back({other.id, line.plan, line.wish.headcount.value_or(0), false});
    }
  }
  return found;
}

core::SubmissionFacts InstitutionPast::facts(const core::Application& application, base::Instant at,
                                             const base::Zone& zone, const core::RoundRef& round,
                                             const PastView& view) const {
  const base::Date day = base::day_of(zone, at);
  core::SubmissionFacts facts;
  facts.institution = institution_;
  if (facts.institution.registered_at) facts.institution.registered = *facts.institution.registered_at <= at;
  const std::vector<core::Plan> plans = plans_before(at);
  for (const core::Plan& plan : plans) facts.live_total += core::live(plan.balance, base::year_of(day));
  facts.lines.certificates = certificates_of(application, at);
  for (const core::Plan& plan : plans) {
    const auto& known = facts.lines.certificates;
    const bool named =
        std::any_of(known.begin(), known.end(), [&](const auto& each) { return each.id == plan.key.certificate; });
    if (named) facts.lines.plans.push_back(plan);
  }
  facts.lines.awaiting = touches(application.id, at);
  facts.extensions = extensions(at, view);
  facts.admission_usable = std::any_of(admissions_.begin(), admissions_.end(), [&](const ports::Admission& each) {
    const bool free = !each.used_by.some() || each.used_by == application.id;
    return each.granted_at <= at && free && (!each.until || day <= *each.until);
  });
  if (!round.some()) return facts;
  facts.round_decreases = decreases(application.id, at, round, view);
  facts.waiver_usable = std::any_of(waivers_.begin(), waivers_.end(), [&](const ports::Waiver& each) {
    const bool free = !each.used_by.some() || each.used_by == application.id;
    return each.granted_at <= at && free && view.granted_round(each.round) == round;
  });
  return facts;
}

}  // namespace kaoji::usecases
