#include "adapters/bundles_zip/digests.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <iterator>
#include <stdexcept>

namespace kaoji::bundles_zip {

namespace {

void must(int status) {
  if (status != 1) throw std::runtime_error("a digest could not be made");
}

class Digest {
 public:
  explicit Digest(const char* name) : md_(EVP_MD_fetch(nullptr, name, nullptr)), context_(EVP_MD_CTX_new()) {
    if (md_ == nullptr || context_ == nullptr) throw std::runtime_error(fmt::format("OpenSSL has no {}", name));
  }
  ~Digest() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(md_);
  }
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void begin() { must(EVP_DigestInit_ex(context_, md_, nullptr)); }
  void take(std::string_view bytes) { must(EVP_DigestUpdate(context_, bytes.data(), bytes.size())); }
  [[nodiscard]] std::string end() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    must(EVP_DigestFinal_ex(context_, out.data(), &size));
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) fmt::format_to(std::back_inserter(hex), "{:02x}", out[i]);
    return hex;
  }

 private:
  EVP_MD* md_;
  EVP_MD_CTX* context_;
};

}  // namespace

struct Digests::Contexts {
  Digest sm3{"SM3"};
  Digest sha256{"SHA256"};
};

Digests::Digests() : contexts_(std::make_unique<Contexts>()) {}
Digests::~Digests() = default;

void Digests::begin() {
  bytes_ = 0;
  contexts_->sm3.begin();
  contexts_->sha256.begin();
}

void Digests::take(std::string_view bytes) {
  bytes_ += static_cast<std::int64_t>(bytes.size());
  contexts_->sm3.take(bytes);
  contexts_->sha256.take(bytes);
}

ports::MemberSeal Digests::end() {
  return {bytes_, contexts_->sm3.end(), contexts_->sha256.end()};
}

}  // namespace kaoji::bundles_zip
