#include "http/shown_contacts.hpp"

#include "http/site.hpp"
#include "usecases/reveal_contact.hpp"

namespace kaoji::http {

void note_shown(Site& site, const std::shared_ptr<Visit>& visit, const ShownContacts& shown,
                std::function<void()> then) {
  if (!shown.whole) return then();
  site.dependencies().store.write(
      [visit, shown](ports::Transaction& tx) {
        usecases::Context context = visit->context;
        context.actor = shown.actor;
        usecases::record_shown(tx, context, {visit->act, shown.object});
      },
      [visit, then = std::move(then)](const std::exception_ptr& failure) {
        if (failure) return visit->fail(failure);
        then();
      });
}

}  // namespace kaoji::http
