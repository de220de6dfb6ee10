#include "usecases/audit_trail.hpp"

#include <algorithm>

#include "usecases/canonical_text.hpp"

namespace kaoji::usecases {

namespace {

const std::string kBeforeFirst(64, '0');

/// The heads of one chain, held against its rows as they come.
class HeadsToMeet {
 public:
  explicit HeadsToMeet(std::vector<SignedHead> heads) : heads_(std::move(heads)) {
    std::ranges::sort(heads_, {}, &SignedHead::seq);
  }

  /// The head that disagrees with this row; null when none does.
  [[nodiscard]] const SignedHead* against(const ports::AuditRow& row) {
    if (row.seq == 1) {
      const auto other = std::ranges::find_if(heads_, [&](const SignedHead& head) { return head.chain != row.digest; });
      if (other != heads_.end()) return &*other;
    }
    for (; next_ < heads_.size() && heads_[next_].seq <= row.seq; ++next_) {
      if (heads_[next_].seq == row.seq && heads_[next_].digest != row.digest) return &heads_[next_];
    }
    return nullptr;
  }
  /// The newest head, when no row met it; null when all were met.
  [[nodiscard]] const SignedHead* unmet() const { return next_ < heads_.size() ? &heads_.back() : nullptr; }

 private:
  std::vector<SignedHead> heads_;
  std::size_t next_ = 0;
};

}  // namespace

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

std::string chain_name(ports::Transaction& tx) {
  ports::AuditFilter first;
  first.before_seq = 2;
  first.limit = 1;
  const auto rows = tx.records().audit(first);
  return rows.empty() ? std::string() : rows.front().digest;
}

std::string canonical_text(const ports::AuditRow& row) {
  std::string text;
  add_field(text, row.prev);
  add_field(text, std::to_string(row.seq));
  add_field(text, std::to_string(row.at.time_since_epoch().count()));
  add_field(text, std::to_string(row.account.value));
  for (const std::string* field :
       {&row.actor, &row.role, &row.act, &row.object, &row.result, &row.detail, &row.request_id, &row.address}) {
    add_field(text, *field);
  }
  return text;
}

void append_audit(ports::Transaction& tx, const Context& context, const AuditFacts& facts) {
  const auto last = tx.records().last_audit_row();
  ports::AuditRow row;
  row.seq = last ? last->seq + 1 : 1;
  row.at = context.now;
  row.account = context.actor.account;
  row.actor = context.actor.login;
  // Nobody signed in has no role: a sign-in that failed, the beginning of a world.
  if (context.actor.account.some()) row.role = core::to_text(context.actor.role);
  row.act = facts.act;
  row.object = one_line(facts.object);
  row.result = facts.result;
  row.detail = one_line(facts.detail);
  row.request_id = context.request_id;
  row.address = context.address;
  row.prev = last ? last->digest : kBeforeFirst;
  row.digest = context.crypto.sm3(canonical_text(row));
  tx.records().append_audit(row);
}

AuditVerdict verify_audit(ports::Transaction& tx, const ports::Crypto& crypto, std::vector<SignedHead> heads) {
  AuditVerdict verdict;
  verdict.head = kBeforeFirst;
  HeadsToMeet signed_heads(std::move(heads));
  tx.records().each_audit_row({}, [&](const ports::AuditRow& row) {
    ++verdict.rows;
    if (verdict.first_bad) return;
    const bool fits =
        row.seq == verdict.rows && row.prev == verdict.head && row.digest == crypto.sm3(canonical_text(row));
    const SignedHead* other = fits ? signed_heads.against(row) : nullptr;
    if (!fits || other != nullptr) verdict.first_bad = row.seq;
    if (other != nullptr) verdict.disagrees = other->at;
    verdict.head = row.digest;
  });
  if (const SignedHead* unmet = signed_heads.unmet(); unmet != nullptr && !verdict.first_bad) {
    verdict.first_bad = verdict.rows + 1;
    verdict.disagrees = unmet->at;
  }
  const ports::TrailEnd end = tx.records().trail_end();
  const bool whole = end.marked && end.seq == verdict.rows && (end.seq == 0 || end.digest == verdict.head);
  // A tail that was cut off is missed where it began; an end without its mark makes the last row doubtful.
  if (!verdict.first_bad && !whole) {
    const bool cut = end.marked && end.seq > verdict.rows;
    verdict.first_bad = cut ? verdict.rows + 1 : std::max<std::int64_t>(verdict.rows, 1);
  }
  return verdict;
}

}  // namespace kaoji::usecases
