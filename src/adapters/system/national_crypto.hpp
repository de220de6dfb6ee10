#pragma once

#include <cstddef>
#include <memory>
#include <semaphore>
#include <string>
#include <string_view>

#include "ports/crypto.hpp"

namespace kaoji::system {

/// SM3 by OpenSSL; randomness and Argon2id by libsodium. Safe from any number of threads.
class NationalCrypto : public ports::Crypto {
 public:
  /// `key`: the installation's secret, 32 bytes. A copy of the database without it verifies no password.
  /// `hashes_at_a_time`: how many passwords are worked on at once (1 to 64); each takes 19 MiB and a core.
  NationalCrypto(std::string key, std::ptrdiff_t hashes_at_a_time);
  ~NationalCrypto() override;
  NationalCrypto(const NationalCrypto&) = delete;
  NationalCrypto& operator=(const NationalCrypto&) = delete;

  [[nodiscard]] std::string sm3(std::string_view bytes) const override;
  [[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes) const override;
  [[nodiscard]] std::string random_bytes(std::size_t bytes) const override;
  [[nodiscard]] std::string random_hex(std::size_t bytes) const override;
  [[nodiscard]] std::string hash_password(std::string_view password) const override;
  [[nodiscard]] bool password_matches(std::string_view password, std::string_view hash) const override;

 private:
  class Sm3;

  /// Argon2id of the password with this salt, then HMAC-SM3 with the installation's key; raw bytes.
  [[nodiscard]] std::string sealed(std::string_view password, const std::string& salt, unsigned long long passes,
                                   std::size_t memory_bytes) const;

  std::unique_ptr<Sm3> sm3_;
  std::string key_;
  mutable std::counting_semaphore<64> places_;
};

}  // namespace kaoji::system
