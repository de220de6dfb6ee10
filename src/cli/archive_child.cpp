#include "cli/archive_child.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <exception>
#include <string>

#include "adapters/archive_json/json_texts.hpp"
#include "adapters/bundles_zip/zip_bundles.hpp"
#include "adapters/system/national_crypto.hpp"
#include "usecases/verify_archive.hpp"

namespace kaoji::cli {

namespace {

/// Digests need no installation and no key of one.
constexpr std::size_t kKeyBytes = 32;

void say(const std::string& line) {
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t gone = write(STDOUT_FILENO, rest.data(), rest.size());
    if (gone <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(gone));
  }
}

std::string verdict_text(const usecases::ArchiveVerdict& verdict) {
  std::string text;
  if (verdict.round) {
    text += fmt::format("{0} 年{1}（{2}，{3}）\nRound {2} of {0}, made by {3}\n", verdict.round->year,
                        verdict.round->label, verdict.round->round, verdict.round->program);
  }
  for (const usecases::ArchiveCheck& check : verdict.checked) text += fmt::format("✓ {}\n  {}\n", check.zh, check.en);
  if (!verdict.fault) return text + "ok\n";
  const usecases::ArchiveFault& fault = *verdict.fault;
  const std::string where = fault.member.empty() ? std::string() : fmt::format("{}: ", fault.member);
  return text + fmt::format("✗ {0}{1}\n  {0}{2}\nbad\n", where, fault.zh, fault.en);
}

}  // namespace

int run_archive_child(int, char**) {
  try {
    const bundles_zip::ZipBundles bundles;
    const archive_json::JsonTexts texts;
    const system::NationalCrypto crypto(std::string(kKeyBytes, '\0'), 1);
    const auto sm3 = [&crypto](std::string_view bytes) { return crypto.sm3(bytes); };
    say(verdict_text(usecases::verify_archive(STDIN_FILENO, {bundles, texts, sm3})));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}

}  // namespace kaoji::cli
