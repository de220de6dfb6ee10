#include "usecases/signed_receipt.hpp"

#include <fmt/format.h>

#include <array>

#include "usecases/audit_trail.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::string_view kReceiptHead = "考计申报回执 kaoji receipt 1\n";
constexpr std::size_t kReceiptIdBytes = 16;
constexpr std::size_t kReceiptSignatureDigits = 128;

struct ReceiptLabel {
  std::string_view zh;
  std::string_view word;
};
/// The lines in their order; the signature follows.
constexpr std::array kReceiptLabels{ReceiptLabel{"回执编号", "id"},
                                    ReceiptLabel{"审计链", "chain"},
                                    ReceiptLabel{"申报编号", "application"},
                                    ReceiptLabel{"修订版", "revision"},
                                    ReceiptLabel{"类别", "kind"},
                                    ReceiptLabel{"院校代码", "institution"},
                                    ReceiptLabel{"院校名称", "name"},
                                    ReceiptLabel{"内容摘要", "form-sm3"},
                                    ReceiptLabel{"扫描件摘要", "scan-sm3"},
                                    ReceiptLabel{"收到时间", "received"},
                                    ReceiptLabel{"审计序号", "audit-seq"},
                                    ReceiptLabel{"审计摘要", "audit-sm3"},
                                    ReceiptLabel{"公钥编号", "key-id"},
                                    ReceiptLabel{"公钥", "public-key"}};
constexpr ReceiptLabel kReceiptSignature{"签名", "signature"};

/// The scan that the submission went by; empty where none is asked for.
std::string scan_digest(ports::Transaction& tx, const core::Application& application) {
  std::string digest;
  std::int64_t newest = 0;
  for (const ports::Scan& scan : tx.applications().scans(application.id)) {
    if (scan.revision != application.scan_revision || scan.id < newest) continue;
    newest = scan.id;
    digest = scan.digest;
  }
  return digest;
}

/// Takes `中文 word: value` and the end of the line off the front of `text`; nothing when it does not begin so.
std::optional<std::string> take_receipt_line(std::string_view& text, const ReceiptLabel& label) {
  const std::string begin = fmt::format("{} {}: ", label.zh, label.word);
  const std::size_t end = text.find('\n');
  if (!text.starts_with(begin) || end == std::string_view::npos) return std::nullopt;
  std::string value(text.substr(begin.size(), end - begin.size()));
  text.remove_prefix(end + 1);
  return value;
}

}  // namespace

std::string_view SignedReceipt::value(std::string_view word) const {
  for (const auto& [name, value] : fields) {
    if (name == word) return value;
  }
  return {};
}

void issue_receipt(ports::Transaction& tx, const Context& context, const core::Application& application,
                   const ports::Signing& signing) {
  const auto row = tx.records().last_audit_row();
  const auto institution = tx.catalogue().institution(application.institution);
  base::check(row && institution, "a submission without its audit row or institution");
  const auto form = form_content(application, *institution, core::as_submitted(application));
  const std::array<std::string, kReceiptLabels.size()> values{
      context.crypto.random_hex(kReceiptIdBytes),
      chain_name(tx),
      application.number,
      std::to_string(application.revision),
      std::string(core::to_text(application.kind)),
      institution->code,
      one_line(institution->name),
      form_digest(form, context.crypto),
      scan_digest(tx, application),
      base::to_text(context.book.zone(context.now), context.now),
      std::to_string(row->seq),
      row->digest,
      signing.key_id(),
      signing.public_key()};
  std::string text(kReceiptHead);
  for (std::size_t i = 0; i < kReceiptLabels.size(); ++i)
    text += fmt::format("{} {}: {}\n", kReceiptLabels[i].zh, kReceiptLabels[i].word, values[i]);
  const std::string signature = signing.sign(text);
  text += fmt::format("{} {}: {}\n", kReceiptSignature.zh, kReceiptSignature.word, signature);
  tx.records().keep_receipt(application.id, application.revision, text);
}

Outcome<std::string> kept_receipt(ports::Transaction& tx, const Context& context, core::ApplicationId id) {
  const auto reached = reach_for_question(tx, context, core::Act::application_read, id);
  if (!reached) return reached.error();
  auto receipt = tx.records().receipt(id);
  if (!receipt) return not_yours();
  return *std::move(receipt);
}

std::optional<SignedReceipt> read_receipt(std::string_view text) {
  if (!text.starts_with(kReceiptHead)) return std::nullopt;
  std::string_view rest = text.substr(kReceiptHead.size());
  SignedReceipt receipt;
  for (const ReceiptLabel& label : kReceiptLabels) {
    auto value = take_receipt_line(rest, label);
    if (!value) return std::nullopt;
    receipt.fields.emplace_back(label.word, *std::move(value));
  }
  receipt.signed_text = text.substr(0, text.size() - rest.size());
  auto signature = take_receipt_line(rest, kReceiptSignature);
  if (!signature || signature->size() != kReceiptSignatureDigits || !rest.empty()) return std::nullopt;
  receipt.signature = *std::move(signature);
  receipt.public_key = receipt.value("public-key");
  return receipt;
}

bool receipt_fits(const SignedReceipt& receipt, const ports::SignatureCheck& check) {
  return check.key_id(receipt.public_key) == receipt.value("key-id") &&
         check.fits(receipt.public_key, receipt.signed_text, receipt.signature);
}

}  // namespace kaoji::usecases
