#include "adapters/system/key_ring.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

#include "adapters/system/key_file.hpp"
#include "base/check.hpp"

namespace kaoji::system {

namespace {

constexpr std::size_t kCipherKeyBytes = 16;
constexpr std::size_t kCounterBytes = 16;
constexpr std::size_t kSealBytes = 32;
constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
/// Between a key's id and base 64. A point stands before hex, as the first seeds of second factors were sealed.
constexpr char kBeforeBase64 = '~';
constexpr char kBeforeHex = '.';

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// SM3 and SM4, looked up once: a look-up for each text costs more than the text.
struct Algorithms {
  EVP_MD* sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  EVP_CIPHER* sm4 = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
};
const Algorithms& algorithms() {
  static const Algorithms fetched;
  if (fetched.sm3 == nullptr || fetched.sm4 == nullptr) throw std::runtime_error("OpenSSL has no SM3 or no SM4-CTR");
  return fetched;
}

std::string hmac_sm3(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  const auto* done = HMAC(algorithms().sm3, key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(),
                          out.data(), &size);
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
      context && EVP_EncryptInit_ex2(context.get(), algorithms().sm4, bytes_of(key), bytes_of(counter), nullptr) == 1 &&
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

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();
  return text;
}

std::optional<std::string> from_text(std::string_view text, bool hex) {
  std::string bytes(text.size(), '\0');
  std::size_t written = 0;
  const char* end = nullptr;
  const int status =
      hex ? sodium_hex2bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &written, &end)
          : sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &written, &end,
                              kVariant);
  if (status != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(written);
  return bytes;
}

}  // namespace

std::string key_id(const std::string& key) {
  return to_hex(hmac_sm3(key, "sealing: name")).substr(0, ports::kKeyIdLength);
}

/// One key of the ring, with what is derived from it.
class KeyRing::Key {
 public:
  explicit Key(const std::string& key)
      : id_(key_id(key)),
        cipher_key_(hmac_sm3(key, "sealing: cipher").substr(0, kCipherKeyBytes)),
        seal_key_(hmac_sm3(key, "sealing: seal")),
        mark_key_(hmac_sm3(key, "sealing: mark")) {}
  ~Key() {
    for (std::string* secret : {&cipher_key_, &seal_key_, &mark_key_}) sodium_memzero(secret->data(), secret->size());
  }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  [[nodiscard]] const std::string& id() const { return id_; }

  [[nodiscard]] std::string seal(std::string_view purpose, std::string_view plain) const {
    std::string body(kCounterBytes, '\0');
    randombytes_buf(body.data(), body.size());
    body += sm4_ctr(cipher_key_, body, plain);
    return fmt::format("{}{}{}", id_, kBeforeBase64, to_base64(body + digest(seal_key_, purpose, body)));
  }

  /// `whole`: counter, cipher text and seal.
  [[nodiscard]] std::optional<std::string> open(std::string_view purpose, std::string_view whole) const {
    if (whole.size() < kCounterBytes + kSealBytes) return std::nullopt;
    const std::string_view body = whole.substr(0, whole.size() - kSealBytes);
    const std::string expected = digest(seal_key_, purpose, body);
    if (sodium_memcmp(expected.data(), whole.substr(body.size()).data(), kSealBytes) != 0) return std::nullopt;
    return sm4_ctr(cipher_key_, body.substr(0, kCounterBytes), body.substr(kCounterBytes));
  }

  [[nodiscard]] std::string mark(std::string_view purpose, std::string_view text) const {
    return fmt::format("{}{}{}", id_, kBeforeBase64, to_base64(digest(mark_key_, purpose, text)));
  }

 private:
  [[nodiscard]] static std::string digest(std::string_view key, std::string_view purpose, std::string_view body) {
    return hmac_sm3(key, fmt::format("{}:{}:{}", purpose.size(), purpose, body));
  }

  std::string id_;
  std::string cipher_key_;
  std::string seal_key_;
  std::string mark_key_;
};

KeyRing::KeyRing(const std::vector<std::string>& keys) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  base::check(!keys.empty(), "a ring without a key");
  for (const std::string& key : keys) keys_.push_back(std::make_unique<const Key>(key));
}

KeyRing::~KeyRing() = default;

const KeyRing::Key* KeyRing::key_of(std::string_view text) const {
  const std::string_view id = text.substr(0, ports::kKeyIdLength);
  for (const auto& key : keys_) {
    if (key->id() == id) return key.get();
  }
  return nullptr;
}

std::string_view KeyRing::current_key() const {
  return keys_.back()->id();
}

bool KeyRing::knows(std::string_view key) const {
  return key.size() == ports::kKeyIdLength && key_of(key) != nullptr;
}

std::string KeyRing::seal(std::string_view purpose, std::string_view plain) const {
  return keys_.back()->seal(purpose, plain);
}

std::optional<std::string> KeyRing::open(std::string_view purpose, std::string_view sealed) const {
  const Key* const key = key_of(sealed);
  if (key == nullptr || sealed.size() <= ports::kKeyIdLength) return std::nullopt;
  const char before = sealed[ports::kKeyIdLength];
  if (before != kBeforeBase64 && before != kBeforeHex) return std::nullopt;
  const auto whole = from_text(sealed.substr(ports::kKeyIdLength + 1), before == kBeforeHex);
  if (!whole) return std::nullopt;
  return key->open(purpose, *whole);
}

std::string KeyRing::mark(std::string_view purpose, std::string_view text) const {
  return keys_.back()->mark(purpose, text);
}

bool KeyRing::mark_holds(std::string_view purpose, std::string_view text, std::string_view mark) const {
  const Key* const key = key_of(mark);
  if (key == nullptr) return false;
  const std::string expected = key->mark(purpose, text);
  return expected.size() == mark.size() && sodium_memcmp(expected.data(), mark.data(), mark.size()) == 0;
}

std::shared_ptr<const KeyRing> passing_ring() {
  return std::make_shared<const KeyRing>(std::vector{passing_key()});
}

}  // namespace kaoji::system
