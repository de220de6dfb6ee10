#pragma once

#include <optional>
#include <string>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// Why nothing that belongs to a round (of this kind, if one is given) can be granted yet: none has opened. Nothing
/// once one has.
[[nodiscard]] std::optional<core::Finding> no_round_opened(const Context& context,
                                                           std::optional<core::ApplicationKind> kind);

/// Confirms that the institution is registered on the ministry's platform (R4). Confirming again changes nothing.
[[nodiscard]] Outcome<Done> register_institution(ports::Transaction& tx, const Context& context,
                                                 const std::string& institution);

/// 调增准入 for one increase (R6), until the end of a day if one is given.
[[nodiscard]] Outcome<ports::Admission> grant_admission(ports::Transaction& tx, const Context& context,
                                                        const std::string& institution,
                                                        std::optional<base::Date> until);

/// 上限豁免 for one decrease in the round of decreases that opened last. Refuses `note-required` without a reason,
/// `window-closed` when none opened yet.
[[nodiscard]] Outcome<ports::Waiver> grant_waiver(ports::Transaction& tx, const Context& context,
                                                  const std::string& institution, const std::string& reason);

struct ExtensionCommand {
  core::Stage stage{};
  base::Date until{};
  std::string reason;
  std::string institution;  ///< code; empty: not for one institution
  std::string bureau;       ///< code; empty: not for one bureau
};

/// 延期 of a stage of the round that opened last (of each, when several opened on one day). Refuses as grant_waiver.
[[nodiscard]] Outcome<std::vector<ports::GrantedExtension>> grant_extension(ports::Transaction& tx,
                                                                            const Context& context,
                                                                            const ExtensionCommand& command);

/// Opens or closes the platform for increases (R6).
[[nodiscard]] Outcome<ports::PlatformState> switch_platform(ports::Transaction& tx, const Context& context, bool open);

/// Closes a certificate's level, or all its levels, from a day on (R16). Refuses `certificate-unknown`,
/// `level-unknown`.
[[nodiscard]] Outcome<std::vector<ports::Closure>> close_certificate(ports::Transaction& tx, const Context& context,
                                                                     const std::string& certificate,
                                                                     const std::optional<std::string>& level,
                                                                     base::Date from);

/// Opens a closed level again.
[[nodiscard]] Outcome<Done> reopen_certificate(ports::Transaction& tx, const Context& context, std::int64_t closure_id);

}  // namespace kaoji::usecases
