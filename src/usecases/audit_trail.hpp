#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "usecases/context.hpp"
#include "usecases/signed_heads.hpp"

namespace kaoji::usecases {

/// What an audit row says beside who, when and where.
struct AuditFacts {
  std::string act;
  std::string object;
  std::string result;  ///< ok, or the refusal's code
  std::string detail;
};

/// Appends a row to the chain, in this transaction. The last thing an act does: whoever appends next waits for its end.
void append_audit(ports::Transaction& tx, const Context& context, const AuditFacts& facts);

/// One line: control characters, which would let a name write a second one, become spaces.
[[nodiscard]] std::string one_line(std::string text);

/// What names this chain and no other: the digest of its first row. Empty while there is none.
[[nodiscard]] std::string chain_name(ports::Transaction& tx);

/// The text over which a row's digest is taken: the digest before it, then every field with its length, so that no two
/// rows give the same text. docs/audit.md describes it for other implementations.
[[nodiscard]] std::string canonical_text(const ports::AuditRow& row);

/// What a check of the whole chain found.
struct AuditVerdict {
  std::int64_t rows = 0;
  /// Number of the first row that does not fit: into the chain, or to a head. Beyond the last row: the tail is cut.
  std::optional<std::int64_t> first_bad;
  std::string disagrees;  ///< when the row fits into the chain but not to a head: when that head was signed
  std::string head;       ///< digest of the last row
};

/// Recomputes every digest from the first row on, looks for gaps in the sequence, holds each row against the heads that
/// were signed of it, and compares the last row with the marked end of the trail: a tail that was cut off, or a chain
/// written anew past the program, does not fit it. Holds one row at a time, and the heads.
[[nodiscard]] AuditVerdict verify_audit(ports::Transaction& tx, const ports::Crypto& crypto,
                                        std::vector<SignedHead> heads = {});

}  // namespace kaoji::usecases
