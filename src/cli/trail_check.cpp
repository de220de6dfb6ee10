#include "cli/trail_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "adapters/system/head_file.hpp"
#include "adapters/system/sm2_signing.hpp"
#include "cli/failure.hpp"
#include "cli/head_keeping.hpp"
#include "usecases/signed_receipt.hpp"

namespace kaoji::cli {

namespace {

void take_heads(const ports::HeadLog& log, const std::string& name, const std::vector<std::string>& keys,
                TrailChecked& checked, std::vector<usecases::SignedHead>& heads) {
  auto read = usecases::read_heads(log, keys, system::Sm2Check());
  std::move(read.heads.begin(), read.heads.end(), std::back_inserter(heads));
  for (const std::int64_t line : read.forged) checked.forged.push_back(fmt::format("{}:{}", name, line));
  for (const std::int64_t line : read.unread) checked.unread.push_back(fmt::format("{}:{}", name, line));
}

/// A receipt bears witness as a head does: of the row of its submission.
void take_receipt(const std::string& path, const std::vector<std::string>& keys, TrailChecked& checked,
                  std::vector<usecases::SignedHead>& heads) {
  const auto receipt = usecases::read_receipt(text_of_file(path));
  usecases::SignedHead head;
  const bool ours = receipt && usecases::receipt_fits(*receipt, system::Sm2Check()) &&
                    std::ranges::find(keys, receipt->public_key) != keys.end();
  if (!ours) return checked.forged.push_back(path);
  const std::string_view seq = receipt->value("audit-seq");
  std::from_chars(seq.data(), seq.data() + seq.size(), head.seq);
  head.chain = receipt->value("chain");
  head.digest = receipt->value("audit-sm3");
  head.at = receipt->value("received");
  heads.push_back(std::move(head));
}

}  // namespace

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) throw CommandFailed(fmt::format("文件打不开 The file cannot be opened: {}", path));
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string public_key_in(const std::string& path) {
  static const std::regex key("(^|[^0-9a-f])(04[0-9a-f]{128})($|[^0-9a-f])");
  const std::string text = text_of_file(path);
  std::smatch found;
  if (!std::regex_search(text, found, key)) {
    throw CommandFailed(fmt::format("文件中没有公钥（04 开头的 130 位十六进制） No public key in the file: {}", path));
  }
  return found[2].str();
}

TrailChecked check_trail(Installation& installation, const Witnesses& witnesses) {
  std::vector<std::string> keys{system::open_signing_key(installation.folder().signing_key())->public_key()};
  for (const std::string& path : witnesses.keys) keys.push_back(public_key_in(path));
  TrailChecked checked;
  std::vector<usecases::SignedHead> heads;
  take_heads(system::HeadFile(heads_file(installation.folder(), installation.settings())), "heads.txt", keys, checked,
             heads);
  for (const std::string& path : witnesses.heads) {
    if (!std::filesystem::exists(path))
      throw CommandFailed(fmt::format("没有这个文件 There is no such file: {}", path));
    take_heads(system::HeadFile(path), path, keys, checked, heads);
  }
  for (const std::string& path : witnesses.receipts) take_receipt(path, keys, checked, heads);
  checked.heads = static_cast<std::int64_t>(heads.size());
  installation.store().read([&](ports::Transaction& tx) {
    checked.verdict = usecases::verify_audit(tx, installation.crypto(), std::move(heads));
  });
  return checked;
}

}  // namespace kaoji::cli
