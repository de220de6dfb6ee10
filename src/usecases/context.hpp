#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "core/access/access.hpp"
#include "core/policy/policy_book.hpp"
#include "core/refusal/finding.hpp"
#include "ports/crypto.hpp"
#include "ports/store.hpp"

namespace kaoji::usecases {

/// Who asks, when, from where, and under which notices. One reading of the clock for the whole request.
struct Context {
  const core::PolicyBook& book;
  base::Instant now;
  core::Actor actor;
  const ports::Crypto& crypto;
  std::string address;     ///< where from, for the audit trail
  std::string request_id;  ///< as the log names it

  [[nodiscard]] base::Date today() const { return book.today(now); }
  [[nodiscard]] int year() const { return base::year_of(today()); }
  [[nodiscard]] const core::Policy& policy() const { return book.in_force_or_first(now); }
};

/// Why the catalogue, the accounts or the notice board as they stand do not take a change. No rule of the notice speaks
/// here, so these are no findings.
enum class Clash {
  field_invalid,         ///< the field alone is wrong
  already_exists,        ///< another one has that login, code or name
  in_use,                ///< plans or applications rest on it
  own_account,           ///< nobody administers the account that he acts with
  last_administrator,    ///< somebody must be left who can administer
  administrators_apart,  ///< the system's, the security and the audit administrator are never one account
};
/// `field-invalid`, …: a ProblemCode of the contract, and the result in the audit trail.
[[nodiscard]] std::string_view to_text(Clash clash);

/// A clash, the field that it is about, and what to do in both languages.
struct ClashFound {
  Clash clash{};
  std::string field;
  std::string zh;
  std::string en;
};

/// Why an act was not done: the findings of the domain, or that someone changed the object first (`current_version`,
/// HTTP 412), or a clash.
struct Refusal {
  core::Findings findings;
  std::optional<std::int64_t> current_version;
  std::optional<ClashFound> clash = std::nullopt;
  std::optional<core::LastChange> changed = std::nullopt;  ///< with `current_version`: who was first
};

template <class T>
using Outcome = base::Result<T, Refusal>;

/// What an act without an answer of its own gives.
struct Done {};

/// The refusal `not-yours`, which says nothing of the object: also the answer to an id that is not there.
[[nodiscard]] Refusal not_yours();

/// An act that was asked of an object, for the audit trail: `application/17`.
struct AuditedAct {
  core::Act act{};
  std::string object;
};

/// Writes the audit row of an act that was done.
void record_done(ports::Transaction& tx, const Context& context, const AuditedAct& act, std::string_view detail = {});
/// Writes the audit row of a refused act and gives the refusal back.
[[nodiscard]] Refusal record_refused(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                                     core::Findings findings);
[[nodiscard]] Refusal record_not_yours(ports::Transaction& tx, const Context& context, const AuditedAct& act);
/// As record_refused, for a clash.
[[nodiscard]] Refusal record_clash(ports::Transaction& tx, const Context& context, const AuditedAct& act,
                                   ClashFound clash);

/// `application/17`, `plan/3`, `institution/10842`.
[[nodiscard]] std::string object_name(std::string_view kind, std::int64_t id);
[[nodiscard]] std::string object_name(std::string_view kind, std::string_view key);

/// What an actor can ever see of the institutions, whatever the act: what the store's questions are confined to.
[[nodiscard]] ports::Scope sight_of(const core::Actor& actor);

/// The store's scope for a list of this act: what of the province the actor's role reaches. Nothing: it reaches
/// nothing.
[[nodiscard]] std::optional<ports::Scope> reach(const Context& context, core::Act act);

}  // namespace kaoji::usecases
