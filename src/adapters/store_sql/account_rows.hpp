#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/account_store.hpp"

namespace kaoji::store_sql {

/// Accounts, sessions, first secrets and saved filters as rows.
class AccountRows : public ports::AccountStore {
 public:
  explicit AccountRows(Session& session) : session_(session) {}

  std::optional<ports::Account> account(core::AccountId id) override;
  std::optional<ports::Account> account_by_login(std::string_view login) override;
  std::vector<ports::Account> accounts() override;
  void lock_accounts() override;
  [[nodiscard]] bool hold_account(core::AccountId id) override;
  core::AccountId insert(const ports::Account& account) override;
  void update(const ports::Account& account) override;

  void insert_session(const ports::Session& session) override;
  std::optional<std::pair<ports::Session, ports::Account>> session(std::string_view token_digest) override;
  void touch_session(std::string_view token_digest, base::Instant seen_at) override;
  void end_session(std::string_view token_digest) override;
  void end_sessions_of(core::AccountId account) override;
  void end_sessions_before(base::Instant created_before) override;
  std::vector<ports::Session> sessions_of(core::AccountId account) override;

  std::optional<ports::SecondFactor> second_factor(core::AccountId account) override;
  void put_second_factor(const ports::SecondFactor& factor) override;
  void remove_second_factor(core::AccountId account) override;
  void put_recovery_codes(core::AccountId account, const std::vector<std::string>& digests) override;
  bool use_recovery_code(core::AccountId account, std::string_view digest, base::Instant at) override;
  std::int64_t recovery_codes_left(core::AccountId account) override;

  std::vector<std::string> past_passwords(core::AccountId account) override;
  void remember_password(core::AccountId account, std::string_view hash, base::Instant set_at,
                         std::int64_t kept) override;

  void insert_first_secret(const ports::FirstSecret& secret) override;
  std::optional<ports::FirstSecret> first_secret(std::string_view digest) override;
  void use_first_secret(std::string_view digest, base::Instant at) override;
  void spend_first_secrets_of(core::AccountId account, base::Instant at) override;
  std::optional<base::Instant> first_secret_until(core::AccountId account) override;

  std::vector<ports::SavedFilter> saved_filters(core::AccountId account, std::string_view list) override;
  std::optional<ports::SavedFilter> saved_filter(std::int64_t id) override;
  void put_saved_filter(const ports::SavedFilter& filter) override;
  void remove_saved_filter(std::int64_t id) override;

 private:
  Session& session_;
};

}  // namespace kaoji::store_sql
