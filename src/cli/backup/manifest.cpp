#include "cli/backup/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>

#include "adapters/system/key_file.hpp"
#include "adapters/system/national_crypto.hpp"
#include "cli/failure.hpp"

namespace kaoji::cli {

namespace {

constexpr std::string_view kForm = "kaoji-backup 1";
constexpr std::string_view kSeal = "sm3 ";
constexpr std::string_view kNoHead = "-";

std::string sm3_of(std::string_view text) {
  return system::NationalCrypto(system::passing_key(), 1).sm3(text);
}

[[noreturn]] void damaged() {
  throw CommandFailed(
      fmt::format("备份的清单 {0} 已损坏。 The manifest of the backup, {0}, is damaged.", kManifestName));
}

/// A path of a backup stays inside it.
void check_path(const std::string& path) {
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '/');) {
    if (part.empty() || part == "." || part == "..") damaged();
  }
  if (path.empty() || path.front() == '/') damaged();
}

/// The words of a line after its first; the last one goes to the line's end.
class LineWords {
 public:
  explicit LineWords(const std::string& line) : in_(line) {}

  std::string word() {
    std::string word;
    if (!(in_ >> word)) damaged();
    return word;
  }
  template <class Number>
  Number number() {
    const std::string text = word();
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) damaged();
    return value;
  }
  std::string rest() {
    std::string text;
    if (!std::getline(in_ >> std::ws, text)) damaged();
    return text;
  }

 private:
  std::istringstream in_;
};

void take_line(Manifest& manifest, const std::string& line) {
  LineWords words(line);
  const std::string kind = words.word();
  if (kind == "program") {
    manifest.program = words.rest();
  } else if (kind == "made-at") {
    manifest.made_at = words.word();
  } else if (kind == "database") {
    manifest.database.postgresql = words.word() == "postgresql";
    manifest.database.schema = words.number<std::int64_t>();
  } else if (kind == "audit") {
    manifest.database.audit_rows = words.number<std::int64_t>();
    const std::string head = words.word();
    if (head != kNoHead) manifest.database.audit_head = head;
  } else if (kind == "key") {
    NotedKey key;
    key.id = words.word();
    key.name = words.rest();
    check_path(key.name);
    manifest.keys.push_back(std::move(key));
  } else if (kind == "file") {
    BackedUpFile file;
    file.seal.sm3 = words.word();
    file.seal.bytes = words.number<std::uint64_t>();
    file.path = words.rest();
    check_path(file.path);
    manifest.files.push_back(std::move(file));
  } else {
    damaged();
  }
}

}  // namespace

std::string manifest_text(const Manifest& manifest) {
  std::string text = fmt::format("{}\nprogram {}\nmade-at {}\n", kForm, manifest.program, manifest.made_at);
  auto out = std::back_inserter(text);
  const store_sql::CopiedDatabase& database = manifest.database;
  fmt::format_to(out, "database {} {}\n", database.postgresql ? "postgresql" : "sqlite", database.schema);
  fmt::format_to(out, "audit {} {}\n", database.audit_rows,
                 database.audit_head.empty() ? kNoHead : std::string_view(database.audit_head));
  for (const NotedKey& key : manifest.keys) fmt::format_to(out, "key {} {}\n", key.id, key.name);
  for (const BackedUpFile& file : manifest.files)
    fmt::format_to(out, "file {} {} {}\n", file.seal.sm3, file.seal.bytes, file.path);
  return text + std::string(kSeal) + sm3_of(text) + "\n";
}

Manifest read_manifest(const std::string& text) {
  const auto last = text.rfind(std::string("\n") + std::string(kSeal));
  if (last == std::string::npos) damaged();
  const std::string facts = text.substr(0, last + 1);
  if (text != facts + std::string(kSeal) + sm3_of(facts) + "\n") damaged();
  std::istringstream lines(facts);
  std::string line;
  if (!std::getline(lines, line) || line != kForm) {
    throw CommandFailed(
        fmt::format("备份的格式「{0}」本程序不认识，请用更新的程序。 The backup is of the form \"{0}\", which this "
                    "program does not "
                    "know: use a newer one.",
                    line));
  }
  Manifest manifest;
  while (std::getline(lines, line)) take_line(manifest, line);
  return manifest;
}

}  // namespace kaoji::cli
