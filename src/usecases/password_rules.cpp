#include "usecases/password_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/words.hpp"
#include "usecases/common_passwords.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::array<std::string_view, 2> kProfiles{"nist", "djbh"};

constexpr std::size_t kShortestAlone = 15;
constexpr std::size_t kShortestWithFactor = 8;
constexpr std::size_t kShortestGraded = 12;
constexpr int kClasses = 3;
constexpr std::size_t kTellingWord = 3;

/// Words that everybody here would try: of the place, of the work, of the season.
constexpr std::array<std::string_view, 11> kContextWords{"kaoji", "henan", "zhengzhou", "jiaoyu", "1+x",     "1x2",
                                                         "考计",  "河南",  "郑州",      "教育",   "zhicheng"};

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

/// Small letters, capitals, digits, everything else.
int classes_of(std::string_view text) {
  std::array<bool, 4> seen{};
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::islower(byte) != 0) {
      seen[0] = true;
    } else if (std::isupper(byte) != 0) {
      seen[1] = true;
    } else if (std::isdigit(byte) != 0) {
      seen[2] = true;
    } else {
      seen[3] = true;
    }
  }
  return static_cast<int>(std::count(seen.begin(), seen.end(), true));
}

bool holds_context(const std::string& small, const PasswordWish& wish) {
  const auto within = [&](std::string_view word) { return small.find(word) != std::string::npos; };
  if (std::any_of(kContextWords.begin(), kContextWords.end(), within)) return true;
  return (wish.login.size() >= kTellingWord && within(lower(wish.login))) ||
         (wish.place.size() >= kTellingWord && within(lower(wish.place)));
}

}  // namespace

std::string_view to_text(PasswordProfile profile) {
  return kProfiles[static_cast<std::size_t>(profile)];
}

std::optional<PasswordProfile> parse_password_profile(std::string_view text) {
  return base::enumerator_of<PasswordProfile>(kProfiles, text);
}

bool needs_factor(core::Role role, const SignInRules& rules) {
  return role != core::Role::institution_clerk || rules.clerks_need_factor;
}

bool password_expired(const ports::Account& account, const SignInRules& rules, base::Instant now) {
  if (rules.profile != PasswordProfile::djbh || account.password_hash.empty()) return false;
  // A password of before this was kept is of unknown age: that is too old.
  return !account.password_set_at || now - *account.password_set_at >= kPasswordLife;
}

std::size_t shortest_password(const SignInRules& rules, bool with_factor) {
  if (rules.profile == PasswordProfile::djbh) return kShortestGraded;
  return with_factor ? kShortestWithFactor : kShortestAlone;
}

std::optional<PasswordFault> judge_password(const PasswordWish& wish, const SignInRules& rules) {
  const std::size_t length = characters(wish.password);
  if (length > kLongestPassword) return PasswordFault::too_long;
  const std::string small = lower(wish.password);
  if (holds_context(small, wish)) return PasswordFault::context_word;
  if (is_common_password(small)) return PasswordFault::too_common;
  if (length < shortest_password(rules, wish.with_factor)) return PasswordFault::too_short;
  if (rules.profile == PasswordProfile::djbh && classes_of(wish.password) < kClasses) return PasswordFault::few_classes;
  return std::nullopt;
}

bool password_used_before(const ports::Crypto& crypto, std::string_view password,
                          const std::vector<std::string>& hashes) {
  return std::any_of(hashes.begin(), hashes.end(),
                     [&](const std::string& hash) { return crypto.password_matches(password, hash); });
}

}  // namespace kaoji::usecases
