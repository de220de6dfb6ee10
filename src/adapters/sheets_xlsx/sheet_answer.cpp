#include "adapters/sheets_xlsx/sheet_answer.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <optional>

#include "adapters/sheets_xlsx/refused.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr std::string_view kKinds = "tndbe";
constexpr std::string_view kEnd = "end\n";

/// Valid UTF-8 without control characters but line breaks and tabs?
bool is_text(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x20 && lead != '\n' && lead != '\t' && lead != '\r') return false;
    const std::size_t size = lead < 0x80 ? 1 : lead >> 5U == 6 ? 2 : lead >> 4U == 14 ? 3 : lead >> 3U == 30 ? 4 : 0;
    if (size == 0 || i + size > bytes.size()) return false;
    for (std::size_t k = 1; k < size; ++k) {
      if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0U) != 0x80) return false;
    }
    i += size;
  }
  return true;
}

/// Takes the answer apart from its front.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_(text) {}

  bool word(std::string_view wanted) {
    if (!left_.starts_with(wanted)) return false;
    left_.remove_prefix(wanted.size());
    return true;
  }
  std::optional<int> number(char behind) {
    int number = 0;
    const auto [stop, error] = std::from_chars(left_.data(), left_.data() + left_.size(), number);
    if (error != std::errc() || number < 0 || stop == left_.data() + left_.size() || *stop != behind)
      return std::nullopt;
    left_.remove_prefix(static_cast<std::size_t>(stop - left_.data()) + 1);
    return number;
  }
  std::optional<char> letter() {
    if (left_.size() < 2 || left_[1] != ' ') return std::nullopt;
    const char letter = left_.front();
    left_.remove_prefix(2);
    return letter;
  }
  /// A length, a line break, that many bytes, a line break.
  std::optional<std::string> text() {
    const auto size = number('\n');
    if (!size || left_.size() <= static_cast<std::size_t>(*size) || left_[static_cast<std::size_t>(*size)] != '\n')
      return std::nullopt;
    std::string text(left_.substr(0, static_cast<std::size_t>(*size)));
    left_.remove_prefix(text.size() + 1);
    return is_text(text) ? std::optional(std::move(text)) : std::nullopt;
  }
  [[nodiscard]] bool at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
};

bool read_cell(Reader& reader, ports::ReadSheet& sheet) {
  const auto row = reader.number(' ');
  const auto column = row ? reader.number(' ') : std::nullopt;
  const auto kind = column ? reader.letter() : std::nullopt;
  const std::size_t place = kind ? kKinds.find(*kind) : std::string_view::npos;
  if (place == std::string_view::npos) return false;
  auto text = reader.text();
  if (!text) return false;
  sheet.cells.push_back({*row, *column, static_cast<ports::ReadKind>(place), *std::move(text)});
  return true;
}

/// Four numbers, each with a blank behind it but the last.
bool read_merged(Reader& reader, ports::ReadSheet& sheet) {
  ports::MergedCells merged;
  for (int* const number : {&merged.row, &merged.column, &merged.last_row, &merged.last_column}) {
    const auto read = reader.number(number == &merged.last_column ? '\n' : ' ');
    if (!read) return false;
    *number = *read;
  }
  sheet.merged.push_back(merged);
  return true;
}

std::optional<ports::SheetReading> read_sheets(Reader& reader) {
  ports::SheetReading reading;
  while (!reader.word(kEnd)) {
    if (reader.word("sheet ")) {
      auto name = reader.text();
      if (!name) return std::nullopt;
      reading.sheets.push_back({*std::move(name), {}, {}});
      continue;
    }
    if (reading.sheets.empty()) return std::nullopt;
    ports::ReadSheet& sheet = reading.sheets.back();
    const bool read =
        reader.word("cell ") ? read_cell(reader, sheet) : reader.word("merge ") && read_merged(reader, sheet);
    if (!read) return std::nullopt;
  }
  return reader.at_end() ? std::optional(std::move(reading)) : std::nullopt;
}

}  // namespace

std::string answer_text(const ports::SheetReading& reading) {
  std::string text;
  const auto out = std::back_inserter(text);
  if (reading.refusal != ports::SheetRefusal::none) {
    fmt::format_to(out, "refused {}\n{}\n{}\n{}\n{}", reading.code.size(), reading.code, reading.place.size(),
                   reading.place, kEnd);
    return text;
  }
  for (const ports::ReadSheet& sheet : reading.sheets) {
    fmt::format_to(out, "sheet {}\n{}\n", sheet.name.size(), sheet.name);
    for (const ports::ReadCell& cell : sheet.cells)
      fmt::format_to(out, "cell {} {} {} {}\n{}\n", cell.row, cell.column, kKinds[static_cast<std::size_t>(cell.kind)],
                     cell.text.size(), cell.text);
    for (const ports::MergedCells& merged : sheet.merged)
      fmt::format_to(out, "merge {} {} {} {}\n", merged.row, merged.column, merged.last_row, merged.last_column);
  }
  text += kEnd;
  return text;
}

ports::SheetReading read_answer(std::string_view text, const ports::SheetLimits& limits) {
  Reader reader(text);
  if (reader.word("refused ")) {
    const auto code = reader.text();
    auto place = code ? reader.text() : std::nullopt;
    if (place && reader.word(kEnd) && reader.at_end()) return refuse(refusal_of(*code), limits, *std::move(place));
    return refuse(ports::SheetRefusal::damaged, limits);
  }
  auto reading = read_sheets(reader);
  return reading ? *std::move(reading) : refuse(ports::SheetRefusal::damaged, limits);
}

}  // namespace kaoji::sheets_xlsx
