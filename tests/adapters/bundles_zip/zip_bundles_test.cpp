#include "adapters/bundles_zip/zip_bundles.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/check.hpp"

namespace kaoji::bundles_zip {
namespace {

using ports::BadBundle;
using ports::BundleFault;

constexpr std::int64_t kMost = 1000;

/// An unnamed file with these bytes.
class Held {
 public:
  explicit Held(std::string_view bytes) : fd_(open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    while (!bytes.empty()) {
      const ssize_t gone = write(fd_, bytes.data(), bytes.size());
      if (gone <= 0) throw std::runtime_error("no room for a test's file");
      bytes.remove_prefix(static_cast<std::size_t>(gone));
    }
  }
  ~Held() { close(fd_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  int fd_;
};

using Members = std::vector<std::pair<std::string, std::string>>;

std::string bundle_of(const Members& members) {
  std::string bytes;
  const auto writer = ZipBundles().writer([&](std::string_view more) { bytes += more; });
  for (const auto& [name, content] : members) writer->add(name, content);
  writer->finish();
  return bytes;
}

Members members_of(std::string_view bytes, std::int64_t most = kMost) {
  const Held file(bytes);
  const auto reader = ZipBundles().reader(file.descriptor(), most);
  Members members;
  while (const auto name = reader->next()) {
    members.emplace_back(*name, "");
    for (auto piece = reader->read(100); !piece.empty(); piece = reader->read(100)) members.back().second += piece;
  }
  reader->check_wrapping();
  return members;
}

/// Why the bytes are refused, and the member that is to blame.
std::pair<BundleFault, std::string> refusal_of(std::string_view bytes) {
  try {
    members_of(bytes);
  } catch (const BadBundle& bad) {
    return {bad.fault(), bad.member()};
  }
  throw std::logic_error("it was read");
}

const Members kThree{{"说明.txt", "你好"}, {"申报/平顶山 学院（41）.pdf", std::string(200'000, 'x')}, {"empty", ""}};

/// A ZIP file as other programs write it: `zip` is not at hand everywhere, so its bytes are put together here.
class OtherZip {
 public:
  void add(std::string_view name, std::string_view packed, unsigned method, std::size_t unpacked, unsigned crc,
           unsigned mode = 0100644U) {
    const std::size_t at = bytes_.size();
    bytes_ += "PK\x03\x04";
    head(method, crc, packed.size(), unpacked, name);
    bytes_ += name;
    bytes_ += packed;
    directory_ += std::string("PK\x01\x02\x14\x03", 6);
    std::swap(bytes_, directory_);
    head(method, crc, packed.size(), unpacked, name);
    number(0, 6);
    number(std::size_t{mode} << 16U, 4);
    number(at, 4);
    bytes_ += name;
    std::swap(bytes_, directory_);
    ++members_;
  }
  [[nodiscard]] std::string finish() {
    const std::size_t at = bytes_.size();
    bytes_ += directory_;
    bytes_ += "PK\x05\x06";
    number(0, 4);
    number(members_, 2);
    number(members_, 2);
    number(directory_.size(), 4);
    number(at, 4);
    number(0, 2);
    return bytes_;
  }

 private:
  void number(std::size_t value, int size) {
    for (int i = 0; i < size; ++i) {
      bytes_ += static_cast<char>(value & 0xFFU);
      value >>= 8U;
    }
  }
  void head(unsigned method, unsigned crc, std::size_t packed, std::size_t unpacked, std::string_view name) {
    number(20, 2);
    number(0x0800, 2);
    number(method, 2);
    number(0, 2);
    number(0x21, 2);
    number(crc, 4);
    number(packed, 4);
    number(unpacked, 4);
    number(name.size(), 2);
    number(0, 2);
  }

  std::string bytes_;
  std::string directory_;
  std::size_t members_ = 0;
};

constexpr unsigned kCrcOfHi = 0xED6F7A7AU;  // of "hi\n"

std::string other_zip(std::string_view name, unsigned mode = 0100644U) {
  OtherZip zip;
  zip.add(name, "hi\n", 0, 3, kCrcOfHi, mode);
  return zip.finish();
}

TEST(ZipBundles, WhatIsWrittenIsReadAgain) {
  EXPECT_EQ(members_of(bundle_of(kThree)), kThree);
}

TEST(ZipBundles, EqualMembersGiveEqualBytesInAnyZone) {
  const std::string once = bundle_of(kThree);
  setenv("TZ", "America/New_York", 1);
  tzset();
  const std::string again = bundle_of(kThree);
  unsetenv("TZ");
  tzset();
  EXPECT_EQ(once, again);
}

TEST(ZipBundles, NamesAreSaidToBeUtf8AndMembersAreStored) {
  const std::string bytes = bundle_of({{"说明.txt", "abc"}});
  EXPECT_EQ(bytes.substr(0, 4), "PK\x03\x04");
  EXPECT_NE(static_cast<unsigned char>(bytes[7]) & 0x08U, 0U);  // bit 11 of the flags
  EXPECT_EQ(bytes.substr(8, 2), std::string(2, '\0'));          // method: stored
  EXPECT_NE(bytes.find("说明.txt"), std::string::npos);
}

TEST(ZipBundles, SealsAreTheDigestsOfTheContent) {
  const auto writer = ZipBundles().writer([](std::string_view) {});
  const auto seal = writer->add("a", "abc");
  EXPECT_EQ(seal.bytes, 3);
  EXPECT_EQ(seal.sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(seal.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(writer->add("b", "abc"), seal);
}

TEST(ZipBundles, LeavesInPiecesWhateverItsSize) {
  std::size_t largest = 0;
  std::size_t all = 0;
  const auto writer = ZipBundles().writer([&](std::string_view bytes) {
    largest = std::max(largest, bytes.size());
    all += bytes.size();
  });
  const std::string piece(1 << 20U, 'p');
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  writer->begin("large", std::int64_t{256} << 20U);
  for (int i = 0; i < 256; ++i) writer->write(piece);
  static_cast<void>(writer->end());
  writer->finish();
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  EXPECT_GT(all, std::size_t{256} << 20U);
  EXPECT_LE(largest, std::size_t{1} << 20U);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 16 * 1024);
}

TEST(ZipBundles, BeyondFourGibibytesIsZip64) {
  std::string head;
  const auto writer = ZipBundles().writer([&](std::string_view bytes) { head += bytes; });
  writer->begin("huge", std::int64_t{5} << 30U);
  writer->write(std::string(1 << 20U, 'x'));
  ASSERT_GT(head.size(), 100U);
  EXPECT_EQ(head.substr(4, 1), "\x2D");                               // version 4.5 is needed to read it
  EXPECT_EQ(head.substr(18, 8), "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");  // its lengths stand in the ZIP64 field
}

TEST(ZipBundles, WhatTheSinkThrowsComesOut) {
  struct Full {};
  const auto writer = ZipBundles().writer([](std::string_view) { throw Full{}; });
  writer->begin("a", 1 << 20U);
  EXPECT_THROW(writer->write(std::string(1 << 20U, 'x')), Full);
}

TEST(ZipBundles, TheWriterRefusesNamesThatNoMemberMayHave) {
  const auto writer = ZipBundles().writer([](std::string_view) {});
  EXPECT_THROW(writer->add("../a", ""), base::BrokenAssumption);
  EXPECT_THROW(writer->add("a\\b", ""), base::BrokenAssumption);
  writer->add("Plan.txt", "");
  EXPECT_THROW(writer->add("plan.TXT", ""), base::BrokenAssumption);
}

TEST(ZipBundles, TheWriterKeepsToTheLengthThatWasSaid) {
  const auto writer = ZipBundles().writer([](std::string_view) {});
  writer->begin("a", 3);
  EXPECT_THROW(writer->write("abcd"), base::BrokenAssumption);
  const auto other = ZipBundles().writer([](std::string_view) {});
  other->begin("a", 3);
  other->write("ab");
  EXPECT_THROW(static_cast<void>(other->end()), base::BrokenAssumption);
}

TEST(ZipBundles, PathsThatLeadElsewhereAreRefused) {
  for (const std::string_view name : {"../evil", "/etc/passwd", "a/../../b", "..\\evil", "C:evil", "a\nb", "NUL"}) {
    EXPECT_EQ(refusal_of(other_zip(name)).first, BundleFault::bad_name) << name;
  }
}

TEST(ZipBundles, LinksFoldersAndSecondNamesAreRefused) {
  EXPECT_EQ(refusal_of(other_zip("link", 0120777U)).first, BundleFault::not_a_file);
  EXPECT_EQ(refusal_of(other_zip("folder/", 0040755U)).first, BundleFault::not_a_file);
  OtherZip zip;
  zip.add("a", "hi\n", 0, 3, kCrcOfHi);
  zip.add("A", "hi\n", 0, 3, kCrcOfHi);
  EXPECT_EQ(refusal_of(zip.finish()), std::pair(BundleFault::bad_name, std::string("A")));
}

TEST(ZipBundles, WhatIsCompressedIsRefusedBeforeItGrows) {
  // A deflated member that says it holds 4 GiB: nothing of it is unpacked.
  OtherZip zip;
  zip.add("bomb", std::string("\x4b\x04\x00", 3), 8, 0xFFFFFFF0U, 0);
  EXPECT_EQ(refusal_of(zip.finish()), std::pair(BundleFault::packed, std::string("bomb")));
}

TEST(ZipBundles, MoreMembersThanExpectedAreRefused) {
  try {
    members_of(bundle_of(kThree), 2);
    FAIL();
  } catch (const BadBundle& bad) {
    EXPECT_EQ(bad.fault(), BundleFault::too_many);
  }
}

TEST(ZipBundles, WhatIsNoBundleIsRefused) {
  EXPECT_EQ(refusal_of("").first, BundleFault::not_a_bundle);
  EXPECT_EQ(refusal_of(bundle_of({})).first, BundleFault::not_a_bundle);
  EXPECT_EQ(refusal_of("%PDF-1.7 no bundle").first, BundleFault::not_a_bundle);
  EXPECT_EQ(refusal_of(bundle_of(kThree).substr(0, 1000)).first, BundleFault::not_a_bundle);
}

TEST(ZipBundles, AnotherWrappingOfTheSameMembersIsTold) {
  EXPECT_EQ(refusal_of(other_zip("plain")).first, BundleFault::rewrapped);
  EXPECT_EQ(refusal_of(bundle_of(kThree) + "x").first, BundleFault::rewrapped);
}

TEST(ZipBundles, NoByteCanBeFlippedUnseen) {
  const std::string whole = bundle_of({{"说明.txt", "你好"}, {"b", std::string(50, 'x')}, {"empty", ""}});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const unsigned bit : {0x01U, 0x80U}) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ bit);
      EXPECT_THROW(members_of(bytes), BadBundle) << "byte " << at << " bit " << bit;
    }
  }
}

}  // namespace
}  // namespace kaoji::bundles_zip
