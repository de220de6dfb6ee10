#include "adapters/system/key_file.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <filesystem>
#include <system_error>

#include "adapters/system/open_file.hpp"

namespace kaoji::system {

namespace {

constexpr std::size_t kKeyBytes = 32;

}  // namespace

std::string passing_key() {
  if (sodium_init() < 0) throw BadKeyFile("libsodium does not start");
  std::string key(kKeyBytes, '\0');
  randombytes_buf(key.data(), key.size());
  return key;
}

void make_key_file(const std::string& path) {
  const std::string key = passing_key();
  try {
    const OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    file.write_all(key);
    file.sync();
    sync_folder(std::filesystem::absolute(path).parent_path().string());
  } catch (const std::system_error& error) {
    throw BadKeyFile(fmt::format("密钥文件无法建立 The key file cannot be made: {}", error.what()));
  }
}

std::string read_key_file(const std::string& path) {
  try {
    const OpenFile file(path, O_RDONLY);
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
      throw BadKeyFile(
          fmt::format("密钥文件须只有其所有者可读（0600） The key file must be readable by its owner alone: {}", path));
    }
    std::string key = file.read_all(kKeyBytes + 1);
    if (key.size() != kKeyBytes) throw BadKeyFile(fmt::format("密钥文件已损坏 The key file is damaged: {}", path));
    return key;
  } catch (const std::system_error& error) {
    throw BadKeyFile(fmt::format("密钥文件打不开 The key file cannot be opened: {}", error.what()));
  }
}

}  // namespace kaoji::system
