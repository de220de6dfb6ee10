#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// The two rule books for passwords that an installation chooses from (trust.md S2, decision 0029).
enum class PasswordProfile {
  nist,  ///< length alone, no expiry: NIST SP 800-63B-4
  djbh,  ///< classes, 90 days, none of the last five: GB/T 22239-2019 8.1.4.1
};
/// `nist`, `djbh`.
[[nodiscard]] std::string_view to_text(PasswordProfile profile);
[[nodiscard]] std::optional<PasswordProfile> parse_password_profile(std::string_view text);

/// How an installation lets people in.
struct SignInRules {
  PasswordProfile profile = PasswordProfile::nist;
  bool clerks_need_factor = false;  ///< everybody else needs a second factor anyhow
};

/// Has an account of that role to have a second factor?
[[nodiscard]] bool needs_factor(core::Role role, const SignInRules& rules);
/// Has the password come to its end, so that nothing but changing it is possible?
[[nodiscard]] bool password_expired(const ports::Account& account, const SignInRules& rules, base::Instant now);
inline constexpr std::chrono::days kPasswordLife{90};
/// Passwords that are remembered, the one in use among them.
inline constexpr std::int64_t kPastPasswords = 5;
inline constexpr std::size_t kLongestPassword = 128;

/// A new password and what it is held against.
struct PasswordWish {
  std::string_view password;
  std::string_view login;
  std::string_view place;    ///< code of the account's institution or bureau; empty: none
  bool with_factor = false;  ///< the account has a second factor, or must have one
};

/// What is wrong with a new password, in the order in which it is told.
enum class PasswordFault {
  too_long,
  context_word,  ///< holds the login, the place, or a word that everybody here would try
  too_common,
  too_short,
  few_classes,
  used_before,
};
/// The shortest that will do, in characters.
[[nodiscard]] std::size_t shortest_password(const SignInRules& rules, bool with_factor);
/// Nothing when it will do. `used_before` is password_used_before's to say: it takes its time.
[[nodiscard]] std::optional<PasswordFault> judge_password(const PasswordWish& wish, const SignInRules& rules);
/// Is it one of these, by their hashes? Slow on purpose.
[[nodiscard]] bool password_used_before(const ports::Crypto& crypto, std::string_view password,
                                        const std::vector<std::string>& hashes);

}  // namespace kaoji::usecases
