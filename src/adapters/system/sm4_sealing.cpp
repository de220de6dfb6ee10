#include "adapters/system/sm4_sealing.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <stdexcept>

#include "base/check.hpp"

namespace kaoji::system {

namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kCounterBytes = 16;
constexpr std::size_t kSealBytes = 32;
constexpr std::size_t kIdDigits = 8;

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac_sm3(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  const auto* done =
      HMAC(EVP_sm3(), key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(), out.data(), &size);
  base::check(done != nullptr, "HMAC-SM3 failed");
  return {reinterpret_cast<const char*>(out.data()), size};
}

/// Encrypts and decrypts: in counter mode they are the same.
std::string sm4_ctr(std::string_view key, std::string_view counter, std::string_view text) {
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                EVP_CIPHER_CTX_free);
  std::string out(text.size(), '\0');
  int written = 0;
  const bool done =
      context && EVP_EncryptInit_ex(context.get(), EVP_sm4_ctr(), nullptr, bytes_of(key), bytes_of(counter)) == 1 &&
      EVP_EncryptUpdate(context.get(), bytes_of(out), &written, bytes_of(text), static_cast<int>(text.size())) == 1;
  base::check(done && static_cast<std::size_t>(written) == text.size(), "SM4 failed");
  return out;
}

std::string to_hex(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes_of(bytes), bytes.size());
  hex.pop_back();
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  std::size_t written = 0;
  if (sodium_hex2bin(bytes_of(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &written, nullptr) != 0 ||
      written * 2 != hex.size())
    return std::nullopt;
  return bytes;
}

}  // namespace

Sm4Sealing::Sm4Sealing(const std::string& key)
    : id_(to_hex(hmac_sm3(key, "sealing: name")).substr(0, kIdDigits)),
      cipher_key_(hmac_sm3(key, "sealing: cipher").substr(0, kKeyBytes)),
      seal_key_(hmac_sm3(key, "sealing: seal")) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

Sm4Sealing::~Sm4Sealing() {
  sodium_memzero(cipher_key_.data(), cipher_key_.size());
  sodium_memzero(seal_key_.data(), seal_key_.size());
}

std::string Sm4Sealing::seal_of(std::string_view purpose, std::string_view body) const {
  return hmac_sm3(seal_key_, fmt::format("{}:{}:{}", purpose.size(), purpose, body));
}

std::string Sm4Sealing::seal(std::string_view purpose, std::string_view plain) const {
  std::string body(kCounterBytes, '\0');
  randombytes_buf(body.data(), body.size());
  body += sm4_ctr(cipher_key_, body, plain);
  return fmt::format("{}.{}", id_, to_hex(body + seal_of(purpose, body)));
}

std::optional<std::string> Sm4Sealing::open(std::string_view purpose, std::string_view sealed) const {
  if (sealed.size() <= kIdDigits || sealed.substr(0, kIdDigits) != id_ || sealed[kIdDigits] != '.') return std::nullopt;
  const auto bytes = from_hex(sealed.substr(kIdDigits + 1));
  if (!bytes || bytes->size() < kCounterBytes + kSealBytes) return std::nullopt;
  const std::string_view whole(*bytes);
  const std::string_view body = whole.substr(0, whole.size() - kSealBytes);
  const std::string expected = seal_of(purpose, body);
  if (sodium_memcmp(expected.data(), whole.substr(body.size()).data(), kSealBytes) != 0) return std::nullopt;
  return sm4_ctr(cipher_key_, body.substr(0, kCounterBytes), body.substr(kCounterBytes));
}

}  // namespace kaoji::system
