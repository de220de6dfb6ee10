#include "adapters/system/sm2_signing.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "adapters/system/head_file.hpp"
#include "adapters/system/key_file.hpp"
#include "usecases/signed_heads.hpp"
#include "usecases/signed_receipt.hpp"

namespace kaoji::system {
namespace {

/// GB/T 32918.5-2017, annex A.2: the signature of "message digest" by user 1234567812345678.
constexpr std::string_view kStandardKey =
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
constexpr std::string_view kStandardSignature =
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

std::string with_bit_flipped(std::string_view text, std::size_t bit) {
  std::string other(text);
  other[bit / 8] = static_cast<char>(static_cast<unsigned char>(other[bit / 8]) ^ (1U << (bit % 8)));
  return other;
}

class Sm2 : public testing::Test {
 protected:
  Sm2Check check_;
  Sm2Signing signing_{new_signing_key()};
};

TEST_F(Sm2, TheStandardsOwnSignatureFits) {
  EXPECT_TRUE(check_.fits(kStandardKey, "message digest", kStandardSignature));
}

TEST_F(Sm2, NoBitOfKeyMessageOrSignatureMayBeAnother) {
  const std::string_view message = "message digest";
  for (std::size_t bit = 0; bit < message.size() * 8; ++bit)
    EXPECT_FALSE(check_.fits(kStandardKey, with_bit_flipped(message, bit), kStandardSignature)) << bit;
  for (std::size_t bit = 0; bit < kStandardSignature.size() * 8; ++bit)
    EXPECT_FALSE(check_.fits(kStandardKey, message, with_bit_flipped(kStandardSignature, bit))) << bit;
  for (std::size_t bit = 0; bit < kStandardKey.size() * 8; ++bit)
    EXPECT_FALSE(check_.fits(with_bit_flipped(kStandardKey, bit), message, kStandardSignature)) << bit;
  EXPECT_FALSE(check_.fits("", message, kStandardSignature));
  EXPECT_FALSE(check_.fits(kStandardKey, message, ""));
}

TEST_F(Sm2, WhatIsSignedFitsUnderItsKeyAlone) {
  const std::string signature = signing_.sign("回执");
  EXPECT_TRUE(check_.fits(signing_.public_key(), "回执", signature));
  EXPECT_FALSE(check_.fits(signing_.public_key(), "回単", signature));
  EXPECT_FALSE(check_.fits(Sm2Signing(new_signing_key()).public_key(), "回执", signature));
  EXPECT_EQ(check_.key_id(signing_.public_key()), signing_.key_id());
}

TEST_F(Sm2, WhatIsNoKeyIsRefused) {
  EXPECT_THROW(Sm2Signing(""), BadKeyFile);
  EXPECT_THROW(Sm2Signing("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), BadKeyFile);
}

// GB/T 32907-2016, annex A.1: one block. Counter mode over zeros encrypts the counter.
TEST(Sm4, TheStandardsOwnBlock) {
  constexpr std::array<unsigned char, 16> key{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef,
                                              0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10};
  constexpr std::array<unsigned char, 16> expected{0x68, 0x1e, 0xdf, 0x34, 0xd2, 0x06, 0x96, 0x5e,
                                                   0x86, 0xb3, 0xe9, 0x4f, 0x53, 0x6e, 0x42, 0x46};
  const std::array<unsigned char, 16> zeros{};
  std::array<unsigned char, 16> out{};
  int written = 0;
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                EVP_CIPHER_CTX_free);
  ASSERT_EQ(EVP_EncryptInit_ex(context.get(), EVP_sm4_ctr(), nullptr, key.data(), key.data()), 1);
  ASSERT_EQ(EVP_EncryptUpdate(context.get(), out.data(), &written, zeros.data(), 16), 1);
  EXPECT_EQ(out, expected);
}

/// A folder of its own that goes with the test.
class SigningFolder : public Sm2 {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  const std::string folder_ =
      (std::filesystem::temp_directory_path() / fmt::format("kaoji-signing-{}", ::getpid())).string();
};

TEST_F(SigningFolder, TheKeyIsMadeOnceForItsOwnerAlone) {
  const std::string path = folder_ + "/signing.key";
  const std::string public_key = open_signing_key(path)->public_key();
  EXPECT_EQ(open_signing_key(path)->public_key(), public_key);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  EXPECT_THROW(static_cast<void>(open_signing_key(path)), BadKeyFile);
}

TEST_F(SigningFolder, HalfALineAfterAPowerCutHidesNoHead) {
  HeadFile heads(folder_ + "/heads/heads.txt");
  heads.append("one");
  std::ofstream(folder_ + "/heads/heads.txt", std::ios::app) << "half";
  heads.append("two");
  std::vector<std::string> lines;
  heads.each([&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_EQ(lines, (std::vector<std::string>{"one", "half", "two"}));
}

TEST_F(Sm2, AHeadIsOursForgedOrNone) {
  const std::string text = fmt::format("kaoji-head 1 chain={:064} seq=7 sm3={:064} at=2026-03-12T02:00:00+00:00 key={}",
                                       1, 7, signing_.key_id());
  const std::string line = text + " sig=" + signing_.sign(text);
  const std::vector<std::string> keys{std::string(kStandardKey), signing_.public_key()};
  const auto read = usecases::read_head(line, keys, check_);
  EXPECT_EQ(read.worth, usecases::HeadWorth::signed_by_us);
  EXPECT_EQ(read.head.seq, 7);
  EXPECT_EQ(read.head.digest, fmt::format("{:064}", 7));
  EXPECT_EQ(usecases::read_head(line, {std::string(kStandardKey)}, check_).worth, usecases::HeadWorth::forged);
  EXPECT_EQ(usecases::read_head(line.substr(0, 40), keys, check_).worth, usecases::HeadWorth::no_head);
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::string other = line;
    other[at] = other[at] == '1' ? '2' : '1';
    EXPECT_NE(usecases::read_head(other, keys, check_).worth, usecases::HeadWorth::signed_by_us) << at;
  }
}

/// A receipt as docs/audit.md describes it.
std::string made_up_receipt(const ports::Signing& signing) {
  std::string text = fmt::format(
      "考计申报回执 kaoji receipt 1\n回执编号 id: {:032}\n审计链 chain: {:064}\n申报编号 application: "
      "KJ2026-000001\n修订版 revision: 2\n类别 kind: new\n院校代码 institution: 10842\n院校名称 name: "
      "演练学院\n内容摘要 form-sm3: {:064}\n扫描件摘要 scan-sm3: {:064}\n收到时间 received: "
      "2026-03-12T10:00:00+08:00\n审计序号 audit-seq: 17\n审计摘要 audit-sm3: {:064}\n公钥编号 key-id: {}\n公钥 "
      "public-key: {}\n",
      1, 2, 3, 4, 5, signing.key_id(), signing.public_key());
  return text + fmt::format("签名 signature: {}\n", signing.sign(text));
}

bool valid(const std::string& text, const ports::SignatureCheck& check) {
  const auto receipt = usecases::read_receipt(text);
  return receipt && usecases::receipt_fits(*receipt, check);
}

TEST_F(Sm2, NoByteOfAReceiptMayBeAnother) {
  const std::string text = made_up_receipt(signing_);
  ASSERT_TRUE(valid(text, check_));
  std::mt19937 dice(20260312);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string other = text;
    while (other[at] == text[at]) other[at] = static_cast<char>(dice() & 0xffU);
    EXPECT_FALSE(valid(other, check_)) << at;
    EXPECT_FALSE(valid(text.substr(0, at), check_)) << at;
  }
  EXPECT_FALSE(valid(text + "\n", check_));
  EXPECT_FALSE(valid(text + text, check_));
}

}  // namespace
}  // namespace kaoji::system
