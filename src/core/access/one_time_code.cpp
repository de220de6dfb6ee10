#include "core/access/one_time_code.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace kaoji::core {

namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kShortestDigest = 20;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

/// As in a path of RFC 3986.
std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace

std::int64_t code_step(base::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / kCodeSeconds;
}

std::string step_bytes(std::int64_t step) {
  std::string bytes(8, '\0');
  auto rest = static_cast<std::uint64_t>(step);
  for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8U) bytes[i] = static_cast<char>(rest & 0xFFU);
  return bytes;
}

std::string code_of_digest(std::string_view digest, std::size_t digits) {
  base::check(digest.size() >= kShortestDigest, "a digest too short for a code");
  const std::size_t from = byte_at(digest, digest.size() - 1) & 0x0FU;
  std::uint32_t number = (byte_at(digest, from) & 0x7FU) << 24U | byte_at(digest, from + 1) << 16U |
                         byte_at(digest, from + 2) << 8U | byte_at(digest, from + 3);
  std::string code(digits, '0');
  for (std::size_t i = digits; i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::string> typed_code(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (c == ' ') continue;
    if (c < '0' || c > '9') return std::nullopt;
    code += c;
  }
  if (code.size() != kCodeDigits) return std::nullopt;
  return code;
}

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    held = (held << 8U | byte_at(bytes, i)) & 0xFFFFU;
    for (bits += 8; bits >= 5; bits -= 5) out += kBase32[held >> (bits - 5) & 31U];
  }
  if (bits > 0) out += kBase32[held << (5 - bits) & 31U];
  return out;
}

std::string otpauth_uri(std::string_view issuer, std::string_view login, std::string_view secret) {
  const std::string name = escaped(issuer);
  return "otpauth://totp/" + name + ":" + escaped(login) + "?secret=" + std::string(secret) + "&issuer=" + name +
         "&algorithm=SHA256&digits=6&period=30";
}

std::optional<std::string> typed_recovery_code(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (kBase32.find(capital) == std::string_view::npos) return std::nullopt;
    code += capital;
  }
  if (code.size() != kRecoveryCodeLetters) return std::nullopt;
  return code;
}

std::string in_fours(std::string_view text, char between) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += between;
    out += text[i];
  }
  return out;
}

}  // namespace kaoji::core
