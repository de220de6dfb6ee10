#pragma once

#include <string>
#include <vector>

#include "usecases/application_facts.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What an institution types into a draft.
struct DraftContent {
  std::vector<LineInput> lines;
  std::string contact_name;
  std::string contact_phone;
};

struct CreateCommand {
  core::ApplicationKind kind{};
  std::string institution;  ///< code; empty: the actor's own
  DraftContent content;
  bool submit = false;  ///< create and submit in one act: refused, nothing is stored
};

/// Creates a draft of the actor's institution, or creates and submits it. Refuses `not-yours` for another institution,
/// and with `submit` whatever a submission refuses.
[[nodiscard]] Outcome<core::Application> create_application(ports::Transaction& tx, const Context& context,
                                                            const CreateCommand& command);

/// Replaces lines and contact of a draft or returned application; makes a new revision unless nothing changed. A
/// contact that is the mask of the one there keeps it.
[[nodiscard]] Outcome<core::Application> save_application(ports::Transaction& tx, const Context& context,
                                                          core::ApplicationId id, const DraftContent& saved,
                                                          std::optional<std::int64_t> if_version);

/// Takes a draft away for good. A returned application cannot be discarded, only withdrawn.
[[nodiscard]] Outcome<Done> discard_application(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                                std::optional<std::int64_t> if_version);

}  // namespace kaoji::usecases
