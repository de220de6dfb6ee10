#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "core/plan/ledger.hpp"

namespace kaoji::ports {

/// Who did what to what, when, from where, with which result; chained with SM3 over `prev` and the canonical row.
struct AuditRow {
  std::int64_t seq = 0;  ///< from 1, without gaps
  base::Instant at;
  core::AccountId account;  ///< 0: nobody signed in
  std::string actor;        ///< login, or system
  std::string role;
  std::string act;         ///< an act of core/access, or sign-in, sign-out
  std::string object;      ///< application/17, plan/3, account/admin, …
  std::string result;      ///< ok, or the refusal's code
  std::string detail;      ///< one line, no secrets
  std::string request_id;  ///< of the request, as the log names it
  std::string address;     ///< where from
  std::string prev;        ///< hex digest of the row before; 64 zeros for the first
  std::string digest;      ///< hex
};

/// How an act ended, in three words: done, refused by a rule, denied to whoever asked.
enum class AuditEnd { done, refused, denied };

/// What an audit row keeps of an act that was done.
inline constexpr std::string_view kAuditDone = "ok";
/// What it keeps of one that was denied: to a stranger, or at the door.
inline constexpr std::array<std::string_view, 6> kAuditDenied{"not-yours",   "wrong",        "locked",
                                                              "secret-used", "factor-stale", "account-altered"};

[[nodiscard]] constexpr AuditEnd end_of(std::string_view result) {
  if (result == kAuditDone) return AuditEnd::done;
  for (const std::string_view denied : kAuditDenied) {
    if (result == denied) return AuditEnd::denied;
  }
  return AuditEnd::refused;
}

struct AuditFilter {
  std::string actor;
  std::string person;  ///< part of a login or of an account's name
  std::string act;
  std::string object;
  std::string object_kind;  ///< before the object's slash
  std::optional<AuditEnd> end;
  std::optional<base::Instant> from;   ///< at or after it
  std::optional<base::Instant> until;  ///< before it
  std::int64_t before_seq = 0;         ///< cursor: rows before this one; 0: from the newest
  int limit = 50;
};

/// The stored answer of a write, given again to a retry with the same key.
struct StoredAnswer {
  std::string request_digest;
  int status = 0;
  std::string content_type;
  std::string etag;
  std::string location;
  std::string body;
};

/// One run of the forced exit. What it took and voided is found by its instant.
struct ExitRunRecord {
  std::int64_t id = 0;
  int year = 0;
  base::Instant ran_at;
  std::string actor;
  std::int64_t plans = 0;
  std::int64_t headcount = 0;
  std::int64_t voided = 0;              ///< read only: applications that it voided
  std::int64_t reversed_plans = 0;      ///< read only: of the plans, those given back since
  std::int64_t reversed_headcount = 0;  ///< read only
};

/// Where the trail ended when the program last wrote to it.
struct TrailEnd {
  std::int64_t seq = 0;  ///< of the last row; 0: none was written
  std::string digest;
  bool marked = false;  ///< does it carry the program's mark?
};

/// Audit trail, idempotent answers, settings of the installation. The bodies of answers are stored sealed.
class RecordStore {
 public:
  virtual ~RecordStore() = default;

  /// The newest row, locked until the end of the transaction: whoever appends next waits.
  [[nodiscard]] virtual std::optional<AuditRow> last_audit_row() = 0;
  /// With the mark of the trail's new end.
  virtual void append_audit(const AuditRow& row) = 0;
  [[nodiscard]] virtual TrailEnd trail_end() = 0;
  /// Newest first.
  [[nodiscard]] virtual std::vector<AuditRow> audit(const AuditFilter& filter) = 0;
  /// How many rows the filter finds, cursor and limit aside.
  [[nodiscard]] virtual std::int64_t count_audit(const AuditFilter& filter) = 0;
  /// Hands every row of the filter (cursor and limit aside) to `row` from the first on, without holding them all.
  virtual void each_audit_row(const AuditFilter& filter, const std::function<void(const AuditRow&)>& row) = 0;

  [[nodiscard]] virtual std::optional<StoredAnswer> answer(core::AccountId account, std::string_view key) = 0;
  virtual void keep_answer(core::AccountId account, std::string_view key, const StoredAnswer& answer,
                           base::Instant at) = 0;
  virtual void drop_answers_before(base::Instant at) = 0;

  virtual std::int64_t insert_exit_run(const ExitRunRecord& run) = 0;
  /// Newest first.
  [[nodiscard]] virtual std::vector<ExitRunRecord> exit_runs() = 0;
  [[nodiscard]] virtual std::optional<ExitRunRecord> exit_run(std::int64_t id) = 0;

  /// Keeps the receipt of a submission. Nobody changes or deletes it.
  virtual void keep_receipt(core::ApplicationId application, std::int64_t revision, std::string_view text) = 0;
  /// The newest receipt of an application, byte for byte.
  [[nodiscard]] virtual std::optional<std::string> receipt(core::ApplicationId application) = 0;

  [[nodiscard]] virtual std::optional<std::string> setting(std::string_view name) = 0;
  virtual void put_setting(std::string_view name, std::string_view value) = 0;
};

}  // namespace kaoji::ports
