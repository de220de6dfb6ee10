#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/member_name.hpp"
#include "usecases/round_archive.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

/// More applications than any round of a province has.
constexpr int kLargestRound = 100'000;

std::int64_t since_1970(base::Instant at) {
  return at.time_since_epoch().count();
}
std::optional<std::int64_t> since_1970(const std::optional<base::Instant>& at) {
  if (!at) return std::nullopt;
  return since_1970(*at);
}
std::string maybe_day(base::Date day) {
  return day.ok() && day != base::Date{} ? base::to_text(day) : std::string();
}

/// What is gathered while the applications are walked through.
class Gathering {
 public:
  Gathering(ports::Transaction& tx, const Context& context) : tx_(tx), context_(context) {}

  /// Nothing: it was never submitted, and lies with its institution alone.
  std::optional<Refusal> add(const ports::ApplicationRow& row);
  void add_plans();
  void add_audit();

  RoundArchive archive;
  std::set<std::string> policies;

 private:
  [[nodiscard]] const std::vector<core::Plan>& plans_of(core::InstitutionId institution);
  [[nodiscard]] std::int64_t plan_of(core::InstitutionId institution, const core::Line& line);
  void add_lines(const core::Application& application, ports::ArchivedApplication& out);
  void add_events(core::ApplicationId id, ports::ArchivedApplication& out);
  void add_scans(core::ApplicationId id, ports::ArchivedApplication& out);
  void add_entries(core::PlanId plan);

  ports::Transaction& tx_;
  const Context& context_;
  std::unordered_map<core::InstitutionId, std::vector<core::Plan>> plans_;
  std::set<core::PlanId> touched_;
  std::unordered_set<std::string> objects_;
  std::optional<base::Instant> first_;
};

const std::vector<core::Plan>& Gathering::plans_of(core::InstitutionId institution) {
  const auto found = plans_.find(institution);
  if (found != plans_.end()) return found->second;
  return plans_[institution] = tx_.plans().plans_of(institution);
}

std::int64_t Gathering::plan_of(core::InstitutionId institution, const core::Line& line) {
  const auto& plans = plans_of(institution);
  const auto found = std::ranges::find_if(plans, [&](const core::Plan& plan) {
    if (line.plan.some()) return plan.id == line.plan;
    return plan.key.certificate == line.wish.certificate_id && plan.key.level == line.wish.level() &&
           plan.key.year == line.plan_year;
  });
  if (found == plans.end()) return 0;
  touched_.insert(found->id);
  return found->id.value;
}

void Gathering::add_lines(const core::Application& application, ports::ArchivedApplication& out) {
  for (const core::Line& line : application.lines) {
    ports::ArchivedLine& one = out.lines.emplace_back();
    one.certificate = line.wish.certificate;
    const auto level = line.wish.level();
    one.level = level ? std::string(core::to_text(*level)) : line.wish.level_text;
    one.headcount = line.wish.headcount.value_or(0);
    one.plan_year = line.plan_year;
    one.plan = plan_of(application.institution, line);
    one.before = line.before;
    if (line.block) one.block = core::to_text(*line.block);
    one.reason = line.wish.reason;
    if (!line.except) continue;
    one.excepted_at = core::to_text(line.except->stage);
    one.excepted_by = line.except->actor;
    one.excepted_reason = line.except->reason;
  }
}

void Gathering::add_events(core::ApplicationId id, ports::ArchivedApplication& out) {
  for (const ports::ApplicationEvent& event : tx_.applications().events(id)) {
    if (!event.policy_id.empty()) policies.insert(event.policy_id);
    out.events.push_back({since_1970(event.at), event.event, event.actor,
                          event.stage ? std::string(core::to_text(*event.stage)) : std::string(), event.revision,
                          event.note, event.policy_id, event.clause});
  }
}

void Gathering::add_scans(core::ApplicationId id, ports::ArchivedApplication& out) {
  auto scans = tx_.applications().scans(id);
  std::ranges::reverse(scans);
  for (const ports::Scan& scan : scans) {
    // What was uploaded after the last submission is the institution's draft.
    if (scan.revision > out.revision) continue;
    out.scans.push_back({scan.revision, scan.digest, scan.bytes, scan.pages, since_1970(scan.uploaded_at), scan.actor,
                         fmt::format("files/{}/扫描件 r{}-{}.pdf", base::as_member_part(out.number, 40), scan.revision,
                                     out.scans.size() + 1)});
  }
}

std::optional<Refusal> Gathering::add(const ports::ApplicationRow& row) {
  auto application = tx_.applications().application(row.id);
  base::check(application.has_value(), "an application of a list is not there");
  const std::int64_t revision = row.submitted_revision.value_or(row.revision);
  if (revision != application->revision) {
    application->lines = tx_.applications().lines_of_revision(row.id, revision);
    application->revision = revision;
  }
  auto form = form_document(tx_, context_, row.id, revision);
  if (!form) return std::move(form).error();
  ports::ArchivedApplication out;
  out.id = row.id.value;
  out.number = row.number;
  out.kind = core::to_text(row.kind);
  out.status = core::to_text(row.status);
  out.institution_code = row.institution_code;
  out.institution_name = row.institution_name;
  out.institution_kind = core::to_text(row.institution_kind);
  out.bureau = row.bureau;
  out.revision = revision;
  out.policy = application->policy_id;
  out.waived = application->waived;
  out.first_submitted_at = since_1970(application->first_submitted_at);
  out.submitted_at = since_1970(application->submitted_at);
  out.decided_at = since_1970(application->decided_at);
  out.form = fmt::format("files/{}/汇总表 r{}.pdf", base::as_member_part(row.number, 40), revision);
  out.form_digest = form->digest;
  if (!out.policy.empty()) policies.insert(out.policy);
  add_lines(*application, out);
  add_events(row.id, out);
  add_scans(row.id, out);
  objects_.insert(object_name("application", row.id.value));
  first_ = std::min(first_.value_or(row.created_at), row.created_at);
  archive.forms.push_back(std::move(form).value());
  archive.applications.push_back(std::move(out));
  return std::nullopt;
}

void Gathering::add_entries(core::PlanId plan) {
  for (const core::LedgerEntry& entry : tx_.plans().entries(plan)) {
    archive.entries.push_back(
        {entry.id.value, plan.value, std::string(core::to_text(entry.kind)), entry.headcount, entry.passed,
         base::to_text(entry.effective_on), since_1970(entry.effective_at), since_1970(entry.recorded_at),
         entry.declared_on ? base::to_text(*entry.declared_on) : std::string(), entry.in_indicators, entry.actor,
         entry.application.value, entry.reason, entry.reverses.value});
  }
}

void Gathering::add_plans() {
  for (const core::PlanId id : touched_) {
    const auto row = tx_.plans().plan_row(id);
    base::check(row.has_value(), "a plan of an application is not there");
    const core::Balance& balance = row->plan.balance;
    archive.plans.push_back({id.value, row->institution_code, row->certificate_name,
                             std::string(core::to_text(row->plan.key.level)), row->plan.key.year, balance.carried,
                             balance.declared, balance.increased, balance.decreased, balance.exited_headcount,
                             balance.headcount, balance.examined, balance.passed, maybe_day(balance.declared_on),
                             maybe_day(balance.use_from)});
    add_entries(id);
  }
}

void Gathering::add_audit() {
  ports::AuditFilter newest;
  newest.limit = 1;
  for (const ports::AuditRow& row : tx_.records().audit(newest)) {
    archive.round.audit_head_seq = row.seq;
    archive.round.audit_head_digest = row.digest;
  }
  if (!first_) return;
  ports::AuditFilter filter;
  filter.object_kind = "application";
  filter.from = *first_;
  tx_.records().each_audit_row(filter, [&](const ports::AuditRow& row) {
    if (!objects_.contains(row.object)) return;
    archive.audit.push_back({row.seq, since_1970(row.at), row.account.value, row.actor, row.role, row.act, row.object,
                             row.result, row.detail, row.request_id, row.address, row.prev, row.digest});
  });
}

void add_policies(Gathering& gathering, ports::Transaction& tx, const Context& context, const PolicyDesk& desk) {
  for (const PolicyView& view : all_policies(tx, context, desk)) {
    if (gathering.policies.erase(view.policy.id) != 0)
      gathering.archive.policies.push_back({view.policy.id, view.text});
  }
  base::check(gathering.policies.empty(), "a decision rests on a policy that is not there");
  std::ranges::sort(gathering.archive.policies, {}, &ArchivedPolicy::id);
}

std::vector<ports::ArchivedTotal> archived_totals(const std::vector<ports::ArchivedApplication>& applications) {
  std::map<std::pair<std::string, std::string>, ports::ArchivedTotal> totals;
  for (const ports::ArchivedApplication& one : applications) {
    ports::ArchivedTotal& total = totals[{one.kind, one.status}];
    total.kind = one.kind;
    total.status = one.status;
    ++total.applications;
    total.lines += static_cast<std::int64_t>(one.lines.size());
    for (const ports::ArchivedLine& line : one.lines) total.headcount += line.headcount;
  }
  std::vector<ports::ArchivedTotal> listed;
  listed.reserve(totals.size());
  for (auto& [key, total] : totals) listed.push_back(std::move(total));
  return listed;
}

void describe(RoundArchive& archive, const core::Round& round, const Context& context, std::string_view program) {
  ports::ArchivedRound& out = archive.round;
  archive.zone = context.book.zone(context.now);
  out.format = kArchiveFormat;
  out.program = program;
  out.policy = round.ref.policy_id;
  out.round = round.ref.name;
  out.year = round.ref.year;
  out.label = round.label;
  out.clause = round.clause;
  out.zone = archive.zone.name;
  out.zone_minutes = archive.zone.offset.count();
  const auto days = [&](core::Stage stage, std::string& from, std::string& to) {
    from = base::to_text(round.window(stage).first);
    to = base::to_text(round.window(stage).last);
  };
  days(core::Stage::submit, out.submit_from, out.submit_to);
  days(core::Stage::preliminary, out.preliminary_from, out.preliminary_to);
  days(core::Stage::final, out.final_from, out.final_to);
  out.made_at = since_1970(context.now);
  out.made_by = context.actor.login;
  for (const ArchivedPolicy& policy : archive.policies) out.policies.push_back(policy.id);
  out.applications = static_cast<std::int64_t>(archive.applications.size());
  for (const auto& one : archive.applications) out.scans += static_cast<std::int64_t>(one.scans.size());
  out.plans = static_cast<std::int64_t>(archive.plans.size());
  out.entries = static_cast<std::int64_t>(archive.entries.size());
  out.audit_rows = static_cast<std::int64_t>(archive.audit.size());
  out.totals = archived_totals(archive.applications);
}

}  // namespace

Outcome<std::optional<RoundArchive>> collect_archive(ports::Transaction& tx, const Context& context,
                                                     const PolicyDesk& desk, std::string_view program, int year,
                                                     std::string_view round) {
  if (!core::may_ever(context.actor.role, core::Act::archive_make)) return not_yours();
  const auto asked = context.book.round_of_year(year, round);
  if (!asked) return std::optional<RoundArchive>{};
  ports::ApplicationFilter filter;
  filter.round = asked->ref;
  filter.hide_drafts = true;
  filter.limit = kLargestRound;
  auto rows = tx.applications().applications(filter);
  std::ranges::sort(rows, {}, &ports::ApplicationRow::number);
  Gathering gathering(tx, context);
  gathering.policies.insert(asked->ref.policy_id);
  for (const ports::ApplicationRow& row : rows) {
    if (auto refused = gathering.add(row)) return *std::move(refused);
  }
  gathering.add_plans();
  gathering.add_audit();
  add_policies(gathering, tx, context, desk);
  describe(gathering.archive, *asked, context, program);
  return std::optional(std::move(gathering.archive));
}

void record_archive(ports::Transaction& tx, const Context& context, const RoundArchive& archive) {
  record_done(
      tx, context,
      {core::Act::archive_make, object_name("round", fmt::format("{}-{}", archive.round.year, archive.round.round))},
      fmt::format("applications {} scans {}", archive.round.applications, archive.round.scans));
}

}  // namespace kaoji::usecases
