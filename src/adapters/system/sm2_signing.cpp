#include "adapters/system/sm2_signing.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "adapters/system/key_file.hpp"
#include "adapters/system/open_file.hpp"
#include "base/check.hpp"

namespace kaoji::system {

namespace {

/// The id of whoever signs where nothing else is agreed (GM/T 0009-2012, 10).
constexpr std::string_view kSigner = "1234567812345678";
constexpr std::size_t kPointBytes = 65;
constexpr std::size_t kNumberBytes = 32;
constexpr std::size_t kIdDigits = 16;
constexpr std::size_t kLongestFile = 4096;

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using SignaturePointer = std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

std::string to_hex(const std::vector<unsigned char>& bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

/// Lower-case digits only: a text has one spelling.
std::optional<std::vector<unsigned char>> from_hex(std::string_view hex, std::size_t bytes) {
  if (hex.size() != bytes * 2 || hex.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return std::nullopt;
  std::vector<unsigned char> out(bytes);
  std::size_t written = 0;
  if (sodium_hex2bin(out.data(), out.size(), hex.data(), hex.size(), nullptr, &written, nullptr) != 0)
    return std::nullopt;
  return out;
}

KeyPointer public_key_of(std::vector<unsigned char> point) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr), EVP_PKEY_CTX_free);
  std::string group = "SM2";
  const std::array<OSSL_PARAM, 3> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters.data())) != 1)
    return {nullptr, EVP_PKEY_free};
  return {key, EVP_PKEY_free};
}

/// A digest and the key that signs or checks it, with the signer's id.
struct Operation {
  explicit Operation(EVP_PKEY* key)
      : of_key(EVP_PKEY_CTX_new(key, nullptr), EVP_PKEY_CTX_free), digest(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    base::check(of_key && digest && EVP_PKEY_CTX_set1_id(of_key.get(), kSigner.data(), kSigner.size()) == 1,
                "OpenSSL has no SM2");
    EVP_MD_CTX_set_pkey_ctx(digest.get(), of_key.get());
  }
  KeyContext of_key;
  DigestContext digest;
};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// r and s in the encoding that OpenSSL reads.
std::vector<unsigned char> encoded(const std::vector<unsigned char>& numbers) {
  const SignaturePointer signature(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM* r = BN_bin2bn(numbers.data(), static_cast<int>(kNumberBytes), nullptr);
  BIGNUM* s = BN_bin2bn(numbers.data() + kNumberBytes, static_cast<int>(kNumberBytes), nullptr);
  base::check(signature && r != nullptr && s != nullptr && ECDSA_SIG_set0(signature.get(), r, s) == 1, "no memory");
  unsigned char* out = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &out);
  base::check(size > 0, "a signature cannot be encoded");
  std::vector<unsigned char> der(out, out + size);
  OPENSSL_free(out);
  return der;
}

std::vector<unsigned char> decoded(const std::vector<unsigned char>& der) {
  const unsigned char* at = der.data();
  const SignaturePointer signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
  std::vector<unsigned char> numbers(2 * kNumberBytes);
  const auto number = static_cast<int>(kNumberBytes);
  base::check(signature && BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), numbers.data(), number) == number &&
                  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), numbers.data() + kNumberBytes, number) == number,
              "a signature cannot be decoded");
  return numbers;
}

std::vector<unsigned char> point_of(EVP_PKEY* key) {
  // What the key gives may be compressed; x and y are not.
  std::vector<unsigned char> point(kPointBytes, 4);
  BIGNUM* x = nullptr;
  BIGNUM* y = nullptr;
  const auto number = static_cast<int>(kNumberBytes);
  const bool read = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_X, &x) == 1 &&
                    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_Y, &y) == 1 &&
                    BN_bn2binpad(x, point.data() + 1, number) == number &&
                    BN_bn2binpad(y, point.data() + 1 + kNumberBytes, number) == number;
  BN_free(x);
  BN_free(y);
  if (!read) throw BadKeyFile("签名密钥不是 SM2 密钥 The signing key is no SM2 key");
  return point;
}

}  // namespace

struct Sm2Signing::Key {
  KeyPointer pointer;
};

bool Sm2Check::fits(std::string_view public_key, std::string_view message, std::string_view signature) const {
  auto point = from_hex(public_key, kPointBytes);
  const auto numbers = from_hex(signature, 2 * kNumberBytes);
  if (!point || !numbers) return false;
  const KeyPointer key = public_key_of(std::move(*point));
  if (!key) return false;
  const Operation operation(key.get());
  const auto der = encoded(*numbers);
  return EVP_DigestVerifyInit(operation.digest.get(), nullptr, EVP_sm3(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(operation.digest.get(), der.data(), der.size(), bytes_of(message), message.size()) == 1;
}

std::string Sm2Check::key_id(std::string_view public_key) const {
  const auto point = from_hex(public_key, kPointBytes);
  if (!point) return {};
  std::vector<unsigned char> digest(EVP_MAX_MD_SIZE);
  unsigned int size = 0;
  base::check(EVP_Digest(point->data(), point->size(), digest.data(), &size, EVP_sm3(), nullptr) == 1, "SM3 failed");
  digest.resize(size);
  return to_hex(digest).substr(0, kIdDigits);
}

Sm2Signing::Sm2Signing(const std::string& pem) {
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  KeyPointer key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (!key || EVP_PKEY_is_a(key.get(), "SM2") != 1)
    throw BadKeyFile("签名密钥不是 SM2 密钥 The signing key is no SM2 key");
  public_key_ = to_hex(point_of(key.get()));
  key_id_ = Sm2Check().key_id(public_key_);
  key_ = std::make_unique<Key>(Key{std::move(key)});
}

Sm2Signing::~Sm2Signing() = default;

std::string Sm2Signing::sign(std::string_view message) const {
  EVP_PKEY* key = key_->pointer.get();
  const Operation operation(key);
  std::size_t size = 0;
  base::check(EVP_DigestSignInit(operation.digest.get(), nullptr, EVP_sm3(), nullptr, key) == 1 &&
                  EVP_DigestSignUpdate(operation.digest.get(), message.data(), message.size()) == 1 &&
                  EVP_DigestSignFinal(operation.digest.get(), nullptr, &size) == 1,
              "SM2 failed");
  std::vector<unsigned char> der(size);
  base::check(EVP_DigestSignFinal(operation.digest.get(), der.data(), &size) == 1, "SM2 failed");
  der.resize(size);
  return to_hex(decoded(der));
}

std::string new_signing_key() {
  const KeyPointer key(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"), EVP_PKEY_free);
  const Memory memory(BIO_new(BIO_s_secmem()), BIO_free);
  char* text = nullptr;
  if (!key || !memory ||
      PEM_write_bio_PKCS8PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw BadKeyFile("无法生成签名密钥 No signing key can be made");
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::unique_ptr<Sm2Signing> open_signing_key(const std::string& path) {
  try {
    if (!std::filesystem::exists(path)) {
      const OpenFile made(path, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
      made.write_all(new_signing_key());
      made.sync();
      sync_folder(std::filesystem::absolute(path).parent_path().string());
    }
    const OpenFile file(path, O_RDONLY);
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
      throw BadKeyFile(
          fmt::format("密钥文件须只有其所有者可读（0600） The key file must be readable by its owner alone: {}", path));
    }
    return std::make_unique<Sm2Signing>(file.read_all(kLongestFile));
  } catch (const std::system_error& error) {
    throw BadKeyFile(fmt::format("密钥文件打不开 The key file cannot be opened: {}", error.what()));
  }
}

}  // namespace kaoji::system
