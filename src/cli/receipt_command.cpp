#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "adapters/system/sm2_signing.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/trail_check.hpp"
#include "usecases/signed_receipt.hpp"

namespace kaoji::cli {

namespace {

int invalid(std::string_view zh, std::string_view en) {
  fmt::print("无效 INVALID\n{}\n{}\n", zh, en);
  return 1;
}

int verify(const std::string& path, const std::string& key_path) {
  const auto receipt = usecases::read_receipt(text_of_file(path));
  if (!receipt)
    return invalid("这不是考计签发的回执，或内容被改动。", "It is no receipt as kaoji issues them, or it was changed.");
  if (!usecases::receipt_fits(*receipt, system::Sm2Check()))
    return invalid("签名不符：内容被改动。", "The signature does not fit: the receipt was changed.");
  if (!key_path.empty() && public_key_in(key_path) != receipt->public_key)
    return invalid("签名用的不是给定的公钥。", "It was not signed with the key that was given.");
  fmt::print("有效 VALID\n");
  for (const auto& [word, value] : receipt->fields) fmt::print("{}: {}\n", word, value);
  if (key_path.empty()) {
    fmt::print(
        "只用了回执自带的公钥：请核对其编号 {0} 与省推进办公布的一致，或用 --key 给出公钥。\n"
        "Checked with the key that the receipt itself names: compare its id {0} with the one that the office has "
        "published, or give the key with --key.\n",
        receipt->value("key-id"));
  }
  return 0;
}

int print_key(const std::string& data) {
  const DataFolder folder(data);
  if (!folder.made()) throw CommandFailed(fmt::format("{} 不是数据目录。 It is no data folder.", data));
  const auto signing = system::open_signing_key(folder.signing_key());
  fmt::print("{} {}\n", signing->key_id(), signing->public_key());
  return 0;
}

}  // namespace

void add_receipt(CLI::App& app, Action& action) {
  CLI::App* receipt = app.add_subcommand("receipt", "签名回执 Signed receipts of submissions");
  receipt->require_subcommand(1);
  CLI::App* check =
      receipt->add_subcommand("verify", "脱机核对一份签名回执 Check a signed receipt, without server or network");
  auto path = std::make_shared<std::string>();
  auto key = std::make_shared<std::string>();
  check->add_option("FILE", *path, "回执文件 The receipt")->required();
  check->add_option("--key", *key, "公布的公钥文件 The public key that was published");
  check->callback([path, key, &action] { action = [path, key] { return verify(*path, *key); }; });
  CLI::App* print =
      receipt->add_subcommand("key", "显示签名公钥及其编号，供公布 Print the public key and its id, to be published");
  auto whereabouts = add_whereabouts(*print);
  print->callback([whereabouts, &action] { action = [whereabouts] { return print_key(whereabouts->data); }; });
}

}  // namespace kaoji::cli
