#include "adapters/system/sealed_files.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "adapters/system/open_file.hpp"

namespace kaoji::system {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20U;

/// SM3 of bytes that come in pieces.
class Sm3OfPieces {
 public:
  Sm3OfPieces() : md_(EVP_MD_fetch(nullptr, "SM3", nullptr), EVP_MD_free), context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    if (!md_ || !context_ || EVP_DigestInit_ex(context_.get(), md_.get(), nullptr) != 1) fail();
  }

  void take(std::string_view bytes) {
    if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1) fail();
  }
  [[nodiscard]] std::string end() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(context_.get(), out.data(), &size) != 1) fail();
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) fmt::format_to(std::back_inserter(hex), "{:02x}", out[i]);
    return hex;
  }

 private:
  [[noreturn]] static void fail() { throw std::runtime_error("SM3 failed"); }

  std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> md_;
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

/// Reads a file to its end; each piece goes to `to` as well, when there is one.
FileSeal read_through(const std::string& from, const OpenFile* to) {
  const OpenFile source(from, O_RDONLY);
  FileSeal seal;
  Sm3OfPieces digest;
  for (std::string piece = source.read_all(kPiece); !piece.empty(); piece = source.read_all(kPiece)) {
    seal.bytes += piece.size();
    digest.take(piece);
    if (to != nullptr) to->write_all(piece);
  }
  seal.sm3 = digest.end();
  return seal;
}

}  // namespace

FileSeal seal_of_file(const std::string& path) {
  return read_through(path, nullptr);
}

FileSeal copy_file(const std::string& from, const std::string& to) {
  const OpenFile target(to, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  return read_through(from, &target);
}

void sync_tree(const std::string& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) {
      sync_tree(entry.path().string());
    } else {
      OpenFile(entry.path().string(), O_RDONLY).sync();
    }
  }
  sync_folder(folder);
}

}  // namespace kaoji::system
