#include "adapters/system/national_crypto.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <vector>

#include "base/check.hpp"

namespace kaoji::system {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSealBytes = 32;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = std::size_t{19} * 1024 * 1024;
constexpr std::size_t kMostMemoryBytes = std::size_t{256} * 1024 * 1024;
constexpr std::size_t kLongestPassword = 1024;

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  std::size_t written = 0;
  const int status = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(),
                                    hex.size(), nullptr, &written, nullptr);
  if (status != 0 || written * 2 != hex.size()) return std::nullopt;
  return bytes;
}

/// The parts of a stored hash: `argon2id-hmac-sm3$2$19922944$salt$seal`, salt and seal in hex.
struct StoredHash {
  unsigned long long passes = 0;
  std::size_t memory_bytes = 0;
  std::string salt;
  std::string seal;
};
constexpr std::string_view kScheme = "argon2id-hmac-sm3";

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('$', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

std::optional<StoredHash> parse_hash(std::string_view text) {
  const auto parts = parts_of(text);
  if (parts.size() != 5 || parts[0] != kScheme) return std::nullopt;
  StoredHash hash;
  if (!read_number(parts[1], hash.passes) || !read_number(parts[2], hash.memory_bytes)) return std::nullopt;
  if (hash.passes < 1 || hash.passes > 16 || hash.memory_bytes > kMostMemoryBytes) return std::nullopt;
  auto salt = from_hex(parts[3]);
  auto seal = from_hex(parts[4]);
  if (!salt || !seal || salt->size() != crypto_pwhash_SALTBYTES || seal->size() != kSealBytes) return std::nullopt;
  hash.salt = std::move(*salt);
  hash.seal = std::move(*seal);
  return hash;
}

/// Frees a place when it goes.
class Place {
 public:
  explicit Place(std::counting_semaphore<64>& places) : places_(places) { places_.acquire(); }
  ~Place() { places_.release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::counting_semaphore<64>& places_;
};

}  // namespace

/// SM3, looked up once: a look-up for each digest costs more than the digest.
class NationalCrypto::Sm3 {
 public:
  Sm3() : md_(EVP_MD_fetch(nullptr, "SM3", nullptr)) {
    if (md_ == nullptr) throw std::runtime_error("OpenSSL has no SM3");
  }
  ~Sm3() { EVP_MD_free(md_); }
  Sm3(const Sm3&) = delete;
  Sm3& operator=(const Sm3&) = delete;

  [[nodiscard]] std::string digest(std::string_view bytes) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    base::check(EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, md_, nullptr) == 1, "SM3 failed");
    return {reinterpret_cast<const char*>(out.data()), size};
  }

  [[nodiscard]] std::string keyed(std::string_view key, std::string_view bytes) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    const auto* done = HMAC(md_, key.data(), static_cast<int>(key.size()),
                            reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data(), &size);
    base::check(done != nullptr, "HMAC-SM3 failed");
    return {reinterpret_cast<const char*>(out.data()), size};
  }

 private:
  EVP_MD* md_;
};

NationalCrypto::NationalCrypto(std::string key, std::ptrdiff_t hashes_at_a_time)
    : sm3_(std::make_unique<Sm3>()), key_(std::move(key)), places_(hashes_at_a_time) {
  base::check(key_.size() == kKeyBytes, "the installation's key must have 32 bytes");
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

NationalCrypto::~NationalCrypto() {
  sodium_memzero(key_.data(), key_.size());
}

std::string NationalCrypto::sm3(std::string_view bytes) const {
  return to_hex(sm3_->digest(bytes));
}

std::string NationalCrypto::hmac_sha256(std::string_view key, std::string_view bytes) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  const auto* done = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data(), &size);
  base::check(done != nullptr, "HMAC-SHA-256 failed");
  return {reinterpret_cast<const char*>(out.data()), size};
}

std::string NationalCrypto::random_bytes(std::size_t bytes) const {
  std::string random(bytes, '\0');
  randombytes_buf(random.data(), random.size());
  return random;
}

std::string NationalCrypto::random_hex(std::size_t bytes) const {
  return to_hex(random_bytes(bytes));
}

std::string NationalCrypto::sealed(std::string_view password, const std::string& salt, unsigned long long passes,
                                   std::size_t memory_bytes) const {
  const Place place(places_);
  std::string stretched(kSealBytes, '\0');
  const int status = crypto_pwhash(
      reinterpret_cast<unsigned char*>(stretched.data()), stretched.size(), password.data(), password.size(),
      reinterpret_cast<const unsigned char*>(salt.data()), passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (status != 0) throw std::runtime_error("not enough memory to hash a password");
  std::string seal = sm3_->keyed(key_, stretched);
  sodium_memzero(stretched.data(), stretched.size());
  return seal;
}

std::string NationalCrypto::hash_password(std::string_view password) const {
  base::check(password.size() <= kLongestPassword, "a password beyond its limit reached the hash");
  std::string salt(crypto_pwhash_SALTBYTES, '\0');
  randombytes_buf(salt.data(), salt.size());
  return fmt::format("{}${}${}${}${}", kScheme, kPasses, kMemoryBytes, to_hex(salt),
                     to_hex(sealed(password, salt, kPasses, kMemoryBytes)));
}

bool NationalCrypto::password_matches(std::string_view password, std::string_view hash) const {
  if (password.size() > kLongestPassword) return false;
  const auto stored = parse_hash(hash);
  if (!stored) return false;
  const std::string seal = sealed(password, stored->salt, stored->passes, stored->memory_bytes);
  return sodium_memcmp(seal.data(), stored->seal.data(), kSealBytes) == 0;
}

}  // namespace kaoji::system
