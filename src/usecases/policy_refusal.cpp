#include "usecases/policy_refusal.hpp"

#include <algorithm>

#include "usecases/audit_trail.hpp"
#include "usecases/last_change.hpp"

namespace kaoji::usecases {

PolicyRefusal refused(Refusal refusal) {
  return {std::move(refusal), {}, {}, {}};
}

PolicyRefusal refuse_policy(ports::Transaction& tx, const Context& context, const AuditedAct& act, std::string field,
                            std::string zh, std::string en) {
  append_audit(tx, context, {std::string(core::to_text(act.act)), act.object, std::string(kPolicyInvalid), field});
  return {{}, std::move(field), std::move(zh), std::move(en)};
}

PolicyOutcome<ports::PolicyFile> draft_for_act(ports::Transaction& tx, const Context& context, const PolicyDesk& desk,
                                               const AuditedAct& act, std::string_view id, std::int64_t version) {
  if (!core::may_ever(context.actor.role, act.act)) return refused(record_not_yours(tx, context, act));
  const bool of_program =
      std::any_of(desk.files.begin(), desk.files.end(), [&](const auto& notice) { return notice.policy.id == id; });
  if (of_program) {
    return refuse_policy(tx, context, act, {}, "这项政策的文件在程序或数据目录里，不能在这里修改。",
                         "The file of this policy lies in the program or its data folder and is not changed here.");
  }
  auto file = tx.policies().policy_file(id);
  if (!file) return refused(record_not_yours(tx, context, act));
  if (!file->draft()) {
    return refuse_policy(tx, context, act, {}, "这项政策已经施行或定于施行，文件不再更改。",
                         "This policy is in force or about to be; its file is not changed any more.");
  }
  if (file->version != version)
    return refused(record_overtaken(tx, context, act, file->version, last_done(tx, act.object)));
  return *std::move(file);
}

}  // namespace kaoji::usecases
