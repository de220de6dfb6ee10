#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "ports/head_log.hpp"
#include "ports/signing.hpp"
#include "ports/store.hpp"

namespace kaoji::usecases {

/// 链头: the number and digest of an audit row that was once the last one, signed at that time. The row's digest rests
/// on every row before it, so a head kept elsewhere shows whether the trail was rewritten or cut since.
struct SignedHead {
  std::string chain;  ///< digest of the chain's first row
  std::int64_t seq = 0;
  std::string digest;
  std::string at;  ///< RFC 3339, UTC
  std::string key_id;
};

/// The line of the newest row, signed now: `kaoji-head 1 chain=… seq=… sm3=… at=… key=… sig=…`. Nothing while the trail
/// is empty.
[[nodiscard]] std::optional<std::pair<SignedHead, std::string>> sign_head(ports::Transaction& tx, base::Instant now,
                                                                          const ports::Signing& signing);

/// What a line of heads is worth.
enum class HeadWorth {
  signed_by_us,  ///< a head, signed by one of the keys
  forged,        ///< a head, but no key's signature fits
  no_head        ///< not written as a head: half a line after a power cut, a remark
};

struct ReadHead {
  HeadWorth worth = HeadWorth::no_head;
  SignedHead head;
};

/// Reads a line; `keys`: the public keys that are believed.
[[nodiscard]] ReadHead read_head(std::string_view line, const std::vector<std::string>& keys,
                                 const ports::SignatureCheck& check);

/// The heads of a log, and the lines (from 1) that are forged or none.
struct HeadsRead {
  std::vector<SignedHead> heads;
  std::vector<std::int64_t> forged;
  std::vector<std::int64_t> unread;
};
[[nodiscard]] HeadsRead read_heads(const ports::HeadLog& log, const std::vector<std::string>& keys,
                                   const ports::SignatureCheck& check);

}  // namespace kaoji::usecases
