#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ports/signing.hpp"

namespace kaoji::system {

/// SM2 by OpenSSL.
class Sm2Check : public ports::SignatureCheck {
 public:
  [[nodiscard]] bool fits(std::string_view public_key, std::string_view message,
                          std::string_view signature) const override;
  [[nodiscard]] std::string key_id(std::string_view public_key) const override;
};

/// SM2 by OpenSSL, with a key out of a file.
class Sm2Signing : public ports::Signing {
 public:
  /// `pem`: a private SM2 key (PKCS #8). Throws BadKeyFile when it is none.
  explicit Sm2Signing(const std::string& pem);
  ~Sm2Signing() override;
  Sm2Signing(const Sm2Signing&) = delete;
  Sm2Signing& operator=(const Sm2Signing&) = delete;

  [[nodiscard]] const std::string& public_key() const override { return public_key_; }
  [[nodiscard]] const std::string& key_id() const override { return key_id_; }
  [[nodiscard]] std::string sign(std::string_view message) const override;

 private:
  struct Key;
  std::unique_ptr<Key> key_;
  std::string public_key_;
  std::string key_id_;
};

/// A fresh private SM2 key as PEM.
[[nodiscard]] std::string new_signing_key();

/// The key in that file, which is made for its owner alone (0600) when it is not there. Throws BadKeyFile, also when
/// others than its owner may read it.
[[nodiscard]] std::unique_ptr<Sm2Signing> open_signing_key(const std::string& path);

}  // namespace kaoji::system
