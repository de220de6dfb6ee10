#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/bundles_zip/digests.hpp"
#include "adapters/bundles_zip/member_names.hpp"
#include "adapters/bundles_zip/zip_writer.hpp"

namespace kaoji::bundles_zip {

/// Compares what a writer hands on with a file, from its first byte.
class SameBytes {
 public:
  explicit SameBytes(int descriptor) : descriptor_(descriptor) {}

  void take(std::string_view bytes);
  [[nodiscard]] bool same() const { return same_; }
  [[nodiscard]] std::int64_t bytes() const { return at_; }

 private:
  int descriptor_;
  std::int64_t at_ = 0;
  bool same_ = true;
  std::string there_;
};

/// Reads a ZIP file by its directory, and writes it anew on the way, to compare the two.
class ZipReader : public ports::BundleReader {
 public:
  ZipReader(int descriptor, std::int64_t most_members);
  ~ZipReader() override;
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;

  [[nodiscard]] std::optional<std::string> next() override;
  [[nodiscard]] std::string_view read(std::size_t most) override;
  [[nodiscard]] ports::MemberSeal seal() const override;
  void check_wrapping() override;

 private:
  [[noreturn]] void refuse(ports::BundleFault fault) const;
  void must(int status) const;

  int descriptor_;
  std::size_t most_members_;
  archive* zip_;
  archive_entry* entry_ = nullptr;
  std::string name_;
  MemberNames names_;
  SameBytes same_;
  ZipWriter again_;
  std::vector<char> buffer_;
  std::int64_t left_ = 0;  ///< of the member, by the directory
  ports::MemberSeal seal_;
  bool open_ = false;
  bool ended_ = false;
};

}  // namespace kaoji::bundles_zip
