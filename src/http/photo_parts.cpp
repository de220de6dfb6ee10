#include "http/photo_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/fault.hpp"
#include "http/header_text.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kPartHeadBytes = 2048;
constexpr std::size_t kBoundaryCharacters = 70;
constexpr std::string_view kLineEnd = "\r\n";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 2046, bchars. A blank is one of them, but not at the end.
bool is_boundary(std::string_view text) {
  static constexpr std::string_view kMarks = "'()+_,-./:=? ";
  return !text.empty() && text.size() <= kBoundaryCharacters && !text.ends_with(' ') &&
         std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || kMarks.find(c) != kMarks.npos; });
}

/// One `name=value` or `name="value"` after a semicolon.
struct FieldParameter {
  std::string_view name;
  std::string_view value;  ///< as sent, without its quotes
};

/// Takes the next parameter off the front of what follows a field's value; nothing at its end, and nothing with
/// `good` false when it cannot be read.
std::optional<FieldParameter> take_parameter(std::string_view& rest, bool& good) {
  rest = trimmed(rest);
  if (rest.empty()) return std::nullopt;
  good = false;
  const auto equals = rest.find('=');
  if (!rest.starts_with(';') || equals == std::string_view::npos) return std::nullopt;
  FieldParameter parameter{trimmed(rest.substr(1, equals - 1)), {}};
  rest.remove_prefix(equals + 1);
  if (rest.starts_with('"')) {
    std::size_t end = 1;
    while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
    if (end >= rest.size()) return std::nullopt;
    parameter.value = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    parameter.value = trimmed(rest.substr(0, rest.find(';')));
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  }
  good = !parameter.name.empty();
  return good ? std::optional(parameter) : std::nullopt;
}

Fault broken(std::string_view zh, std::string_view en) {
  return field_invalid("photo", zh, en);
}

Fault not_a_photo(std::size_t number) {
  return {415,
          "media-type-unsupported",
          fmt::format("第{}张照片须为 JPEG 或 PNG", number),
          fmt::format("Photo {} must be a JPEG or a PNG", number),
          fmt::format("photo[{}]", number - 1),
          {},
          0};
}

/// The name of a part: `form-data; name="photo"; filename="…"`.
std::string_view part_name(std::string_view disposition) {
  const auto semicolon = std::min(disposition.find(';'), disposition.size());
  std::string_view rest = disposition.substr(semicolon);
  bool good = true;
  std::string_view name;
  while (const auto parameter = take_parameter(rest, good)) {
    if (same_letters(parameter->name, "name")) name = parameter->value;
  }
  if (!good || name.empty() || !same_letters(trimmed(disposition.substr(0, semicolon)), "form-data"))
    throw broken("表单的一部分没有名称", "A part of the form has no name");
  return name;
}

/// Judges the head of the part that would be photo `number`.
void check_part_head(std::string_view head, std::size_t number) {
  std::string_view name;
  std::string_view type;
  while (!head.empty()) {
    const auto end = head.find(kLineEnd);
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + kLineEnd.size());
    const auto colon = line.find(':');
    const std::string_view field = line.substr(0, colon);
    if (colon != std::string_view::npos && same_letters(field, "content-disposition") && name.empty()) {
      name = part_name(line.substr(colon + 1));
    } else if (colon != std::string_view::npos && same_letters(field, "content-type") && type.empty()) {
      type = trimmed(line.substr(colon + 1));
    } else {
      throw broken("表单的一部分带有多余的头字段", "A part of the form has a header field that has no business there");
    }
  }
  if (name.empty()) throw broken("表单的一部分没有名称", "A part of the form has no name");
  if (name != "photo")
    throw Fault{422, "field-unknown", "表单只收名为 photo 的照片", "The form takes photos named photo", "photo", {}, 0};
  if (!same_letters(type, "image/jpeg") && !same_letters(type, "image/png")) throw not_a_photo(number);
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  const auto semicolon = std::min(content_type.find(';'), content_type.size());
  if (!same_letters(trimmed(content_type.substr(0, semicolon)), "multipart/form-data")) return std::nullopt;
  std::string_view rest = content_type.substr(semicolon);
  std::optional<std::string> boundary;
  bool good = true;
  while (const auto parameter = take_parameter(rest, good)) {
    if (boundary || !same_letters(parameter->name, "boundary") || !is_boundary(parameter->value)) return std::nullopt;
    boundary = parameter->value;
  }
  return good ? boundary : std::nullopt;
}

std::vector<std::string> read_photos(std::string_view boundary, std::string_view body) {
  const std::string first = fmt::format("--{}", boundary);
  const std::string next = fmt::format("\r\n--{}", boundary);
  std::vector<std::string> photos;
  if (!body.starts_with(first)) throw broken("表单不以分界线开头", "The form does not begin with its boundary");
  body.remove_prefix(first.size());
  while (body.starts_with(kLineEnd)) {
    body.remove_prefix(kLineEnd.size());
    if (photos.size() == kPhotos) throw broken("最多 50 张照片", "At most 50 photos");
    const auto head_end = body.substr(0, kPartHeadBytes).find("\r\n\r\n");
    if (head_end == std::string_view::npos) throw broken("表单的一部分没有头", "A part of the form has no head");
    check_part_head(body.substr(0, head_end), photos.size() + 1);
    body.remove_prefix(head_end + 4);
    const auto end = body.find(next);
    if (end == std::string_view::npos) throw broken("表单不完整", "The form is cut off");
    photos.emplace_back(body.substr(0, end));
    body.remove_prefix(end + next.size());
  }
  if (body != "--" && body != "--\r\n") throw broken("表单不完整", "The form is cut off");
  if (photos.empty()) throw Fault{422, "field-missing", "没有照片", "There is no photo", "photo", {}, 0};
  return photos;
}

}  // namespace kaoji::http
