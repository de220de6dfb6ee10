#include "adapters/system/disk_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "adapters/system/open_file.hpp"

namespace kaoji::system {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kDigestDigits = 64;
/// Nothing that is kept is larger (trust.md §5); a larger file under a digest's name is not ours.
constexpr std::size_t kLargestFile = std::size_t{64} * 1024 * 1024;

bool is_digest(std::string_view text) {
  return text.size() == kDigestDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

[[noreturn]] void fail(const std::system_error& error) {
  const bool full = error.code() == std::errc::no_space_on_device || error.code().value() == EDQUOT;
  if (full) throw ports::StorageLow("the disk is full");
  throw ports::FilesUnavailable(error.what());
}

std::string unfinished_folder(const std::string& folder) {
  return folder + "/unfinished";
}

}  // namespace

DiskFiles::DiskFiles(std::string folder, const ports::Crypto& crypto, std::uint64_t reserve_bytes)
    : folder_(std::move(folder)), crypto_(crypto), reserve_bytes_(reserve_bytes) {
  fs::create_directories(unfinished_folder(folder_));
}

void DiskFiles::sweep_unfinished() {
  for (const auto& entry : fs::directory_iterator(unfinished_folder(folder_))) fs::remove(entry.path());
}

bool DiskFiles::has_room() const {
  std::error_code error;
  const auto space = fs::space(folder_, error);
  return !error && static_cast<std::uint64_t>(space.available) >= reserve_bytes_;
}

void DiskFiles::refuse_when_low(std::uint64_t more) const {
  const auto free = static_cast<std::uint64_t>(fs::space(folder_).available);
  if (free < reserve_bytes_ + more) throw ports::StorageLow("the disk is nearly full");
}

std::string DiskFiles::path_of(std::string_view digest) const {
  return folder_ + "/" + std::string(digest.substr(0, 2)) + "/" + std::string(digest);
}

void DiskFiles::make_folder(const std::string& digest) {
  const std::string digits = digest.substr(0, 2);
  auto& named = named_.at(std::stoul(digits, nullptr, 16));
  fs::create_directory(folder_ + "/" + digits);
  // Not only for a folder that is new: whoever made it, in this process or an earlier one, may have failed to sync it.
  if (named) return;
  sync_folder(folder_);
  named = true;
}

void DiskFiles::write_beside_and_name(std::string_view bytes, const std::string& digest) {
  const std::string beside = unfinished_folder(folder_) + "/" + crypto_.random_hex(16);
  const std::string target = path_of(digest);
  try {
    {
      const OpenFile file(beside, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
      file.write_all(bytes);
      file.sync();
    }
    make_folder(digest);
    fs::rename(beside, target);
  } catch (const std::system_error&) {
    std::error_code ignored;
    fs::remove(beside, ignored);
    throw;
  }
}

std::string DiskFiles::keep(std::string_view bytes) {
  std::string digest = crypto_.sm3(bytes);
  try {
    if (!this->bytes(digest)) {
      refuse_when_low(bytes.size());
      write_beside_and_name(bytes, digest);
    }
    // Also for a file that was there: whoever wrote it may not have come this far.
    make_folder(digest);
    sync_folder(fs::path(path_of(digest)).parent_path().string());
  } catch (const std::system_error& error) {
    fail(error);
  }
  return digest;
}

std::optional<std::string> DiskFiles::path(std::string_view digest) const {
  if (!is_digest(digest)) return std::nullopt;
  std::string path = path_of(digest);
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  return path;
}

std::optional<std::string> DiskFiles::bytes(std::string_view digest) const {
  const auto where = path(digest);
  if (!where) return std::nullopt;
  try {
    std::string read = OpenFile(*where, O_RDONLY).read_all(kLargestFile + 1);
    if (crypto_.sm3(read) != digest) return std::nullopt;
    return read;
  } catch (const std::system_error& error) {
    fail(error);
  }
}

}  // namespace kaoji::system
