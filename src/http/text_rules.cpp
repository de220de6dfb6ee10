#include "http/text_rules.hpp"

#include <fmt/format.h>
#include <glib.h>

#include <memory>

#include "http/fault.hpp"

namespace kaoji::http {

namespace {

struct Freed {
  void operator()(char* text) const { g_free(text); }
};
using Text = std::unique_ptr<char, Freed>;

/// Characters that people see and that no normal form changes: most of what comes, and no call to the tables for it.
bool is_plain(gunichar c, TextForm form) {
  if (c < 0x7F) return c >= 0x20;
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  if (c == 0x3001 || c == 0x3002) return true;
  if (form == TextForm::numbers) return false;
  return (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x3008 && c <= 0x3011) || (c >= 0xC0 && c <= 0x24F);
}

bool as_it_came(TextForm form) {
  return form == TextForm::secret || form == TextForm::file;
}

bool is_invisible(gunichar c, bool lines) {
  if (lines && (c == '\n' || c == '\t')) return false;
  switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return true;
    default:
      return false;
  }
}

/// Dots of half the height that stand between the parts of a name: one of them is written, or one name would be
/// several.
bool is_middle_dot(gunichar c) {
  switch (c) {
    case 0x0387:
    case 0x2022:
    case 0x2027:
    case 0x2219:
    case 0x22C5:
    case 0x30FB:
    case 0xFF65:
      return true;
    default:
      return false;
  }
}

std::string with_one_middle_dot(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const char* const next = g_utf8_next_char(at);
    if (is_middle_dot(g_utf8_get_char(at))) {
      out += "\xC2\xB7";
    } else {
      out.append(at, next);
    }
    at = next;
  }
  return out;
}

Fault char_invisible(std::string_view path, gunichar c, std::size_t position) {
  return {422,
          "char-invisible",
          fmt::format("含有看不见的字符 U+{:04X}（第 {} 字节），请删去后重新输入", c, position),
          fmt::format("Contains an invisible character U+{:04X} at byte {}; take it out", c, position),
          std::string(path),
          static_cast<std::int64_t>(position),
          0};
}

void check_length(std::size_t characters, const TextRule& rule, std::string_view path) {
  if (characters > rule.max_characters)
    throw field_invalid(path, fmt::format("最多 {} 个字", rule.max_characters),
                        fmt::format("At most {} characters", rule.max_characters));
  if (characters < rule.min_characters)
    throw field_invalid(path, fmt::format("至少 {} 个字", rule.min_characters),
                        fmt::format("At least {} characters", rule.min_characters));
}

}  // namespace

std::size_t first_bad_utf8(std::string_view bytes) {
  const char* end = bytes.data();
  g_utf8_validate_len(bytes.data(), bytes.size(), &end);
  return static_cast<std::size_t>(end - bytes.data());
}

bool is_utf8(std::string_view bytes) {
  return first_bad_utf8(bytes) == bytes.size();
}

std::string admitted_text(std::string_view text, const TextRule& rule, std::string_view path) {
  if (const std::size_t bad = first_bad_utf8(text); bad < text.size()) {
    if (text[bad] == '\0') throw char_invisible(path, 0, bad);
    throw field_invalid(path, "不是 UTF-8 文本", "Not a UTF-8 text");
  }
  std::size_t characters = 0;
  bool plain = true;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    ++characters;
    if (as_it_came(rule.form) || is_plain(c, rule.form)) continue;
    if (is_invisible(c, rule.lines)) throw char_invisible(path, c, static_cast<std::size_t>(at - text.data()));
    plain = false;
  }
  check_length(characters, rule, path);
  if (plain) return std::string(text);
  const Text normal(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()),
                                     rule.form == TextForm::names ? G_NORMALIZE_NFC : G_NORMALIZE_NFKC));
  std::string admitted = normal ? std::string(normal.get()) : std::string(text);
  return rule.form == TextForm::names && !rule.lines ? with_one_middle_dot(admitted) : admitted;
}

std::string folded(std::string_view text) {
  const Text normal(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_NFKC));
  if (!normal) return std::string(text);
  const Text low(g_utf8_casefold(normal.get(), -1));
  return {low.get()};
}

}  // namespace kaoji::http
