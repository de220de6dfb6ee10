#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kaoji::ports {

/// The disk is nearly full: uploads stop early, so that decisions and the audit trail keep their reserve (507
/// storage-low).
class StorageLow : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The disk refuses to write or read: nothing was kept, and nothing is known of what was asked for.
class FilesUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Scans on disk, named by their digest. A file and its folder are durable before its name is returned.
class FileStore {
 public:
  virtual ~FileStore() = default;

  /// Keeps `bytes`; the name is its SM3 in hex. Keeping the same bytes twice is one file. Throws StorageLow when the
  /// disk is nearly full, FilesUnavailable when it fails.
  [[nodiscard]] virtual std::string keep(std::string_view bytes) = 0;
  /// The path of a kept file, for a child process; nothing when there is none.
  [[nodiscard]] virtual std::optional<std::string> path(std::string_view digest) const = 0;
  /// The bytes; nothing when there is none or when they no longer match their name. Throws FilesUnavailable when the
  /// disk cannot be read.
  [[nodiscard]] virtual std::optional<std::string> bytes(std::string_view digest) const = 0;
};

}  // namespace kaoji::ports
