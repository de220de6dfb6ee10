#include "fuzz/text_seeds.hpp"

#include <fmt/format.h>

namespace kaoji::fuzz {
namespace {

using namespace std::string_literals;
using Seeds = std::vector<Seed>;

const char* const kPolicy = R"toml(id = "n"
title = "通知"
short = "通知"
issued_on = 2026-01-01
effective_from = 2026-01-01
zone = "Asia/Shanghai"

[[round]]
name = "spring"
label = "春季"
clause = "二(一)"
submit = ["03-11", "03-20"]
preliminary = ["03-21", "03-25"]
final = ["03-26", "03-31"]
decrease_cap_percent = 30

[increase]
clause = "二(二)"
windowed = false

[exit]
clause = "三"
after_years = 1
)toml";

}  // namespace

std::vector<Seed> seeds_of_requests() {
  return {{"get", "GET /api/plans?q=%E7%89%A9&limit=20&n=7 HTTP/1.1\r\nHost: x\r\n\r\n"},
          {"post", "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}GET / HTTP/1.1\r\n\r\n"},
          {"chunked", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"},
          {"two_lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
          {"length_and_chunks", "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
          {"nul", "/a%00b?q=%00&id=1&id=2&at=2026-03-11T00:00:00%2B08:00"},
          {"climbs", "/../%2e%2e/x?q=+&limit=201"}};
}

std::vector<Seed> seeds_of_json() {
  return {{"application", R"({"kind":"new","lines":[{"certificate":"Web前端开发","level":"初级","headcount":4e1}]})"},
          {"twice", R"({"a":1,"\u0061":2})"},
          {"deep", std::string(33, '[') + std::string(33, ']')},
          {"half_a_pair", R"({"a":"\ud800"})"},
          {"pair", R"({"a":"\ud840\udc00•·e\u0301１２"})"},
          {"unseen", "{\"a\":\"\xE2\x80\x8B\"}"},
          {"no_text", "{\"a\":\"\xFF\"}"},
          {"numbers", "[0,-0,1e300,-1e-300,18446744073709551615,9007199254740993,1.5]"}};
}

std::vector<Seed> seeds_of_uploads() {
  const std::string part =
      "--k\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../a\\\".jpg\"\r\nContent-Type: "
      "image/jpeg\r\n\r\nx\r\n";
  return {
      {"one", "multipart/form-data; boundary=k\n" + part + "--k--\r\n"},
      {"two", "multipart/form-data; boundary=\"k\"\n" + part + part + "--k--"},
      {"cut", "multipart/form-data; boundary=k\n" + part},
      {"other_name", "multipart/form-data; boundary=k\n--k\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--k--"},
      {"no_boundary", "multipart/form-data\n"}};
}

std::vector<Seed> seeds_of_policies() {
  return {{"notice", kPolicy},
          {"unknown_key", "no_such_key = 1\n"},
          {"nul", "id = \"a\0b\"\n"s},
          {"deep", "a = " + std::string(300, '[') + std::string(300, ']')},
          {"dates", "issued_on = 2026-02-30\neffective_from = 0000-00-00T99:99:99Z\n"}};
}

std::string notice_in_order() {
  return kPolicy;
}

std::vector<Seed> seeds_of_stories() {
  const std::string head = "title = \"甲\"\npolicy = \"n\"\n";
  const std::string world = R"toml([world]
[[world.bureau]]
code = "410181"
name = "演练教育局"
[[world.institution]]
code = "10842"
name = "演练学院"
kind = "higher-vocational"
[[world.certificate]]
name = "演练证书"
levels = ["初级", "中级"]
[[world.plan]]
institution = "10842"
certificate = "演练证书"
level = "中级"
year = 2025
declared_on = 2025-03-12
headcount = 1000
)toml";
  const std::string step = R"toml([[step]]
at = "2026-03-12T10:00:00+08:00"
actor = "10842"
do = "draft"
application = "a"
kind = "new"
lines = [{ certificate = "演练证书", level = "初级", headcount = 40 }]
[[step]]
at = "2026-03-12T10:01:00+08:00"
actor = "10842"
do = "submit"
application = "a"
refused = "form-unsigned"
)toml";
  return {{"whole", head + world + step},
          {"no_world", head + step},
          {"backwards",
           head + world + step + "[[step]]\nat = \"2026-03-11T10:00:00+08:00\"\nactor = \"x\"\ndo = \"submit\"\n"},
          {"unknown_key", head + "no_such_key = 1\n" + world},
          {"endless_headcount", head + world + "examined = 9223372036854775807\n"},
          {"deep", "a = " + std::string(300, '[') + std::string(300, ']')}};
}

std::vector<Seed> seeds_of_catalogues() {
  return {
      {"certificates", "name,organisation,level\r\nWeb前端开发,某组织,初级\r\n\"带,逗号\",\"带\"\"引号\"\"\",高级\r\n"},
      {"all",
       "name,organisation,level\n甲,乙,初级\n\0code,name\n410100,郑州\n\0code,name,kind,bureau\nG1,甲,local-secondary,410100\n"s},
      {"twice", "name,name\n1,2\n"},
      {"open_quote", "name,organisation,level\n\"a\n"},
      {"mark", "\xEF\xBB\xBFname,organisation,level\n"}};
}

}  // namespace kaoji::fuzz
