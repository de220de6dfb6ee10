#include "usecases/saved_filters.hpp"

#include <algorithm>

namespace kaoji::usecases {

Outcome<std::vector<ports::SavedFilter>> list_saved_filters(ports::Transaction& tx, const Context& context,
                                                            const std::string& list) {
  if (!core::may_ever(context.actor.role, core::Act::filter_list)) return not_yours();
  return tx.accounts().saved_filters(context.actor.account, list);
}

Outcome<std::optional<ports::SavedFilter>> keep_filter(ports::Transaction& tx, const Context& context,
                                                       ports::SavedFilter filter) {
  const AuditedAct act{core::Act::filter_save, object_name("account", context.actor.login)};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  filter.account = context.actor.account;
  const auto same = [&filter](const ports::SavedFilter& each) { return each.name == filter.name; };
  const auto before = tx.accounts().saved_filters(filter.account, filter.list);
  if (before.size() >= kMostSavedFilters && std::ranges::none_of(before, same))
    return std::optional<ports::SavedFilter>{};
  tx.accounts().put_saved_filter(filter);
  record_done(tx, context, act, filter.list + " " + filter.name);
  const auto now = tx.accounts().saved_filters(filter.account, filter.list);
  const auto kept = std::ranges::find_if(now, same);
  base::check(kept != now.end(), "a filter that was just saved is not there");
  return std::optional(*kept);
}

Outcome<Done> forget_filter(ports::Transaction& tx, const Context& context, std::int64_t id) {
  const AuditedAct act{core::Act::filter_delete, object_name("filter", id)};
  if (!core::may_ever(context.actor.role, act.act)) return record_not_yours(tx, context, act);
  const auto found = tx.accounts().saved_filter(id);
  if (!found || found->account != context.actor.account) return record_not_yours(tx, context, act);
  tx.accounts().remove_saved_filter(id);
  record_done(tx, context, act, found->list + " " + found->name);
  return Done{};
}

}  // namespace kaoji::usecases
