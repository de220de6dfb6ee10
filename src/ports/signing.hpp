#pragma once

#include <string>
#include <string_view>

namespace kaoji::ports {

/// Whether SM2 signatures (GB/T 32918.2, digest SM3, the signer's id of GM/T 0009: 1234567812345678) fit. Needs no
/// secret, so that anybody can check offline.
class SignatureCheck {
 public:
  virtual ~SignatureCheck() = default;

  /// `public_key`: `04`, then x and y, 130 lower-case hex digits. `signature`: r and s, 128 lower-case hex digits.
  /// Whatever else they are, the answer is no.
  [[nodiscard]] virtual bool fits(std::string_view public_key, std::string_view message,
                                  std::string_view signature) const = 0;
  /// The short name of a public key: the first 16 hex digits of the SM3 over its bytes.
  [[nodiscard]] virtual std::string key_id(std::string_view public_key) const = 0;
};

/// Signs in the name of the installation. Safe from any number of threads.
class Signing {
 public:
  virtual ~Signing() = default;

  [[nodiscard]] virtual const std::string& public_key() const = 0;
  [[nodiscard]] virtual const std::string& key_id() const = 0;
  /// The signature over `message`, another one at each call.
  [[nodiscard]] virtual std::string sign(std::string_view message) const = 0;
};

}  // namespace kaoji::ports
