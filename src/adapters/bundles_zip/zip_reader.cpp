#include "adapters/bundles_zip/zip_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "adapters/bundles_zip/chinese_names.hpp"
#include "base/check.hpp"

namespace kaoji::bundles_zip {

namespace {

using ports::BadBundle;
using ports::BundleFault;

constexpr std::size_t kBlock = std::size_t{64} * 1024;
/// How libarchive names a ZIP file whose members are all stored.
constexpr std::string_view kStored = "(uncompressed)";

/// Exactly `size` bytes of the file at `at`; false when it has fewer.
bool read_at(int descriptor, std::int64_t at, char* into, std::size_t size) {
  while (size > 0) {
    const ssize_t got = pread(descriptor, into, size, at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into += got;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

void SameBytes::take(std::string_view bytes) {
  there_.resize(bytes.size());
  same_ = same_ && read_at(descriptor_, at_, there_.data(), there_.size()) && there_ == bytes;
  at_ += static_cast<std::int64_t>(bytes.size());
}

ZipReader::ZipReader(int descriptor, std::int64_t most_members)
    : descriptor_(descriptor),
      most_members_(static_cast<std::size_t>(most_members)),
      zip_(archive_read_new()),
      same_(descriptor),
      again_([this](std::string_view bytes) { same_.take(bytes); }) {
  if (zip_ == nullptr) throw std::bad_alloc();
  const ChineseNames names;
  must(archive_read_support_format_zip_seekable(zip_));
  if (lseek(descriptor_, 0, SEEK_SET) != 0 || archive_read_open_fd(zip_, descriptor_, kBlock) != ARCHIVE_OK)
    refuse(BundleFault::not_a_bundle);
}

ZipReader::~ZipReader() {
  archive_read_free(zip_);
}

void ZipReader::refuse(BundleFault fault) const {
  throw BadBundle(fault, name_);
}

void ZipReader::must(int status) const {
  if (status == ARCHIVE_OK) return;
  if (archive_errno(zip_) == ENOMEM) throw std::bad_alloc();
  refuse(names_.count() == 0 && name_.empty() ? BundleFault::not_a_bundle : BundleFault::damaged);
}

std::optional<std::string> ZipReader::next() {
  while (open_ && !read(kBlock).empty()) continue;
  const ChineseNames names;
  const int status = archive_read_next_header(zip_, &entry_);
  name_.clear();
  if (status == ARCHIVE_EOF) {
    ended_ = true;
    return std::nullopt;
  }
  if (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
    const char* const name = archive_entry_pathname(entry_);
    if (name != nullptr) name_ = name;
  }
  must(status);
  if (archive_entry_filetype(entry_) != AE_IFREG || archive_entry_hardlink(entry_) != nullptr)
    refuse(BundleFault::not_a_file);
  if (archive_entry_is_encrypted(entry_) != 0) refuse(BundleFault::packed);
  if (std::string_view(archive_format_name(zip_)).find(kStored) == std::string_view::npos) refuse(BundleFault::packed);
  if (names_.count() >= most_members_) refuse(BundleFault::too_many);
  if (!names_.take(name_)) refuse(BundleFault::bad_name);
  if (archive_entry_size_is_set(entry_) == 0) refuse(BundleFault::damaged);
  left_ = archive_entry_size(entry_);
  again_.begin(name_, left_);
  open_ = true;
  return name_;
}

std::string_view ZipReader::read(std::size_t most) {
  if (!open_) return {};
  const ChineseNames names;
  buffer_.resize(most);
  const la_ssize_t got = archive_read_data(zip_, buffer_.data(), buffer_.size());
  if (got < 0) must(ARCHIVE_FATAL);
  if (got > 0) {
    const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(got));
    left_ -= got;
    if (left_ < 0) refuse(BundleFault::damaged);
    again_.write(bytes);
    return bytes;
  }
  if (left_ != 0) refuse(BundleFault::damaged);
  open_ = false;
  seal_ = again_.end();
  return {};
}

ports::MemberSeal ZipReader::seal() const {
  base::check(!open_, "a member is sealed at its end");
  return seal_;
}

void ZipReader::check_wrapping() {
  base::check(ended_, "the wrapping is checked after the last member");
  again_.finish();
  struct stat about {};
  const bool whole = fstat(descriptor_, &about) == 0 && about.st_size == same_.bytes();
  if (!whole || !same_.same()) refuse(BundleFault::rewrapped);
}

}  // namespace kaoji::bundles_zip
