#pragma once

#include <exception>
#include <memory>

#include "adapters/bundles_zip/digests.hpp"
#include "adapters/bundles_zip/member_names.hpp"
#include "ports/bundles.hpp"

struct archive;
struct archive_entry;

namespace kaoji::bundles_zip {

/// Writes a ZIP file: stored members, no times, names in UTF-8, sizes behind each member.
class ZipWriter : public ports::BundleWriter {
 public:
  explicit ZipWriter(ports::BundleSink sink);
  ~ZipWriter() override;
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  void begin(std::string_view name, std::int64_t bytes) override;
  void write(std::string_view bytes) override;
  [[nodiscard]] ports::MemberSeal end() override;
  void finish() override;

  /// Hands bytes of the file on. False when the sink threw; it is thrown again where libarchive has been left.
  bool hand_on(std::string_view bytes) noexcept;

 private:
  void must(int status);

  ports::BundleSink sink_;
  std::exception_ptr thrown_;
  archive* zip_;
  archive_entry* entry_;
  MemberNames names_;
  Digests digests_;
  std::int64_t missing_ = 0;
  bool open_ = false;
};

}  // namespace kaoji::bundles_zip
