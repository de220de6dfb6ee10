#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/bundles.hpp"
#include "ports/sheets.hpp"

namespace kaoji::usecases {

/// What a manifest says of one member.
struct ManifestDigests {
  std::string sm3;
  std::string sha256;

  friend bool operator==(const ManifestDigests&, const ManifestDigests&) = default;
};

/// Members with their digests, in their order.
using Manifest = std::vector<std::pair<std::string, ManifestDigests>>;

/// The member that holds the manifest, always the last one.
inline constexpr std::string_view kManifestName = "校验清单.txt";

/// Two lines for each member, as `cksum --check` reads them: `SM3 (name) = hex` and `SHA256 (name) = hex`.
[[nodiscard]] std::string manifest_text(const std::vector<std::pair<std::string, ports::MemberSeal>>& members);
/// What such a text says; nothing for any other text.
[[nodiscard]] std::optional<Manifest> read_manifest(std::string_view text);

/// A bundle whose last member is the manifest of all others.
class SealedBundle {
 public:
  SealedBundle(const ports::Bundles& bundles, ports::BundleSink sink);

  void add(const std::string& name, std::string_view bytes);
  /// A text for people, as every editor shows it: with a mark of UTF-8 and CR LF.
  void add_text(const std::string& name, std::string_view lines);
  /// A finished book.
  void add_book(const std::string& name, ports::SheetBytes& book);
  /// A member in parts, for what is too large to be held: `begin` says its length, `part` appends.
  void begin(const std::string& name, std::int64_t bytes);
  void part(std::string_view bytes);
  void end();
  /// Writes the manifest and ends the bundle.
  void finish();

 private:
  std::unique_ptr<ports::BundleWriter> writer_;
  std::vector<std::pair<std::string, ports::MemberSeal>> members_;
};

}  // namespace kaoji::usecases
