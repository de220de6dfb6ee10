#pragma once

#include <string>
#include <vector>

#include "cli/installation.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

/// What the trail is held against beside the installation's own heads and key.
struct Witnesses {
  std::vector<std::string> heads;     ///< files of heads that were kept elsewhere
  std::vector<std::string> receipts;  ///< files of signed receipts
  std::vector<std::string> keys;      ///< files of public keys: of before a change of the signing key
};

struct TrailChecked {
  usecases::AuditVerdict verdict;
  std::int64_t heads = 0;           ///< that were held against it, receipts among them
  std::vector<std::string> forged;  ///< what bears no signature of ours: `heads.txt:17`, the name of a receipt
  std::vector<std::string> unread;  ///< lines that are no heads

  [[nodiscard]] bool sound() const { return !verdict.first_bad && forged.empty(); }
};

/// Verifies the chain and holds it against every head and receipt. Throws CommandFailed when a file cannot be read.
[[nodiscard]] TrailChecked check_trail(Installation& installation, const Witnesses& witnesses);

/// The public key in a file: its first word of 130 hex digits that begins with 04, in what else is written there.
/// Throws CommandFailed when there is none.
[[nodiscard]] std::string public_key_in(const std::string& path);

/// The whole of a small file. Throws CommandFailed.
[[nodiscard]] std::string text_of_file(const std::string& path);

}  // namespace kaoji::cli
