#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "usecases/sign_in.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::size_t kShortest = 15;
constexpr std::size_t kLongest = 128;

/// Words that everybody here would try: of the place, of the work, of the season.
constexpr std::array<std::string_view, 14> kContextWords{"kaoji",    "henan",    "zhengzhou", "jiaoyu", "1+x",
                                                         "1x2",      "考计",     "河南",      "郑州",   "教育",
                                                         "zhicheng", "password", "admin",     "mima"};

/// Beginnings and runs that make up the commonest passwords; a long password that is only repetitions of one is no
/// better.
constexpr std::array<std::string_view, 14> kCommonRuns{
    "1234567890", "0123456789", "987654321", "qwertyuiop", "asdfghjkl", "zxcvbnm",  "abcdefgh",
    "iloveyou",   "woaini",     "5201314",   "letmein",    "welcome",   "a1b2c3d4", "1q2w3e4r"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Few different characters, however long.
bool monotonous(std::string_view text) {
  std::string sorted(text);
  std::sort(sorted.begin(), sorted.end());
  return std::unique(sorted.begin(), sorted.end()) - sorted.begin() < 5;
}

}  // namespace

std::optional<PasswordFault> judge_password(std::string_view password, std::string_view login) {
  const std::size_t length = characters(password);
  if (length < kShortest) return PasswordFault::too_short;
  if (length > kLongest) return PasswordFault::too_long;
  const std::string small = lower(password);
  const auto within = [&](std::string_view word) { return small.find(word) != std::string::npos; };
  if (monotonous(small) || std::any_of(kCommonRuns.begin(), kCommonRuns.end(), within))
    return PasswordFault::too_common;
  const bool of_context = std::any_of(kContextWords.begin(), kContextWords.end(), within);
  if (of_context || (login.size() >= 3 && within(lower(login)))) return PasswordFault::context_word;
  return std::nullopt;
}

}  // namespace kaoji::usecases
