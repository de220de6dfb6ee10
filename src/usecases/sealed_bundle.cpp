#include "usecases/sealed_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kaoji::usecases {

namespace {

constexpr std::size_t kHexDigits = 64;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::size_t kBookPiece = std::size_t{1} << 20U;

bool is_hex(std::string_view text) {
  return text.size() == kHexDigits &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// A line `LABEL (name) = hex`, split; nothing for any other line.
std::optional<std::pair<std::string_view, std::string_view>> read_line(std::string_view line, std::string_view label) {
  constexpr std::string_view middle = ") = ";
  if (line.size() < label.size() + 2 + middle.size() + kHexDigits) return std::nullopt;
  if (!line.starts_with(label) || line.substr(label.size(), 2) != " (") return std::nullopt;
  line.remove_prefix(label.size() + 2);
  const std::string_view hex = line.substr(line.size() - kHexDigits);
  line.remove_suffix(kHexDigits);
  if (!line.ends_with(middle) || !is_hex(hex)) return std::nullopt;
  line.remove_suffix(middle.size());
  return std::pair(line, hex);
}

/// The text up to the next end of a line, which it is shortened by; nothing when no line ends.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string manifest_text(const std::vector<std::pair<std::string, ports::MemberSeal>>& members) {
  std::string text;
  for (const auto& [name, seal] : members) {
    fmt::format_to(std::back_inserter(text), "SM3 ({0}) = {1}\nSHA256 ({0}) = {2}\n", name, seal.sm3, seal.sha256);
  }
  return text;
}

std::optional<Manifest> read_manifest(std::string_view text) {
  Manifest manifest;
  while (!text.empty()) {
    const auto first = take_line(text);
    const auto second = take_line(text);
    if (!first || !second) return std::nullopt;
    const auto sm3 = read_line(*first, "SM3");
    const auto sha256 = read_line(*second, "SHA256");
    if (!sm3 || !sha256 || sm3->first != sha256->first) return std::nullopt;
    manifest.emplace_back(sm3->first, ManifestDigests{std::string(sm3->second), std::string(sha256->second)});
  }
  return manifest;
}

SealedBundle::SealedBundle(const ports::Bundles& bundles, ports::BundleSink sink)
    : writer_(bundles.writer(std::move(sink))) {}

void SealedBundle::add(const std::string& name, std::string_view bytes) {
  members_.emplace_back(name, writer_->add(name, bytes));
}

void SealedBundle::add_text(const std::string& name, std::string_view lines) {
  std::string text(kUtf8Mark);
  for (const char c : lines) {
    if (c == '\n') text += '\r';
    text += c;
  }
  add(name, text);
}

void SealedBundle::add_book(const std::string& name, ports::SheetBytes& book) {
  std::string bytes;
  for (std::string piece = book.next(kBookPiece); !piece.empty(); piece = book.next(kBookPiece)) bytes += piece;
  add(name, bytes);
}

void SealedBundle::begin(const std::string& name, std::int64_t bytes) {
  writer_->begin(name, bytes);
  members_.emplace_back(name, ports::MemberSeal{});
}

void SealedBundle::part(std::string_view bytes) {
  writer_->write(bytes);
}

void SealedBundle::end() {
  members_.back().second = writer_->end();
}

void SealedBundle::finish() {
  writer_->add(kManifestName, manifest_text(members_));
  writer_->finish();
}

}  // namespace kaoji::usecases
