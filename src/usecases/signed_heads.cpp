#include "usecases/signed_heads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::string_view kHeadBegin = "kaoji-head 1 ";
constexpr std::string_view kHeadSignature = " sig=";

/// Takes `name=value ` off the front of `text`, the value without blanks; nothing when it does not begin so.
std::optional<std::string> take_head_part(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  const std::size_t end = std::min(text.find(' '), text.size());
  std::string value(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return value;
}

std::optional<SignedHead> parse_head(std::string_view text) {
  if (!text.starts_with(kHeadBegin)) return std::nullopt;
  text.remove_prefix(kHeadBegin.size());
  SignedHead head;
  std::string seq;
  const std::array<std::pair<std::string_view, std::string*>, 5> parts{
      {{"chain=", &head.chain}, {"seq=", &seq}, {"sm3=", &head.digest}, {"at=", &head.at}, {"key=", &head.key_id}}};
  for (const auto& [name, value] : parts) {
    auto taken = take_head_part(text, name);
    if (!taken) return std::nullopt;
    *value = *std::move(taken);
  }
  const auto [end, error] = std::from_chars(seq.data(), seq.data() + seq.size(), head.seq);
  if (error != std::errc{} || end != seq.data() + seq.size() || !text.empty()) return std::nullopt;
  return head;
}

}  // namespace

std::optional<std::pair<SignedHead, std::string>> sign_head(ports::Transaction& tx, base::Instant now,
                                                            const ports::Signing& signing) {
  ports::AuditFilter newest;
  newest.limit = 1;
  const auto rows = tx.records().audit(newest);
  if (rows.empty()) return std::nullopt;
  SignedHead head{chain_name(tx), rows.front().seq, rows.front().digest, base::to_text(base::Zone{}, now),
                  signing.key_id()};
  std::string line = fmt::format("{}chain={} seq={} sm3={} at={} key={}", kHeadBegin, head.chain, head.seq, head.digest,
                                 head.at, head.key_id);
  const std::string signature = signing.sign(line);
  line += kHeadSignature;
  line += signature;
  return std::pair{std::move(head), std::move(line)};
}

ReadHead read_head(std::string_view line, const std::vector<std::string>& keys, const ports::SignatureCheck& check) {
  const std::size_t cut = line.rfind(kHeadSignature);
  if (cut == std::string_view::npos) return {};
  const std::string_view text = line.substr(0, cut);
  auto head = parse_head(text);
  if (!head) return {};
  const std::string_view signature = line.substr(cut + kHeadSignature.size());
  const bool fits = std::ranges::any_of(keys, [&](const std::string& key) {
    return check.key_id(key) == head->key_id && check.fits(key, text, signature);
  });
  return {fits ? HeadWorth::signed_by_us : HeadWorth::forged, *std::move(head)};
}

HeadsRead read_heads(const ports::HeadLog& log, const std::vector<std::string>& keys,
                     const ports::SignatureCheck& check) {
  HeadsRead read;
  std::int64_t number = 0;
  log.each([&](std::string_view line) {
    ++number;
    auto [worth, head] = read_head(line, keys, check);
    if (worth == HeadWorth::signed_by_us) read.heads.push_back(std::move(head));
    if (worth == HeadWorth::forged) read.forged.push_back(number);
    if (worth == HeadWorth::no_head) read.unread.push_back(number);
  });
  return read;
}

}  // namespace kaoji::usecases
