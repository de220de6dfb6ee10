#include "adapters/bundles_zip/zip_writer.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "adapters/bundles_zip/chinese_names.hpp"
#include "base/check.hpp"

namespace kaoji::bundles_zip {

namespace {

constexpr mode_t kReadable = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
/// Pieces of this size go to the sink.
constexpr int kBlock = 64 * 1024;

la_ssize_t hand_on(archive* zip, void* writer, const void* bytes, std::size_t size) {
  if (static_cast<ZipWriter*>(writer)->hand_on({static_cast<const char*>(bytes), size}))
    return static_cast<la_ssize_t>(size);
  archive_set_error(zip, -1, "the sink takes no more");
  return -1;
}

}  // namespace

ZipWriter::ZipWriter(ports::BundleSink sink)
    : sink_(std::move(sink)), zip_(archive_write_new()), entry_(archive_entry_new()) {
  if (zip_ == nullptr || entry_ == nullptr) throw std::bad_alloc();
  const ChineseNames names;
  must(archive_write_set_format_zip(zip_));
  must(archive_write_zip_set_compression_store(zip_));
  must(archive_write_set_bytes_per_block(zip_, kBlock));
  must(archive_write_set_bytes_in_last_block(zip_, 1));
  must(archive_write_open(zip_, this, nullptr, bundles_zip::hand_on, nullptr));
}

ZipWriter::~ZipWriter() {
  // Otherwise it would write the end of a bundle that nobody finished.
  archive_write_fail(zip_);
  archive_write_free(zip_);
  archive_entry_free(entry_);
}

bool ZipWriter::hand_on(std::string_view bytes) noexcept {
  if (thrown_) return false;
  try {
    sink_(bytes);
  } catch (...) {
    thrown_ = std::current_exception();
  }
  return !thrown_;
}

void ZipWriter::must(int status) {
  if (thrown_) std::rethrow_exception(thrown_);
  if (status == ARCHIVE_OK) return;
  const char* const why = archive_error_string(zip_);
  throw std::runtime_error(std::string("writing a bundle: ") + (why == nullptr ? "out of memory" : why));
}

void ZipWriter::begin(std::string_view name, std::int64_t bytes) {
  base::check(!open_, "a member begins after the one before has ended");
  base::check(names_.take(name), "a member of a bundle has a name of its own that every system takes");
  const ChineseNames names;
  archive_entry_clear(entry_);
  archive_entry_set_pathname(entry_, std::string(name).c_str());
  archive_entry_set_filetype(entry_, AE_IFREG);
  archive_entry_set_perm(entry_, kReadable);
  archive_entry_set_size(entry_, bytes);
  must(archive_write_header(zip_, entry_));
  digests_.begin();
  missing_ = bytes;
  open_ = true;
}

void ZipWriter::write(std::string_view bytes) {
  base::check(open_, "bytes are written into a member");
  missing_ -= static_cast<std::int64_t>(bytes.size());
  base::check(missing_ >= 0, "a member has no more bytes than were said");
  digests_.take(bytes);
  while (!bytes.empty()) {
    const la_ssize_t gone = archive_write_data(zip_, bytes.data(), bytes.size());
    if (gone <= 0) return must(ARCHIVE_FATAL);
    bytes.remove_prefix(static_cast<std::size_t>(gone));
  }
}

ports::MemberSeal ZipWriter::end() {
  base::check(std::exchange(open_, false), "a member ends once");
  base::check(missing_ == 0, "a member has as many bytes as were said");
  must(archive_write_finish_entry(zip_));
  return digests_.end();
}

void ZipWriter::finish() {
  base::check(!open_, "a bundle ends after its last member");
  const ChineseNames names;
  must(archive_write_close(zip_));
}

}  // namespace kaoji::bundles_zip
