#include "adapters/pinyin_icu/icu_pinyin.hpp"

#include <unicode/translit.h>
#include <unicode/uscript.h>

#include <memory>
#include <mutex>
#include <string>

#include "base/check.hpp"

namespace kaoji::pinyin_icu {

namespace {

/// A transliterator is no business of two threads at once, and is slow to make.
class HanLatin {
 public:
  HanLatin() {
    UErrorCode error = U_ZERO_ERROR;
    // NFD keeps the dots of ü apart from its letter and its tone, for read() to see.
    reading_.reset(icu::Transliterator::createInstance("Han-Latin; NFD; Lower", UTRANS_FORWARD, error));
    base::check(U_SUCCESS(error) != 0 && reading_ != nullptr, "ICU has no readings of Han characters");
  }

  std::string read(UChar32 character) {
    icu::UnicodeString text(character);
    {
      const std::lock_guard lock(mutex_);
      reading_->transliterate(text);
    }
    std::string letters;
    for (std::int32_t i = 0; i < text.length(); ++i) {
      const char16_t each = text.charAt(i);
      if (each >= u'a' && each <= u'z') letters += static_cast<char>(each);
      if (each == u'\u0308' && !letters.empty() && letters.back() == 'u') letters.back() = 'v';
    }
    return letters;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> reading_;
};

HanLatin& han_latin() {
  static HanLatin made;
  return made;
}

bool is_han(UChar32 character) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(character, &error) == USCRIPT_HAN && U_SUCCESS(error) != 0;
}

/// The letter or digit of ASCII that the character is, full-width ones included; 0: it is none.
char plain(UChar32 character) {
  constexpr UChar32 wide = 0xFEE0;
  const UChar32 narrow = character >= 0xFF01 && character <= 0xFF5E ? character - wide : character;
  if ((narrow >= 'a' && narrow <= 'z') || (narrow >= '0' && narrow <= '9')) return static_cast<char>(narrow);
  return narrow >= 'A' && narrow <= 'Z' ? static_cast<char>(narrow - 'A' + 'a') : '\0';
}

}  // namespace

ports::Pinyin IcuPinyin::keys_of(std::string_view name) const {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  ports::Pinyin keys;
  bool in_word = false;
  const auto part = [&keys](const std::string& syllable) {
    if (!keys.full.empty()) keys.full += ' ';
    keys.full += syllable;
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 character = text.char32At(i);
    const char letter = plain(character);
    if (letter != '\0') {
      if (in_word) {
        keys.full += letter;
      } else {
        part({letter});
      }
      keys.initials += letter;
    } else if (is_han(character)) {
      const std::string syllable = han_latin().read(character);
      if (!syllable.empty()) {
        part(syllable);
        keys.initials += syllable.front();
      }
    }
    in_word = letter != '\0';
  }
  return keys;
}

}  // namespace kaoji::pinyin_icu
