#include "usecases/draft_application.hpp"

#include <fmt/format.h>

#include "core/access/masked.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/submit_application.hpp"

namespace kaoji::usecases {

namespace {

bool same_wish(const core::LineWish& a, const core::LineWish& b) {
  return a.certificate == b.certificate && a.level_text == b.level_text && a.headcount == b.headcount &&
         a.reason == b.reason && a.year == b.year;
}

bool same_content(const core::Application& application, const std::vector<core::Line>& lines,
                  const DraftContent& content) {
  if (application.contact_name != content.contact_name || application.contact_phone != content.contact_phone) {
    return false;
  }
  if (application.lines.size() != lines.size()) return false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!same_wish(application.lines[i].wish, lines[i].wish)) return false;
  }
  return true;
}

void append_event(ports::Transaction& tx, const Context& context, const core::Application& application,
                  std::string_view event) {
  ports::ApplicationEvent row;
  row.at = context.now;
  row.event = event;
  row.actor = context.actor.login;
  row.revision = application.revision;
  tx.applications().append_event(application.id, row);
}

/// The institution for which the actor creates: its own, and the one that it names.
std::optional<core::Institution> own_institution(ports::Transaction& tx, const Context& context, core::Act act,
                                                 std::string_view code) {
  auto institution =
      code.empty() ? tx.catalogue().institution(context.actor.institution) : tx.catalogue().institution_by_code(code);
  if (!institution || core::access(context.actor, *institution, act) != core::Access::granted) return std::nullopt;
  return institution;
}

}  // namespace

Outcome<core::Application> create_application(ports::Transaction& tx, const Context& context,
                                              const CreateCommand& command) {
  const core::Act act = command.submit ? core::Act::application_submit : core::Act::application_create;
  const auto institution = own_institution(tx, context, core::Act::application_create, command.institution);
  if (!institution) return record_not_yours(tx, context, {act, object_name("institution", command.institution)});
  core::Application application;
  application.kind = command.kind;
  application.institution = institution->id;
  application.created_at = context.now;
  application.updated_at = context.now;
  application.contact_name = command.content.contact_name;
  application.contact_phone = command.content.contact_phone;
  application.lines = lines_from(tx, command.content.lines);
  const std::string prefix = fmt::format("KJ{}-", context.year());
  if (command.submit) {
    if (tx.catalogue().lock_institution(institution->id)) {
      application.lines = lines_from(tx, command.content.lines);
    }
    return submit_new(tx, context, std::move(application), *institution, prefix);
  }
  application = tx.applications().insert(application, prefix);
  append_event(tx, context, application, "created");
  record_done(tx, context, {act, object_name("application", application.id.value)});
  return application;
}

Outcome<core::Application> save_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                            const DraftContent& saved, std::optional<std::int64_t> if_version) {
  const AuditedAct act{core::Act::application_save, object_name("application", id.value)};
  auto reached = reach_for_act(tx, context, act, id, if_version);
  if (!reached) return std::move(reached).error();
  core::Application application = std::move(reached).value().application;
  DraftContent content = saved;
  // The page was shown a mask: one that comes back untouched is the contact that is there.
  content.contact_name =
      core::unmasked(saved.contact_name, application.contact_name, core::masked_name(application.contact_name));
  content.contact_phone =
      core::unmasked(saved.contact_phone, application.contact_phone, core::masked_phone(application.contact_phone));
  auto lines = lines_from(tx, content.lines);
  if (same_content(application, lines, content)) return application;
  application.lines = std::move(lines);
  application.contact_name = content.contact_name;
  application.contact_phone = content.contact_phone;
  application.revision += 1;
  application.version += 1;
  application.updated_at = context.now;
  tx.applications().update(application);
  append_event(tx, context, application, "saved");
  record_done(tx, context, act, fmt::format("revision {}", application.revision));
  return application;
}

Outcome<Done> discard_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                  std::optional<std::int64_t> if_version) {
  const AuditedAct act{core::Act::application_discard, object_name("application", id.value)};
  auto reached = reach_for_act(tx, context, act, id, if_version);
  if (!reached) return std::move(reached).error();
  tx.applications().discard(id);
  record_done(tx, context, act, reached->application.number);
  return Done{};
}

}  // namespace kaoji::usecases
