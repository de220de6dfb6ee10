#include <gtest/gtest.h>

#include "core/access/one_time_code.hpp"

namespace kaoji::core {
namespace {

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

base::Instant at_second(std::int64_t second) {
  return base::Instant{std::chrono::seconds{second}};
}

TEST(OneTimeCode, CutsTheCodeOutOfTheDigestOfRfc4226) {
  // RFC 4226 5.4, the worked example.
  EXPECT_EQ(code_of_digest(bytes_of("1f8698690e02ca16618550ef7f19da8e945b555a")), "872921");
}

TEST(OneTimeCode, StepsAreThoseOfRfc6238) {
  EXPECT_EQ(code_step(at_second(59)), 0x1);
  EXPECT_EQ(code_step(at_second(60)), 0x2);
  EXPECT_EQ(code_step(at_second(1111111109)), 0x23523EC);
  EXPECT_EQ(code_step(at_second(20000000000)), 0x27BC86AA);
  EXPECT_EQ(step_bytes(0x27BC86AA), bytes_of("0000000027bc86aa"));
}

TEST(OneTimeCode, TypedCodesMayHaveBlanksAndNothingElse) {
  EXPECT_EQ(typed_code("123 456"), "123456");
  for (const char* bad : {"", "12345", "1234567", "12345a", "１２３４５６"}) EXPECT_FALSE(typed_code(bad)) << bad;
}

TEST(OneTimeCode, Base32IsThatOfRfc4648) {
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(OneTimeCode, TheAddressNamesEverythingThatAnAuthenticatorMustKnow) {
  EXPECT_EQ(otpauth_uri("考计", "a.b", "MZXW6"),
            "otpauth://totp/%E8%80%83%E8%AE%A1:a.b?secret=MZXW6&issuer=%E8%80%83%E8%AE%A1&algorithm=SHA256&digits=6&"
            "period=30");
}

TEST(OneTimeCode, RecoveryCodesAreReadHoweverTheyAreTyped) {
  EXPECT_EQ(typed_recovery_code("abcd-efgh ijkl-2345"), "ABCDEFGHIJKL2345");
  EXPECT_EQ(in_fours("ABCDEFGHIJKL2345", '-'), "ABCD-EFGH-IJKL-2345");
  for (const char* bad : {"", "ABCD", "ABCDEFGHIJKL2340", "ABCDEFGHIJKL23456"}) {
    EXPECT_FALSE(typed_recovery_code(bad)) << bad;
  }
}

}  // namespace
}  // namespace kaoji::core
