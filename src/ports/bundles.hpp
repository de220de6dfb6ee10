#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kaoji::ports {

/// What is known of a member once its last byte has passed.
struct MemberSeal {
  std::int64_t bytes = 0;
  std::string sm3;     ///< lower-case hex
  std::string sha256;  ///< lower-case hex

  friend bool operator==(const MemberSeal&, const MemberSeal&) = default;
};

/// Takes the bytes of a bundle in their order. What it throws ends the writing and comes out of the writer's call.
using BundleSink = std::function<void(std::string_view bytes)>;

/// Writes one bundle (a ZIP file) as a stream: memory grows with the number of members, not with their bytes. Members
/// are stored as they are, without compression and without a time, so that equal members in equal order give equal
/// bytes. Larger ones than 4 GiB are written as ZIP64.
class BundleWriter {
 public:
  virtual ~BundleWriter() = default;

  /// Begins a member; the one before must have ended. `name`: a member name (base/member_name.hpp) that no other member
  /// has, letters' case aside; in UTF-8, and said to be. `bytes`: its length, to which it keeps. BrokenAssumption
  /// otherwise.
  virtual void begin(std::string_view name, std::int64_t bytes) = 0;
  /// Appends to the member.
  virtual void write(std::string_view bytes) = 0;
  /// Ends the member.
  [[nodiscard]] virtual MemberSeal end() = 0;
  /// Ends the bundle; nothing may be written after it.
  virtual void finish() = 0;

  /// A whole member at once.
  MemberSeal add(std::string_view name, std::string_view bytes);
};

/// Why a file is not read as a bundle, or not further.
enum class BundleFault {
  not_a_bundle,  ///< no ZIP file at all
  damaged,       ///< its structure or a member's checksum is wrong
  bad_name,      ///< a member's name leads out of its folder, cannot be kept on Windows, or stands twice
  not_a_file,    ///< a member is a link, a folder or a device
  packed,        ///< a member is compressed or encrypted: no bundle of ours is, and it could grow without end
  too_many,      ///< more members than the reader was told to expect
  rewrapped      ///< not byte for byte what the writer makes of these members
};

/// Thrown by a BundleReader: whoever made the file is at fault.
class BadBundle : public std::runtime_error {
 public:
  BadBundle(BundleFault fault, std::string member)
      : std::runtime_error("bad bundle: " + member), fault_(fault), member_(std::move(member)) {}
  [[nodiscard]] BundleFault fault() const { return fault_; }
  /// The name of the member; empty when none is to blame.
  [[nodiscard]] const std::string& member() const { return member_; }

 private:
  BundleFault fault_;
  std::string member_;
};

/// Reads a bundle from its first member to its last. Memory grows with the number of members, not with their bytes.
class BundleReader {
 public:
  virtual ~BundleReader() = default;

  /// Goes on to the next member and gives its name; nothing at the end. What was left of the member before is read
  /// first. Throws BadBundle.
  [[nodiscard]] virtual std::optional<std::string> next() = 0;
  /// The next bytes of the member, at most `most`; empty at its end. Throws BadBundle.
  [[nodiscard]] virtual std::string_view read(std::size_t most) = 0;
  /// Of the member whose end read() has told.
  [[nodiscard]] virtual MemberSeal seal() const = 0;
  /// After the last member: is every byte of the file as the writer of this program would have written these members?
  /// Throws BadBundle (rewrapped) when not.
  virtual void check_wrapping() = 0;
};

/// Makes and opens bundles. Safe from any number of threads, each writer and reader from one.
class Bundles {
 public:
  virtual ~Bundles() = default;

  [[nodiscard]] virtual std::unique_ptr<BundleWriter> writer(BundleSink sink) const = 0;
  /// Reads the file open at `descriptor`, which stays the caller's and can be sought. Throws BadBundle.
  [[nodiscard]] virtual std::unique_ptr<BundleReader> reader(int descriptor, std::int64_t most_members) const = 0;
  /// Which library wraps the members, and its version: two versions may wrap equal members differently.
  [[nodiscard]] virtual std::string wrapping() const = 0;
};

}  // namespace kaoji::ports
