#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "ports/crypto.hpp"
#include "ports/files.hpp"

namespace kaoji::system {

/// Scans in a folder: `ab/ab….` by the first two digits of their digest. Bytes are written beside, synced, and only
/// then given their name, so a name always stands for a whole file. Safe from any number of threads.
class DiskFiles : public ports::FileStore {
 public:
  /// Makes the folder when it is not there. `crypto` must outlive the store. `reserve_bytes`: free space below which
  /// nothing more is kept, so that the database can still write.
  DiskFiles(std::string folder, const ports::Crypto& crypto, std::uint64_t reserve_bytes);

  /// Takes away what uploads that never ended left behind. Only for the one process that serves the folder, at its
  /// start.
  void sweep_unfinished();

  /// Is there more room than the reserve? False also when the disk does not tell.
  [[nodiscard]] bool has_room() const;

  [[nodiscard]] std::string keep(std::string_view bytes) override;
  [[nodiscard]] std::optional<std::string> path(std::string_view digest) const override;
  [[nodiscard]] std::optional<std::string> bytes(std::string_view digest) const override;

 private:
  void refuse_when_low(std::uint64_t more) const;
  [[nodiscard]] std::string path_of(std::string_view digest) const;
  /// The folder of that digest, its own name on disk.
  void make_folder(const std::string& digest);
  void write_beside_and_name(std::string_view bytes, const std::string& digest);

  std::string folder_;
  const ports::Crypto& crypto_;
  std::uint64_t reserve_bytes_;
  /// By the first two digits of a digest: is the name of that folder known to be on disk?
  std::array<std::atomic<bool>, 256> named_{};
};

}  // namespace kaoji::system
