#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "core/policy/policy_book.hpp"
#include "core/refusal/finding.hpp"
#include "http/answer.hpp"
#include "http/fault.hpp"
#include "http/json_writer.hpp"
#include "usecases/context.hpp"

namespace kaoji::http {

/// What a problem answer says of the request that it answers.
struct ProblemContext {
  std::string_view request_id;
  base::Instant now;  ///< the epoch: not known, not said
  const base::Zone& zone;
  const core::PolicyBook* book =
      nullptr;  ///< to name the round of a window; null where no refusal of the domain is told
};

/// RFC 9457 problem of a request that did not come as it should.
[[nodiscard]] Answer problem_of(const Fault& fault, const ProblemContext& context);

/// RFC 9457 problem of a refusal of the domain, with all its findings in order; `current_version` set: someone else
/// changed it first (412), and who and when is told. `role_never`: the role may never do this act, whatever the object:
/// 403 instead of 404. A 404 says the same bytes for whatever is not there or not the asker's.
[[nodiscard]] Answer problem_of(const usecases::Refusal& refusal, bool role_never, const ProblemContext& context);

/// We or the environment failed: an incident that only the log explains.
[[nodiscard]] Answer incident(const ProblemContext& context);

/// The status of a refusal that is neither stale nor about access.
[[nodiscard]] int status_of(core::Code code);

/// As schema Finding; an array of them in the order of the codes. `book` names the rounds of their windows.
void write_findings(JsonWriter& json, const core::Findings& findings, const core::PolicyBook* book);

}  // namespace kaoji::http
