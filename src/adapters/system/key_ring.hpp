#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ports/sealing.hpp"

namespace kaoji::system {

/// The id of a key: made of the key, tells nothing of it.
[[nodiscard]] std::string key_id(const std::string& key);

/// Several keys, of which one is current. Seals with SM4-CTR, then HMAC-SM3 over purpose, counter and cipher text;
/// marks with HMAC-SM3. Each key's working keys are derived from it.
class KeyRing : public ports::Sealing {
 public:
  /// `keys`: 32 bytes each, one at least; the last one is current.
  explicit KeyRing(const std::vector<std::string>& keys);
  ~KeyRing() override;
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  [[nodiscard]] std::string seal(std::string_view purpose, std::string_view plain) const override;
  [[nodiscard]] std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const override;
  [[nodiscard]] std::string mark(std::string_view purpose, std::string_view text) const override;
  [[nodiscard]] bool mark_holds(std::string_view purpose, std::string_view text, std::string_view mark) const override;
  [[nodiscard]] std::string_view current_key() const override;
  [[nodiscard]] bool knows(std::string_view key) const override;

 private:
  class Key;
  [[nodiscard]] const Key* key_of(std::string_view text) const;

  std::vector<std::unique_ptr<const Key>> keys_;
};

/// A ring for a store that does not outlive this process, such as a replayed story's.
[[nodiscard]] std::shared_ptr<const KeyRing> passing_ring();

}  // namespace kaoji::system
