#include "adapters/system/unsafe_place.hpp"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

namespace kaoji::system {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kCifs = 0xFF534D42;  // not in linux/magic.h of every release
constexpr std::uint32_t kSmb2 = 0xFE534D42;
constexpr std::uint32_t kRamfs = 0x858458F6;

constexpr auto kUnsafe = std::to_array<std::pair<std::uint32_t, std::string_view>>({
    {NFS_SUPER_MAGIC, "NFS"},
    {SMB_SUPER_MAGIC, "SMB"},
    {kCifs, "CIFS"},
    {kSmb2, "SMB"},
    {TMPFS_MAGIC, "tmpfs"},
    {kRamfs, "ramfs"},
});

bool allowed_for_tests() {
#ifdef KAOJI_SHIFTABLE_CLOCK
  return std::getenv("KAOJI_ANY_FOLDER") != nullptr;
#else
  return false;
#endif
}

}  // namespace

std::optional<std::string> unsafe_place(const std::string& folder) {
  if (allowed_for_tests()) return std::nullopt;
  fs::path place = fs::absolute(folder);
  while (!fs::exists(place) && place.has_relative_path()) place = place.parent_path();
  struct statfs told {};
  if (::statfs(place.c_str(), &told) != 0) return std::nullopt;
  for (const auto& [kind, name] : kUnsafe) {
    if (static_cast<std::uint32_t>(told.f_type) == kind) return std::string(name);
  }
  return std::nullopt;
}

}  // namespace kaoji::system
