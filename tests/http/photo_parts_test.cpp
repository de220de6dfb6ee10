#include "http/photo_parts.hpp"

#include <gtest/gtest.h>

#include "http/fault.hpp"

namespace kaoji::http {
namespace {

constexpr std::string_view kHead =
    "Content-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";

std::string part(std::string_view bytes, std::string_view head = kHead) {
  return std::string("--b\r\n") + std::string(head) + std::string(bytes) + "\r\n";
}

/// The fault's code; empty: none.
std::string code_of(std::string_view body) {
  try {
    static_cast<void>(read_photos("b", body));
    return {};
  } catch (const Fault& fault) {
    EXPECT_FALSE(fault.zh.empty() || fault.en.empty());
    return std::string(fault.code);
  }
}

TEST(Boundary, IsFoundInTheContentType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data;boundary=\"a b\""), "a b");
  EXPECT_EQ(multipart_boundary("multipart/form-data; BOUNDARY=----WebKitFormBoundary7MA4YWxk"),
            "----WebKitFormBoundary7MA4YWxk");
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(70, 'x')), std::string(70, 'x'));
}

TEST(Boundary, IsRefusedWhereAnythingIsOdd) {
  for (const std::string& type :
       {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
        std::string("multipart/form-data; boundary=\"\""), std::string("multipart/form-data; boundary=\"a"),
        std::string("multipart/form-data; boundary=a; boundary=b"), std::string("multipart/form-data; boundary=a; x=y"),
        std::string("multipart/form-data; boundary=\"a \""), std::string("multipart/form-data; boundary=a\tb"),
        std::string("multipart/form-data; boundary"), std::string("multipart/mixed; boundary=a"),
        std::string("application/pdf"), std::string(), "multipart/form-data; boundary=" + std::string(71, 'x')}) {
    EXPECT_FALSE(multipart_boundary(type).has_value()) << type;
  }
}

TEST(Photos, ComeInTheirOrderAsTheyWereSent) {
  const std::string odd("\0\r\n--c\r\n\xff", 9);
  const auto photos = read_photos("b", part("one") + part(odd) + part("") + "--b--\r\n");
  EXPECT_EQ(photos, (std::vector<std::string>{"one", odd, ""}));
  EXPECT_EQ(read_photos("b", part("one") + "--b--").size(), 1U);
}

TEST(Photos, TheirHeadsMayBeWrittenAsBrowsersDo) {
  for (const std::string_view head : {"content-type: image/png\r\ncontent-disposition: form-data; name=photo\r\n\r\n",
                                      "Content-Disposition: form-data; filename=\"a;b\\\"c.png\"; "
                                      "name=\"photo\"\r\nContent-Type: IMAGE/PNG\r\n\r\n"}) {
    EXPECT_EQ(code_of(part("x", head) + "--b--"), "") << head;
  }
}

TEST(Photos, AreAtMostFifty) {
  std::string body;
  for (int i = 0; i < 50; ++i) body += part("x");
  EXPECT_EQ(read_photos("b", body + "--b--").size(), 50U);
  EXPECT_EQ(code_of(body + part("x") + "--b--"), "field-invalid");
}

TEST(Photos, AreRefusedWhereTheFormIsBroken) {
  const std::string good = part("one");
  for (const std::string& body :
       {std::string(), std::string("--b"), std::string("--b\r\n"), good, good + "--b", good + "--b-", good + "--b--x",
        good + "--b--\r\n\r\n", "x" + good + "--b--", "\r\n" + good + "--b--", "--c" + good.substr(3) + "--c--",
        good + "--bx\r\n", "--b\r\n" + std::string(4096, 'h') + "\r\n\r\nx\r\n--b--"}) {
    EXPECT_EQ(code_of(body), "field-invalid") << body.substr(0, 60);
  }
  EXPECT_EQ(code_of("--b--"), "field-missing");
}

TEST(Photos, AreRefusedWhereAPartIsNoPhoto) {
  const std::string disposition = "Content-Disposition: form-data; name=\"photo\"\r\n";
  const std::string type = "Content-Type: image/jpeg\r\n";
  const std::pair<std::string, std::string> rows[] = {
      {disposition + "\r\n", "media-type-unsupported"},
      {disposition + "Content-Type: image/gif\r\n\r\n", "media-type-unsupported"},
      {disposition + "Content-Type: image/jpeg; x=y\r\n\r\n", "media-type-unsupported"},
      {"Content-Disposition: form-data; name=\"file\"\r\n" + type + "\r\n", "field-unknown"},
      {"Content-Disposition: form-data; name=\"photo[]\"\r\n" + type + "\r\n", "field-unknown"},
      {"Content-Disposition: attachment; name=\"photo\"\r\n" + type + "\r\n", "field-invalid"},
      {"Content-Disposition: form-data; name=\"photo\r\n" + type + "\r\n", "field-invalid"},
      {"Content-Disposition: form-data\r\n" + type + "\r\n", "field-invalid"},
      {type + "\r\n", "field-invalid"},
      {disposition + disposition + type + "\r\n", "field-invalid"},
      {disposition + type + "Content-Transfer-Encoding: base64\r\n\r\n", "field-invalid"},
      {disposition + "no colon\r\n\r\n", "field-invalid"},
  };
  for (const auto& [head, code] : rows) EXPECT_EQ(code_of(part("x", head) + "--b--"), code) << head;
}

}  // namespace
}  // namespace kaoji::http
