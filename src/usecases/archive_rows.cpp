#include "usecases/archive_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/application/application.hpp"
#include "usecases/audit_trail.hpp"
#include "usecases/round_archive.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::string_view kFiles = "files/";

/// Throws when it does not hold.
void must_hold(bool holds, std::string zh, std::string en) {
  if (!holds) throw ArchiveContradiction{std::move(zh), std::move(en)};
}

base::Date day_or_none(const std::string& text, std::string_view what) {
  if (text.empty()) return {};
  const auto day = base::parse_date(text);
  must_hold(day.has_value(), fmt::format("{}不是日期：{}", what, text), fmt::format("no day: {}", text));
  return *day;
}

core::EntryKind entry_kind_of(core::ApplicationKind kind) {
  switch (kind) {
    case core::ApplicationKind::increase:
      return core::EntryKind::increased;
    case core::ApplicationKind::decrease:
      return core::EntryKind::decreased;
    case core::ApplicationKind::new_plans:
      break;
  }
  return core::EntryKind::declared;
}

/// What an archive says of a balance; the year of the last assessment is not in it.
auto archived_figures(const core::Balance& balance) {
  return std::tuple(balance.carried, balance.declared, balance.increased, balance.decreased, balance.exited_headcount,
                    balance.headcount, balance.examined, balance.passed, balance.declared_on, balance.use_from);
}

core::LedgerEntry ledger_entry(const ports::ArchivedEntry& entry, core::EntryKind kind) {
  core::LedgerEntry out;
  out.kind = kind;
  out.headcount = entry.headcount;
  out.passed = entry.passed;
  out.effective_on = day_or_none(entry.effective_on, "生效日");
  if (!entry.declared_on.empty()) out.declared_on = day_or_none(entry.declared_on, "申报日期");
  return out;
}

/// 审核通过 and 部分通过 write entries; a part of the lines, and all of them, respectively, must stand.
void check_standing(const ports::ArchivedApplication& one, core::Status status, std::size_t standing) {
  const bool whole_status = status == core::Status::approved;
  if (!whole_status && status != core::Status::partly_approved) return;
  const bool fits = standing > 0 && (standing == one.lines.size()) == whole_status;
  must_hold(fits, fmt::format("申报 {} 的状态与除外的明细行不符", one.number),
            fmt::format("the status of application {} does not fit its excepted lines", one.number));
}

}  // namespace

void ArchiveRows::take(const ports::ArchivedRound& round) {
  must_hold(round.format == kArchiveFormat, fmt::format("不认识的归档格式：{}", round.format),
            fmt::format("a format that is not known: {}", round.format));
  round_ = round;
  policies_.insert(round.policies.begin(), round.policies.end());
  must_hold(policies_.contains(round.policy), fmt::format("政策清单缺少 {}", round.policy),
            fmt::format("policy {} is not listed", round.policy));
}

void ArchiveRows::name_file(const std::string& member, NamedFile file) {
  must_hold(member.starts_with(kFiles) && files_.emplace(member, std::move(file)).second,
            fmt::format("文件名不对或重复：{}", member), fmt::format("a file named wrongly or twice: {}", member));
}

void ArchiveRows::take(const ports::ArchivedApplication& one) {
  const auto kind = core::parse_application_kind(one.kind);
  const auto status = core::parse_status(one.status);
  must_hold(kind && status && *status != core::Status::draft, fmt::format("申报 {} 的类别或状态不对", one.number),
            fmt::format("application {} has a kind or status that there is not", one.number));
  Decided decided{one.number,
                  *status == core::Status::approved || *status == core::Status::partly_approved,
                  entry_kind_of(*kind),
                  {}};
  ports::ArchivedTotal& total = totals_[{one.kind, one.status}];
  total.kind = one.kind;
  total.status = one.status;
  ++total.applications;
  for (const ports::ArchivedLine& line : one.lines) {
    ++total.lines;
    total.headcount += line.headcount;
    if (line.excepted_at.empty())
      decided.standing.push_back({line.plan, line.headcount, one.institution_code, line.level, line.plan_year});
  }
  check_standing(one, *status, decided.standing.size());
  must_hold(one.policy.empty() || policies_.contains(one.policy), fmt::format("政策清单缺少 {}", one.policy),
            fmt::format("policy {} is not listed", one.policy));
  name_file(one.form, {});
  for (const ports::ArchivedScan& scan : one.scans) {
    name_file(scan.member, {scan.digest, scan.bytes});
    ++scans_;
  }
  objects_.insert(object_name("application", one.id));
  must_hold(numbers_.insert(one.number).second && applications_.emplace(one.id, std::move(decided)).second,
            fmt::format("申报 {} 出现两次", one.number), fmt::format("application {} stands twice", one.number));
}

void ArchiveRows::take(const ports::ArchivedPlan& plan) {
  Kept kept;
  kept.said.carried = plan.carried;
  kept.said.declared = plan.declared;
  kept.said.increased = plan.increased;
  kept.said.decreased = plan.decreased;
  kept.said.exited_headcount = plan.exited;
  kept.said.headcount = plan.headcount;
  kept.said.examined = plan.examined;
  kept.said.passed = plan.passed;
  kept.said.declared_on = day_or_none(plan.declared_on, "申报日期");
  kept.said.use_from = day_or_none(plan.use_from, "启用日期");
  kept.institution = plan.institution_code;
  kept.level = plan.level;
  kept.year = plan.year;
  must_hold(plans_.emplace(plan.id, std::move(kept)).second, fmt::format("计划 {} 出现两次", plan.id),
            fmt::format("plan {} stands twice", plan.id));
}

void ArchiveRows::take(const ports::ArchivedEntry& entry) {
  const auto kind = core::parse_entry_kind(entry.kind);
  const auto plan = plans_.find(entry.plan);
  must_hold(kind.has_value() && plan != plans_.end(), fmt::format("分录 {} 没有类别或计划", entry.id),
            fmt::format("entry {} has no kind or no plan", entry.id));
  plan->second.folded = core::after(plan->second.folded, ledger_entry(entry, *kind));
  const KeptEntry kept{entry.plan, *kind, entry.headcount};
  must_hold(entries_.emplace(entry.id, kept).second, fmt::format("分录 {} 出现两次", entry.id),
            fmt::format("entry {} stands twice", entry.id));
  if (entry.reverses != 0) {
    reversals_.emplace_back(entry.id, entry.reverses);
  } else if (entry.application != 0) {
    entered_[entry.application].push_back(kept);
  }
}

void ArchiveRows::take(const ports::ArchivedAuditRow& row) {
  ports::AuditRow original;
  original.seq = row.seq;
  original.at = base::Instant{std::chrono::milliseconds{row.at}};
  original.account = {row.account};
  original.actor = row.actor;
  original.role = row.role;
  original.act = row.act;
  original.object = row.object;
  original.result = row.result;
  original.detail = row.detail;
  original.request_id = row.request_id;
  original.address = row.address;
  original.prev = row.prev;
  const bool follows = row.seq > last_seq_ && (row.seq != last_seq_ + 1 || last_seq_ == 0 || row.prev == last_digest_);
  const bool before_head =
      row.seq < round_.audit_head_seq || (row.seq == round_.audit_head_seq && row.digest == round_.audit_head_digest);
  must_hold(follows && before_head && sm3_(canonical_text(original)) == row.digest,
            fmt::format("第 {} 条审计记录不符", row.seq), fmt::format("audit row {} does not fit", row.seq));
  must_hold(objects_.contains(row.object), fmt::format("第 {} 条审计记录不属于本批次", row.seq),
            fmt::format("audit row {} is of no application of the round", row.seq));
  last_seq_ = row.seq;
  last_digest_ = row.digest;
  ++audit_rows_;
}

void ArchiveRows::check_decision(std::int64_t id, const Decided& decided) const {
  using Line = std::pair<std::int64_t, std::int64_t>;
  std::vector<Line> wanted;
  if (decided.approved) {
    for (const Standing& line : decided.standing) {
      const auto plan = plans_.find(line.plan);
      const bool same = plan != plans_.end() && plan->second.institution == line.institution &&
                        plan->second.level == line.level && plan->second.year == line.year;
      must_hold(same, fmt::format("申报 {} 的一行没有对应的计划", decided.number),
                fmt::format("a line of application {} is of no such plan", decided.number));
      wanted.emplace_back(line.plan, line.headcount);
    }
  }
  std::vector<Line> there;
  bool of_kind = true;
  if (const auto found = entered_.find(id); found != entered_.end()) {
    for (const KeptEntry& entry : found->second) {
      there.emplace_back(entry.plan, entry.headcount);
      of_kind = of_kind && entry.kind == decided.kind;
    }
  }
  std::ranges::sort(wanted);
  std::ranges::sort(there);
  must_hold(of_kind && wanted == there, fmt::format("申报 {} 的台账分录与审核结果不符", decided.number),
            fmt::format("the entries of application {} are not those of its decision", decided.number));
}

void ArchiveRows::check_ledger() const {
  for (const auto& [id, plan] : plans_) {
    must_hold(archived_figures(plan.said) == archived_figures(plan.folded), fmt::format("计划 {} 的人数与台账不符", id),
              fmt::format("the balance of plan {} is not the fold of its ledger", id));
  }
  for (const auto& [id, reversed] : reversals_) {
    const KeptEntry& entry = entries_.at(id);
    const auto found = entries_.find(reversed);
    const bool fits = found != entries_.end() && found->second.plan == entry.plan && found->second.kind == entry.kind &&
                      found->second.headcount == -entry.headcount;
    must_hold(fits, fmt::format("分录 {} 冲销的分录不符", id), fmt::format("entry {} reverses none that fits", id));
  }
  for (const auto& [id, decided] : applications_) check_decision(id, decided);
}

void ArchiveRows::check_counts() const {
  std::vector<ports::ArchivedTotal> totals;
  for (const auto& [key, total] : totals_) totals.push_back(total);
  const bool counted = round_.applications == static_cast<std::int64_t>(applications_.size()) &&
                       round_.scans == scans_ && round_.plans == static_cast<std::int64_t>(plans_.size()) &&
                       round_.entries == static_cast<std::int64_t>(entries_.size()) &&
                       round_.audit_rows == audit_rows_ && round_.totals == totals;
  must_hold(counted, "批次的件数或合计与明细不符", "the counts or totals of the round are not those of its rows");
}

void ArchiveRows::check_files(const std::map<std::string, ports::MemberSeal, std::less<>>& seals) const {
  for (const auto& [member, file] : files_) {
    const auto seal = seals.find(member);
    must_hold(seal != seals.end(), fmt::format("缺少文件 {}", member), fmt::format("{} is missing", member));
    const bool fits = file.digest.empty() || (seal->second.sm3 == file.digest && seal->second.bytes == file.bytes);
    must_hold(fits, fmt::format("{} 不是申报所附的扫描件", member),
              fmt::format("{} is not the scan that its application names", member));
  }
  std::set<std::string> policies;
  for (const std::string& id : policies_) policies.insert(policy_member(id));
  for (const std::string& member : policies) {
    must_hold(seals.contains(member), fmt::format("缺少文件 {}", member), fmt::format("{} is missing", member));
  }
  for (const auto& [member, seal] : seals) {
    const bool named = std::ranges::find(kArchiveBegins, member) != kArchiveBegins.end() || files_.contains(member) ||
                       policies.contains(member);
    must_hold(named, fmt::format("没有数据提到的文件 {}", member), fmt::format("no row names {}", member));
  }
}

}  // namespace kaoji::usecases
