#pragma once

#include <string>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// A contact as it was typed. Everything else shows it masked (core/access/masked.hpp).
struct ShownContact {
  std::string name;
  std::string phone;
};

/// Shows an application's contact whole and writes down who looked (trust.md C6). Refuses `not-yours` for one that the
/// actor does not see.
[[nodiscard]] Outcome<ShownContact> reveal_application_contact(ports::Transaction& tx, const Context& context,
                                                               core::ApplicationId id);

/// As above, the contact at the organisation of a planned assessment.
[[nodiscard]] Outcome<std::string> reveal_schedule_contact(ports::Transaction& tx, const Context& context,
                                                           core::ScheduleId id);

/// Is a paper or book on which contacts stand made for the institution whose they are? For others they are masked
/// there; for itself they are whole, and the printing is written down.
[[nodiscard]] bool shows_contacts(const Context& context, core::InstitutionId owner);

/// Writes down that a paper or book with whole contacts was made.
void record_shown(ports::Transaction& tx, const Context& context, const AuditedAct& act);

}  // namespace kaoji::usecases
