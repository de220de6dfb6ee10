#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaoji::ports {

// What a round's archive says as JSON (docs/archive.md). Every field is written under its own name. Words are those of
// the contract; days are 2026-03-11, instants milliseconds since 1970-01-01T00:00:00Z, digests lower-case hex SM3.

/// How many applications of a kind and status a round has, with their lines and persons.
struct ArchivedTotal {
  std::string kind;
  std::string status;
  std::int64_t applications = 0;
  std::int64_t lines = 0;
  std::int64_t headcount = 0;

  friend bool operator==(const ArchivedTotal&, const ArchivedTotal&) = default;
};

/// `data/round.json`: which round, made when and with what, and how much of everything there is.
struct ArchivedRound {
  std::string format;   ///< kaoji-archive-1
  std::string program;  ///< kaoji and its version
  std::string wrapping;
  std::string policy;  ///< id; its file is policy/<id>.toml
  std::string round;   ///< spring
  int year = 0;
  std::string label;
  std::string clause;
  std::string zone;
  std::int64_t zone_minutes = 0;  ///< east of UTC
  std::string submit_from;
  std::string submit_to;
  std::string preliminary_from;
  std::string preliminary_to;
  std::string final_from;
  std::string final_to;
  std::int64_t made_at = 0;
  std::string made_by;                ///< login
  std::vector<std::string> policies;  ///< ids of all that decisions of the round rest on
  std::int64_t applications = 0;
  std::int64_t scans = 0;
  std::int64_t plans = 0;
  std::int64_t entries = 0;
  std::int64_t audit_rows = 0;
  std::int64_t audit_head_seq = 0;  ///< of the whole trail when the archive was made
  std::string audit_head_digest;
  std::vector<ArchivedTotal> totals;
};

/// A line of an application, as it was submitted last.
struct ArchivedLine {
  std::string certificate;
  std::string level;
  std::int64_t headcount = 0;
  int plan_year = 0;
  std::int64_t plan = 0;  ///< id of a plan of the archive; 0: none was ever made
  std::int64_t before = 0;
  std::string block;
  std::string reason;
  std::string excepted_at;  ///< preliminary or final; empty: not left out
  std::string excepted_by;
  std::string excepted_reason;
};

struct ArchivedEvent {
  std::int64_t at = 0;
  std::string event;
  std::string actor;
  std::string stage;
  std::int64_t revision = 0;
  std::string note;
  std::string policy;
  std::string clause;
};

struct ArchivedScan {
  std::int64_t revision = 0;
  std::string digest;
  std::int64_t bytes = 0;
  std::int64_t pages = 0;
  std::int64_t uploaded_at = 0;
  std::string actor;
  std::string member;  ///< where it lies in the archive
};

/// A row of `data/applications.jsonl`.
struct ArchivedApplication {
  std::int64_t id = 0;
  std::string number;
  std::string kind;
  std::string status;
  std::string institution_code;
  std::string institution_name;
  std::string institution_kind;
  std::string bureau;
  std::int64_t revision = 0;
  std::string policy;  ///< under which it was submitted last
  bool waived = false;
  std::optional<std::int64_t> first_submitted_at;
  std::optional<std::int64_t> submitted_at;
  std::optional<std::int64_t> decided_at;
  std::string form;  ///< where the printed form lies in the archive
  std::string form_digest;
  std::vector<ArchivedLine> lines;
  std::vector<ArchivedEvent> events;
  std::vector<ArchivedScan> scans;
};

/// A row of `data/plans.jsonl`: a plan that the round touches, with the balance that the ledger had when the archive
/// was made.
struct ArchivedPlan {
  std::int64_t id = 0;
  std::string institution_code;
  std::string certificate;
  std::string level;
  int year = 0;
  std::int64_t carried = 0;
  std::int64_t declared = 0;
  std::int64_t increased = 0;
  std::int64_t decreased = 0;
  std::int64_t exited = 0;
  std::int64_t headcount = 0;
  std::int64_t examined = 0;
  std::int64_t passed = 0;
  std::string declared_on;
  std::string use_from;
};

/// A row of `data/ledger.jsonl`: an entry of such a plan, by plan, each in the order of recording.
struct ArchivedEntry {
  std::int64_t id = 0;
  std::int64_t plan = 0;
  std::string kind;
  std::int64_t headcount = 0;
  std::int64_t passed = 0;
  std::string effective_on;
  std::int64_t effective_at = 0;
  std::int64_t recorded_at = 0;
  std::string declared_on;
  bool in_indicators = true;
  std::string actor;
  std::int64_t application = 0;  ///< id; 0: of none
  std::string reason;
  std::int64_t reverses = 0;  ///< id of an entry; 0: none
};

/// A row of `data/audit.jsonl`: a row of the audit trail on an application of the round, as docs/audit.md has it.
struct ArchivedAuditRow {
  std::int64_t seq = 0;
  std::int64_t at = 0;
  std::int64_t account = 0;
  std::string actor;
  std::string role;
  std::string act;
  std::string object;
  std::string result;
  std::string detail;
  std::string request_id;
  std::string address;
  std::string prev;
  std::string digest;
};

/// Writes and reads the JSON of an archive: one object, without an end of line. Reading gives nothing for anything but
/// one object with exactly these fields.
class ArchiveTexts {
 public:
  virtual ~ArchiveTexts() = default;

  [[nodiscard]] virtual std::string text(const ArchivedRound& round) const = 0;
  [[nodiscard]] virtual std::string text(const ArchivedApplication& application) const = 0;
  [[nodiscard]] virtual std::string text(const ArchivedPlan& plan) const = 0;
  [[nodiscard]] virtual std::string text(const ArchivedEntry& entry) const = 0;
  [[nodiscard]] virtual std::string text(const ArchivedAuditRow& row) const = 0;

  [[nodiscard]] virtual bool read(std::string_view text, ArchivedRound& round) const = 0;
  [[nodiscard]] virtual bool read(std::string_view text, ArchivedApplication& application) const = 0;
  [[nodiscard]] virtual bool read(std::string_view text, ArchivedPlan& plan) const = 0;
  [[nodiscard]] virtual bool read(std::string_view text, ArchivedEntry& entry) const = 0;
  [[nodiscard]] virtual bool read(std::string_view text, ArchivedAuditRow& row) const = 0;
};

}  // namespace kaoji::ports
