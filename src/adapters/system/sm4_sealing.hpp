#pragma once

#include <string>

#include "ports/sealing.hpp"

namespace kaoji::system {

/// SM4-CTR, then HMAC-SM3 over purpose, counter and cipher text. Safe from any number of threads.
class Sm4Sealing : public ports::Sealing {
 public:
  /// `key`: the installation's secret, 32 bytes; both working keys are derived from it.
  explicit Sm4Sealing(const std::string& key);
  ~Sm4Sealing() override;
  Sm4Sealing(const Sm4Sealing&) = delete;
  Sm4Sealing& operator=(const Sm4Sealing&) = delete;

  [[nodiscard]] std::string seal(std::string_view purpose, std::string_view plain) const override;
  [[nodiscard]] std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const override;

 private:
  [[nodiscard]] std::string seal_of(std::string_view purpose, std::string_view body) const;

  std::string id_;  ///< of the key, in every sealed text
  std::string cipher_key_;
  std::string seal_key_;
};

}  // namespace kaoji::system
