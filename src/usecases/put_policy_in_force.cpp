#include "usecases/put_policy_in_force.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "usecases/last_change.hpp"
#include "usecases/policy_refusal.hpp"

namespace kaoji::usecases {

namespace {

core::Policy in_all_of(core::Policy policy, int year) {
  policy.effective_from =
      std::min(policy.effective_from, base::Date(std::chrono::year(year) / std::chrono::January / 1));
  return policy;
}

std::vector<core::Policy> settled_policies(ports::Transaction& tx, const PolicyDesk& desk) {
  std::vector<core::Policy> policies = uploaded_policies(tx, desk.reader);
  for (const ports::NoticeFile& notice : desk.files) policies.push_back(notice.policy);
  return policies;
}

std::vector<core::Round> under_way(const core::PolicyBook& book, base::Date day) {
  std::vector<core::Round> rounds = book.rounds_of_year(base::year_of(day));
  std::erase_if(rounds, [day](const core::Round& round) {
    return round.window(core::Stage::submit).first >= day || round.window(core::Stage::final).last < day;
  });
  return rounds;
}

std::vector<PolicyObstacle> obstacles_to(const std::vector<core::Policy>& settled, base::Date from, base::Date today,
                                         base::Date own) {
  std::vector<PolicyObstacle> obstacles;
  if (from < today) {
    obstacles.push_back({"from", fmt::format("施行日期不能早于今天（{}）。", base::to_text(today)),
                         fmt::format("No policy comes into force before today ({}).", base::to_text(today))});
  }
  if (from < own) {
    obstacles.push_back(
        {"from", fmt::format("文件写明自 {} 起施行，不能提前。", base::to_text(own)),
         fmt::format("The file says that it is in force from {} on, not earlier.", base::to_text(own))});
  }
  for (const core::Policy& other : settled) {
    if (other.effective_from != from) continue;
    obstacles.push_back({"from", fmt::format("{} 也在这一天开始施行，请另选一天。", other.number),
                         fmt::format("{} comes into force on that day, too; choose another one.", other.number)});
  }
  return obstacles;
}

bool granted_in(ports::Transaction& tx, std::string_view policy_id) {
  const auto extensions = tx.grants().extensions();
  const auto waivers = tx.grants().waivers(std::nullopt);
  return std::any_of(extensions.begin(), extensions.end(),
                     [&](const auto& each) { return each.extension.round.policy_id == policy_id; }) ||
         std::any_of(waivers.begin(), waivers.end(),
                     [&](const auto& each) { return each.round.policy_id == policy_id; });
}

std::optional<PolicyView> view_of(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                  std::string_view id) {
  for (PolicyView& view : all_policies(tx, context, desk)) {
    if (view.policy.id == id) return std::move(view);
  }
  return std::nullopt;
}

PutInForce looked_at(ports::Transaction& tx, const Context& context, const PolicyDesk& desk, core::Policy policy,
                     std::optional<base::Date> asked) {
  const base::Date today = context.today();
  PutInForce change;
  change.earliest = std::max(today, policy.effective_from);
  change.from = asked.value_or(change.earliest);
  std::vector<core::Policy> settled = settled_policies(tx, desk);
  change.obstacles = obstacles_to(settled, change.from, today, policy.effective_from);
  policy.effective_from = change.from;
  const core::PolicyBook without(settled);
  if (const core::Policy* before = without.in_force(base::start_of(policy.zone, change.from))) {
    change.replaces = *before;
    change.words = compare_policies(*before, policy, base::year_of(change.from));
  }
  change.interrupted = under_way(without, change.from);
  settled.push_back(std::move(policy));
  change.book = core::PolicyBook(std::move(settled));
  return change;
}

}  // namespace

ComparedWords compare_policies(const core::Policy& left, const core::Policy& right, int year) {
  ComparedWords words{core::explain(in_all_of(left, year), year), core::explain(in_all_of(right, year), year), {}};
  words.rows = core::compare_words(words.left, words.right);
  return words;
}

PolicyOutcome<PutInForce> put_policy_in_force(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                              std::string_view id, std::int64_t version, std::optional<base::Date> from,
                                              bool dry_run) {
  const AuditedAct act{core::Act::policy_enact, object_name("policy", id)};
  auto file = draft_for_act(tx, context, desk, act, id, version);
  if (!file) return std::move(file).error();
  auto policy = desk.reader.read(file->text);
  if (!policy) {
    return refuse_policy(tx, context, act, {}, "本程序读不懂这份文件，请先修改草稿。",
                         "This program does not understand the file; mend the draft first.");
  }
  PutInForce change = looked_at(tx, context, desk, *policy, from);
  if (!dry_run && !change.obstacles.empty()) {
    PolicyObstacle& first = change.obstacles.front();
    return refuse_policy(tx, context, act, std::move(first.field), std::move(first.zh), std::move(first.en));
  }
  if (!dry_run) {
    ports::PolicyFile put = *file;
    put.version += 1;
    put.in_force_from = change.from;
    put.put_in_force_at = context.now;
    put.put_in_force_by = context.actor.login;
    tx.policies().update(put);
    record_done(tx, context, act, fmt::format("from {} {}", base::to_text(change.from), put.digest));
  }
  auto view = view_of(tx, context, desk, id);
  base::check(view.has_value(), "a policy file is not there");
  change.view = *std::move(view);
  return change;
}

PolicyOutcome<PolicyView> take_policy_back(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                           std::string_view id, std::int64_t version) {
  const AuditedAct act{core::Act::policy_enact, object_name("policy", id)};
  if (!core::may_ever(context.actor.role, act.act)) return refused(record_not_yours(tx, context, act));
  auto file = tx.policies().policy_file(id);
  if (!file) return refused(record_not_yours(tx, context, act));
  if (file->draft() || *file->in_force_from <= context.today()) {
    return refuse_policy(tx, context, act, {}, "只有定了日期、还没有施行的政策可以撤回。",
                         "Only a policy whose day has not come yet can be taken back.");
  }
  if (file->version != version)
    return refused(record_overtaken(tx, context, act, file->version, last_done(tx, act.object)));
  if (granted_in(tx, id)) {
    return refuse_policy(tx, context, act, {}, "已有延期或豁免以它的批次为据，不能撤回。",
                         "An extension or a waiver rests on one of its rounds already; it stays.");
  }
  file->version += 1;
  file->in_force_from = std::nullopt;
  file->put_in_force_at = std::nullopt;
  file->put_in_force_by.clear();
  tx.policies().update(*file);
  record_done(tx, context, act, "taken back");
  auto view = view_of(tx, context, desk, id);
  base::check(view.has_value(), "a policy file is not there");
  return *std::move(view);
}

}  // namespace kaoji::usecases
