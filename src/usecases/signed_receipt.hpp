#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/signing.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// 签名回执: what an institution can prove of its submission without the server. A text of lines `中文 word: value`;
/// the signature on its last line is over every byte before that line (docs/audit.md).
struct SignedReceipt {
  /// Word and value of each line in its order, the signature aside.
  std::vector<std::pair<std::string, std::string>> fields;
  std::string signed_text;
  std::string public_key;
  std::string signature;

  /// The value of a word; empty when there is none.
  [[nodiscard]] std::string_view value(std::string_view word) const;
};

/// Writes and keeps the receipt of a submission whose audit row is the last one, in the same transaction.
void issue_receipt(ports::Transaction& tx, const Context& context, const core::Application& application,
                   const ports::Signing& signing);

/// The receipt of an application's last submission as it was issued, byte for byte. `not-yours` also when none was:
/// before a submission, and for those of before there were receipts.
[[nodiscard]] Outcome<std::string> kept_receipt(ports::Transaction& tx, const Context& context, core::ApplicationId id);

/// Reads a receipt. Nothing when it is not written exactly as issue_receipt writes.
[[nodiscard]] std::optional<SignedReceipt> read_receipt(std::string_view text);

/// Does the signature fit the text under the public key that the receipt names, and the key's short name with it?
[[nodiscard]] bool receipt_fits(const SignedReceipt& receipt, const ports::SignatureCheck& check);

}  // namespace kaoji::usecases
