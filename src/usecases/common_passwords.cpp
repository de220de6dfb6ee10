#include "usecases/common_passwords.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

namespace kaoji::usecases {

namespace {

/// What people choose: a word, a name, a wish, a run of keys; in small letters. A list that ages as little as people
/// do.
constexpr auto kStems = std::to_array<std::string_view>({
    "password",   "passwd",     "passw0rd",  "mima",       "mimashi",   "wodemima",   "admin",     "administrator",
    "root",       "user",       "guest",     "test",       "demo",      "login",      "welcome",   "letmein",
    "secret",     "master",     "super",     "manager",    "system",    "server",     "windows",   "linux",
    "oracle",     "mysql",      "huawei",    "lenovo",     "xiaomi",    "apple",      "google",    "baidu",
    "tencent",    "alibaba",    "taobao",    "weixin",     "wechat",    "woaini",     "woaiwo",    "iloveyou",
    "ilove",      "loveyou",    "love",      "lover",      "baby",      "baobao",     "baobei",    "laopo",
    "laogong",    "mama",       "baba",      "meimei",     "gege",      "jiejie",     "didi",      "xiaoxiao",
    "tiantian",   "lele",       "huanhuan",  "dandan",     "lili",      "lingling",   "yangyang",  "feifei",
    "fangfang",   "jingjing",   "tingting",  "pingping",   "xiaoming",  "xiaohong",   "zhangsan",  "lisi",
    "wangwu",     "zhang",      "wang",      "liu",        "chen",      "yang",       "zhao",      "huang",
    "zhou",       "china",      "zhongguo",  "beijing",    "shanghai",  "guangzhou",  "shenzhen",  "kaifeng",
    "luoyang",    "xinxiang",   "anyang",    "nanyang",    "zhumadian", "xuchang",    "school",    "xuexiao",
    "xuesheng",   "laoshi",     "teacher",   "student",    "college",   "university", "daxue",     "zhongzhuan",
    "kaoshi",     "exam",       "shenhe",    "review",     "bangong",   "office",     "caiwu",     "renshi",
    "jiaowu",     "jiaowuchu",  "shenbao",   "jihua",      "qwerty",    "qwertyuiop", "qwer",      "qweasd",
    "qweasdzxc",  "asdf",       "asdfgh",    "asdfghjkl",  "zxcv",      "zxcvbn",     "zxcvbnm",   "qazwsx",
    "qazwsxedc",  "1qaz",       "1qaz2wsx",  "1q2w3e",     "1q2w3e4r",  "q1w2e3",     "q1w2e3r4",  "abc",
    "abcd",       "abcdef",     "abcdefg",   "abcdefgh",   "aaa",       "aaaaaa",     "a1b2c3",    "a1b2c3d4",
    "aa1234",     "123",        "1234",      "12345",      "123456",    "1234567",    "12345678",  "123456789",
    "1234567890", "0123456789", "987654321", "654321",     "123123",    "112233",     "111111",    "000000",
    "666666",     "888888",     "88888888",  "66666666",   "520520",    "5201314",    "1314520",   "147258",
    "147258369",  "159357",     "789456",    "789456123",  "741852",    "741852963",  "963852741", "dragon",
    "monkey",     "tiger",      "football",  "basketball", "soccer",    "sunshine",   "flower",    "summer",
    "winter",     "spring",     "autumn",    "happy",      "lucky",     "money",      "facai",     "fadacai",
    "gongxi",     "pingan",     "jiankang",  "xingfu",     "kuaile",    "shengri",    "hello",     "nihao",
    "shijie",     "computer",   "internet",  "changeme",   "default",   "temp",       "trustno",   "princess",
});

/// What they hang on to it because they must.
constexpr auto kTails = std::to_array<std::string_view>({
    "",     "1",    "01",   "12",   "11",   "123",   "1234",  "12345",   "123456", "123!", "123@", "@123", "!@#",
    "!",    "@",    "#",    "666",  "888",  "520",   "1314",  "5201314", "2018",   "2019", "2020", "2021", "2022",
    "2023", "2024", "2025", "2026", "2027", "@2024", "@2025", "@2026",   "@2027",  "abc",  "000",  "111",
});

std::string folded_signs(std::string_view small) {
  std::string out(small);
  for (char& c : out) {
    switch (c) {
      case '0':
        c = 'o';
        break;
      case '3':
        c = 'e';
        break;
      case '4':
      case '@':
        c = 'a';
        break;
      case '5':
      case '$':
        c = 's';
        break;
      case '!':
      case '1':
        c = 'i';
        break;
      default:
        break;
    }
  }
  return out;
}

using Listed = std::unordered_set<std::string>;

/// Stems with tails, as they stand, or with the signs folded that people put in the place of letters.
Listed made_list(bool folded) {
  Listed made;
  made.reserve(kStems.size() * kTails.size());
  for (const std::string_view stem : kStems) {
    for (const std::string_view tail : kTails) {
      const std::string whole = std::string(stem).append(tail);
      made.insert(folded ? folded_signs(whole) : whole);
    }
  }
  return made;
}

const Listed& listed() {
  static const Listed all = made_list(false);
  return all;
}

const Listed& folded_list() {
  static const Listed all = made_list(true);
  return all;
}

/// Few different characters, however long.
bool monotonous(std::string_view text) {
  std::string sorted(text);
  std::sort(sorted.begin(), sorted.end());
  return std::unique(sorted.begin(), sorted.end()) - sorted.begin() < 5;
}

/// The same piece again and again.
bool repeats_one(const Listed& list, const std::string& text) {
  for (std::size_t piece = 3; piece <= text.size() / 2; ++piece) {
    if (text.size() % piece != 0) continue;
    const std::string first = text.substr(0, piece);
    std::string whole;
    while (whole.size() < text.size()) whole += first;
    if (whole == text && list.contains(first)) return true;
  }
  return false;
}

/// One listed password after another, to the end: each letter more than a few is not worth it.
bool strung_together(const Listed& list, std::string_view text) {
  constexpr std::size_t shortest_part = 4;
  std::vector<bool> reached(text.size() + 1, false);
  reached[0] = true;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (!reached[from]) continue;
    for (std::size_t to = from + shortest_part; to <= text.size(); ++to) {
      if (!reached[to] && list.contains(std::string(text.substr(from, to - from)))) reached[to] = true;
    }
  }
  return reached[text.size()];
}

/// Runs that make a long password no better.
constexpr auto kRuns = std::to_array<std::string_view>(
    {"1234567890", "0123456789", "123456789012345", "987654321", "qwertyuiop", "asdfghjkl", "abcdefgh"});

bool stands_in(const Listed& list, const std::string& text) {
  return list.contains(text) || repeats_one(list, text) || strung_together(list, text);
}

}  // namespace

bool is_common_password(std::string_view small) {
  const auto within = [&](std::string_view run) { return small.find(run) != std::string_view::npos; };
  return monotonous(small) || std::any_of(kRuns.begin(), kRuns.end(), within) ||
         stands_in(listed(), std::string(small)) || stands_in(folded_list(), folded_signs(small));
}

std::size_t common_passwords() {
  return listed().size();
}

}  // namespace kaoji::usecases
