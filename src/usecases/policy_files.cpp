#include "usecases/policy_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "usecases/audit_trail.hpp"
#include "usecases/policy_refusal.hpp"

namespace kaoji::usecases {

namespace {

PolicyView view_of_file(const ports::PolicyReader& reader, ports::PolicyFile file) {
  PolicyView view;
  auto policy = reader.read(file.text);
  view.readable = policy.ok();
  if (policy) {
    view.policy = std::move(policy).value();
  } else {
    view.policy.id = file.id;
    view.policy.title = file.id;
  }
  view.text = file.text;
  view.own_effective_from = view.policy.effective_from;
  if (file.in_force_from) view.policy.effective_from = *file.in_force_from;
  view.file = std::move(file);
  return view;
}

/// States and last days of those that are not drafts.
void settle(std::vector<PolicyView>& views, base::Date today) {
  for (PolicyView& view : views) {
    if (view.file && view.file->draft()) continue;
    for (const PolicyView& other : views) {
      if (other.file && other.file->draft()) continue;
      const base::Date takes_over = other.policy.effective_from;
      if (takes_over <= view.policy.effective_from) continue;
      const base::Date last = base::plus_days(takes_over, -1);
      if (!view.until || last < *view.until) view.until = last;
    }
    const bool began = view.policy.effective_from <= today;
    const bool ended = view.until && *view.until < today;
    view.state = !began ? PolicyState::coming : ended ? PolicyState::past : PolicyState::in_force;
  }
}

bool comes_first(const PolicyView& a, const PolicyView& b) {
  const bool a_draft = a.state == PolicyState::draft;
  const bool b_draft = b.state == PolicyState::draft;
  if (a_draft != b_draft) return a_draft;
  if (a.policy.effective_from != b.policy.effective_from) return a.policy.effective_from > b.policy.effective_from;
  return a.policy.id < b.policy.id;
}

/// The one of that id among all; the draft of an id that does not read keeps it.
std::optional<PolicyView> find(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                               std::string_view id) {
  for (PolicyView& view : all_policies(tx, context, desk)) {
    if (view.policy.id == id) return std::move(view);
  }
  return std::nullopt;
}

PolicyRefusal unreadable(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                         const std::vector<ports::PolicyFault>& faults) {
  const ports::PolicyFault& first = faults.front();
  return refuse_policy(tx, context, act, "text",
                       fmt::format("文件有 {} 处错误。第 {} 行：{}", faults.size(), first.line, first.zh),
                       fmt::format("The file has {} mistakes. Line {}: {}", faults.size(), first.line, first.en));
}

ports::PolicyFile file_of(const Context& context, const core::Policy& policy, const std::string& text) {
  ports::PolicyFile file;
  file.id = policy.id;
  file.text = text;
  file.digest = context.crypto.sm3(text);
  file.uploaded_at = context.now;
  file.actor = context.actor.login;
  return file;
}

}  // namespace

std::string_view to_text(PolicyState state) {
  switch (state) {
    case PolicyState::coming:
      return "coming";
    case PolicyState::in_force:
      return "in-force";
    case PolicyState::past:
      return "past";
    case PolicyState::draft:
      break;
  }
  return "draft";
}

std::vector<core::Policy> uploaded_policies(ports::Transaction& tx, const ports::PolicyReader& reader) {
  std::vector<core::Policy> policies;
  for (const ports::PolicyFile& file : tx.policies().policy_files()) {
    if (file.draft()) continue;
    auto policy = reader.read(file.text);
    if (!policy) {
      const ports::PolicyFault& first = policy.error().front();
      throw std::runtime_error(fmt::format("政策 {} 的文件本程序读不懂。 The file of {} cannot be read: line {}: {}",
                                           file.id, file.id, first.line, first.en));
    }
    policies.push_back(std::move(policy).value());
    policies.back().effective_from = *file.in_force_from;
  }
  return policies;
}

std::vector<PolicyView> all_policies(ports::Transaction& tx, const Context& context, const PolicyDesk& desk) {
  std::vector<PolicyView> views;
  for (const ports::NoticeFile& notice : desk.files) {
    PolicyView& view = views.emplace_back();
    view.policy = notice.policy;
    view.text = notice.text;
    view.own_effective_from = notice.policy.effective_from;
  }
  for (ports::PolicyFile& file : tx.policies().policy_files())
    views.push_back(view_of_file(desk.reader, std::move(file)));
  settle(views, context.today());
  std::stable_sort(views.begin(), views.end(), comes_first);
  return views;
}

Outcome<std::vector<PolicyView>> list_policies(ports::Transaction& tx, const Context& context, const PolicyDesk& desk) {
  if (!core::may_ever(context.actor.role, core::Act::policy_list)) return not_yours();
  return all_policies(tx, context, desk);
}

Outcome<PolicyView> read_policy_file(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                     core::Act act, std::string_view id) {
  if (!core::may_ever(context.actor.role, act)) return not_yours();
  auto found = find(tx, context, desk, id);
  if (!found) return not_yours();
  return *std::move(found);
}

PolicyOutcome<PolicyView> save_policy(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                      const std::string& text) {
  auto policy = desk.reader.read(text);
  const AuditedAct act{core::Act::policy_save, policy ? object_name("policy", policy->id) : "policy"};
  if (!core::may_ever(context.actor.role, act.act)) return refused(record_not_yours(tx, context, act));
  if (!policy) return unreadable(tx, context, act, policy.error());
  if (find(tx, context, desk, policy->id)) {
    return refuse_policy(
        tx, context, act, "text", fmt::format("已有 id 为 {} 的政策；修改草稿请打开它。", policy->id),
        fmt::format("There is a policy with the id {} already; open it to change a draft.", policy->id));
  }
  const ports::PolicyFile file = file_of(context, *policy, text);
  tx.policies().insert(file);
  record_done(tx, context, act, file.digest);
  return view_of_file(desk.reader, file);
}

PolicyOutcome<PolicyView> replace_policy(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                         std::string_view id, std::int64_t version, const std::string& text) {
  const AuditedAct act{core::Act::policy_save, object_name("policy", id)};
  auto old = draft_for_act(tx, context, desk, act, id, version);
  if (!old) return std::move(old).error();
  auto policy = desk.reader.read(text);
  if (!policy) return unreadable(tx, context, act, policy.error());
  if (policy->id != id) {
    return refuse_policy(
        tx, context, act, "text", fmt::format("草稿的 id 是 {}，不能改成 {}；请另行上传。", id, policy->id),
        fmt::format("The draft's id is {} and cannot become {}; upload it as another one.", id, policy->id));
  }
  ports::PolicyFile file = file_of(context, *policy, text);
  file.version = old->version + 1;
  tx.policies().update(file);
  record_done(tx, context, act, file.digest);
  return view_of_file(desk.reader, file);
}

PolicyOutcome<Done> discard_policy(ports::Transaction& tx, const Context& context, std::string_view id,
                                   const PolicyDesk& desk, std::int64_t version) {
  const AuditedAct act{core::Act::policy_discard, object_name("policy", id)};
  const auto old = draft_for_act(tx, context, desk, act, id, version);
  if (!old) return old.error();
  tx.policies().remove_draft(id);
  record_done(tx, context, act, old->digest);
  return Done{};
}

}  // namespace kaoji::usecases
