#include "adapters/store_sql/account_rows.hpp"

namespace kaoji::store_sql {

std::optional<ports::SecondFactor> AccountRows::second_factor(core::AccountId account) {
  static const std::string text =
      "SELECT account, seed, offered, last_step FROM second_factor WHERE account = :account";
  static const std::string held = text + " FOR UPDATE";
  auto query = session_.query({session_.locks_rows() ? held : text, "nttn"});
  query.set("account", account);
  if (!query.next()) return std::nullopt;
  ports::SecondFactor factor;
  factor.account = core::AccountId{query.number()};
  factor.seed = query.text();
  factor.offered = query.text();
  factor.last_step = query.number();
  return factor;
}

void AccountRows::put_second_factor(const ports::SecondFactor& factor) {
  session_
      .query({"INSERT INTO second_factor (account, seed, offered, last_step) "
              "VALUES (:account, :seed, :offered, :last_step) ON CONFLICT (account) DO UPDATE SET "
              "seed = excluded.seed, offered = excluded.offered, last_step = excluded.last_step",
              ""})
      .set("account", factor.account)
      .set("seed", factor.seed)
      .set("offered", factor.offered)
      .set("last_step", factor.last_step)
      .run();
}

void AccountRows::remove_second_factor(core::AccountId account) {
  put_recovery_codes(account, {});
  session_.query({"DELETE FROM second_factor WHERE account = :account", ""}).set("account", account).run();
}

void AccountRows::put_recovery_codes(core::AccountId account, const std::vector<std::string>& digests) {
  session_.query({"DELETE FROM recovery_code WHERE account = :account", ""}).set("account", account).run();
  for (const std::string& digest : digests) {
    session_.query({"INSERT INTO recovery_code (account, digest) VALUES (:account, :digest)", ""})
        .set("account", account)
        .set("digest", digest)
        .run();
  }
}

bool AccountRows::use_recovery_code(core::AccountId account, std::string_view digest, base::Instant at) {
  {
    auto query = session_.query(
        {"SELECT COUNT(*) FROM recovery_code WHERE account = :account AND digest = :digest AND used_at IS NULL", "n"});
    query.set("account", account).set("digest", digest);
    if (!query.next() || query.number() == 0) return false;
  }
  session_.query({"UPDATE recovery_code SET used_at = :at WHERE account = :account AND digest = :digest", ""})
      .set("at", at)
      .set("account", account)
      .set("digest", digest)
      .run();
  return true;
}

std::int64_t AccountRows::recovery_codes_left(core::AccountId account) {
  auto query = session_.query({"SELECT COUNT(*) FROM recovery_code WHERE account = :account AND used_at IS NULL", "n"});
  query.set("account", account);
  query.next();
  return query.number();
}

std::vector<std::string> AccountRows::past_passwords(core::AccountId account) {
  auto query = session_.query({"SELECT hash FROM past_password WHERE account = :account ORDER BY id DESC", "t"});
  query.set("account", account);
  std::vector<std::string> hashes;
  while (query.next()) hashes.push_back(query.text());
  return hashes;
}

void AccountRows::remember_password(core::AccountId account, std::string_view hash, base::Instant set_at,
                                    std::int64_t kept) {
  auto insertion =
      session_.insertion("INSERT INTO past_password (account, hash, set_at) VALUES (:account, :hash, :set_at)");
  insertion.set("account", account).set("hash", hash).set("set_at", set_at);
  session_.insert(insertion);
  session_
      .query({"DELETE FROM past_password WHERE account = :account AND id NOT IN "
              "(SELECT id FROM past_password WHERE account = :owner ORDER BY id DESC LIMIT :kept)",
              ""})
      .set("account", account)
      .set("owner", account)
      .set("kept", kept)
      .run();
}

}  // namespace kaoji::store_sql
