#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kaoji::core {

/// One-time codes by time, RFC 6238, over HMAC-SHA-256: 6 digits, a new one every 30 seconds. The digest itself is made
/// elsewhere; here is what is cut out of it.
inline constexpr std::int64_t kCodeSeconds = 30;
inline constexpr std::size_t kCodeDigits = 6;
/// A clock may be off by this many steps to either side.
inline constexpr std::int64_t kCodeWindow = 1;

/// The number of the 30 seconds in which the instant lies, since 1970.
[[nodiscard]] std::int64_t code_step(base::Instant at);
/// The step as the eight bytes over which the digest is made.
[[nodiscard]] std::string step_bytes(std::int64_t step);
/// The code cut out of a digest of 20 bytes or more, RFC 4226 5.3.
[[nodiscard]] std::string code_of_digest(std::string_view digest, std::size_t digits = kCodeDigits);
/// A code as typed, blanks left out; nothing when it is not six digits.
[[nodiscard]] std::optional<std::string> typed_code(std::string_view text);

/// RFC 4648 base 32, capitals, without padding: how a seed is shown and put into an otpauth address.
[[nodiscard]] std::string base32(std::string_view bytes);
/// `otpauth://totp/…`, which an authenticator reads from a QR code.
[[nodiscard]] std::string otpauth_uri(std::string_view issuer, std::string_view login, std::string_view secret);

/// A recovery code as typed, in its one form: capitals, without blanks and hyphens; nothing when it cannot be one.
[[nodiscard]] std::optional<std::string> typed_recovery_code(std::string_view text);
inline constexpr std::size_t kRecoveryCodeLetters = 16;
/// In groups of four: ABCD-EFGH-….
[[nodiscard]] std::string in_fours(std::string_view text, char between);

}  // namespace kaoji::core
