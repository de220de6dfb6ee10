#pragma once

#include <string>
#include <string_view>

namespace kaoji::ports {

/// Digests, randomness and passwords, so that a certified module can take their place.
class Crypto {
 public:
  virtual ~Crypto() = default;

  /// SM3 of `bytes`, 64 hex digits.
  [[nodiscard]] virtual std::string sm3(std::string_view bytes) const = 0;
  /// HMAC-SHA-256, 32 bytes: the one-time codes of authenticators (RFC 6238) are cut out of it.
  [[nodiscard]] virtual std::string hmac_sha256(std::string_view key, std::string_view bytes) const = 0;
  /// `bytes` random bytes from the system.
  [[nodiscard]] virtual std::string random_bytes(std::size_t bytes) const = 0;
  /// `bytes` random bytes from the system, as hex.
  [[nodiscard]] virtual std::string random_hex(std::size_t bytes) const = 0;
  /// Argon2id (19 MiB or more, t = 2), then HMAC-SM3 with the installation's key. Slow on purpose; bounded in parallel.
  [[nodiscard]] virtual std::string hash_password(std::string_view password) const = 0;
  [[nodiscard]] virtual bool password_matches(std::string_view password, std::string_view hash) const = 0;
};

}  // namespace kaoji::ports
