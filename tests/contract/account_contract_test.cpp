#include <gmock/gmock.h>

#include "base/check.hpp"
#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

class AccountContract : public StoreContract {
 protected:
  AccountContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      clerk_.login = "clerk";
      clerk_.display_name = "经办人";
      clerk_.role = core::Role::institution_clerk;
      clerk_.institution = world_.school;
      clerk_.password_hash = "hash";
      clerk_.id = tx.accounts().insert(clerk_);
      ports::Account reviewer;
      reviewer.login = "bureau";
      reviewer.role = core::Role::bureau_reviewer;
      reviewer.bureau = "410100";
      reviewer.id = tx.accounts().insert(reviewer);
      reviewer_ = reviewer.id;
    });
  }

  void begin_session(const std::string& digest, core::AccountId account, base::Instant at) {
    write([&](ports::Transaction& tx) { tx.accounts().insert_session({digest, account, "csrf-" + digest, at, at}); });
  }
  bool has_session(std::string_view digest) {
    return ask([&](ports::Transaction& tx) { return tx.accounts().session(digest).has_value(); });
  }

  SmallWorld world_;
  ports::Account clerk_;
  core::AccountId reviewer_;
};

TEST_P(AccountContract, FindsAnAccountByIdAndLogin) {
  const auto clerk = ask([&](ports::Transaction& tx) { return tx.accounts().account_by_login("clerk"); });
  ASSERT_TRUE(clerk);
  EXPECT_EQ(clerk->id, clerk_.id);
  EXPECT_EQ(clerk->display_name, "经办人");
  EXPECT_EQ(clerk->role, core::Role::institution_clerk);
  EXPECT_EQ(clerk->institution, world_.school);
  EXPECT_EQ(clerk->institution_code, "10001");
  EXPECT_EQ(clerk->password_hash, "hash");
  EXPECT_FALSE(clerk->disabled || clerk->must_change_password || clerk->first_failure_at || clerk->locked_until);
  const auto reviewer = ask([&](ports::Transaction& tx) { return tx.accounts().account(reviewer_); });
  EXPECT_EQ(reviewer->bureau, "410100");
  EXPECT_FALSE(reviewer->institution.some());
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.accounts().account_by_login("CLERK"); }));
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.accounts().account(core::AccountId{99}); }));
  const auto all = ask([](ports::Transaction& tx) { return tx.accounts().accounts(); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].login, "bureau");
}

TEST_P(AccountContract, ALoginIsGivenOnce) {
  EXPECT_THROW(write([&](ports::Transaction& tx) { tx.accounts().insert(clerk_); }), base::BrokenAssumption);
}

TEST_P(AccountContract, AnUpdateStoresEveryField) {
  clerk_.display_name = "另一人";
  clerk_.role = core::Role::auditor;
  clerk_.institution = {};
  clerk_.bureau = "410100";
  clerk_.password_hash = "other";
  clerk_.disabled = true;
  clerk_.must_change_password = true;
  clerk_.failures = 3;
  clerk_.first_failure_at = noon(1);
  clerk_.locked_until = noon(2);
  clerk_.password_set_at = noon(3);
  write([&](ports::Transaction& tx) { tx.accounts().update(clerk_); });
  const auto read = *ask([&](ports::Transaction& tx) { return tx.accounts().account(clerk_.id); });
  EXPECT_EQ(read.display_name, "另一人");
  EXPECT_EQ(read.role, core::Role::auditor);
  EXPECT_FALSE(read.institution.some());
  EXPECT_EQ(read.institution_code, "");
  EXPECT_EQ(read.bureau, "410100");
  EXPECT_EQ(read.password_hash, "other");
  EXPECT_TRUE(read.disabled && read.must_change_password);
  EXPECT_EQ(read.failures, 3);
  EXPECT_EQ(read.first_failure_at, noon(1));
  EXPECT_EQ(read.locked_until, noon(2));
  EXPECT_EQ(read.password_set_at, noon(3));
}

TEST_P(AccountContract, ASessionComesWithItsAccount) {
  begin_session("aa", clerk_.id, noon());
  write([&](ports::Transaction& tx) { tx.accounts().touch_session("aa", noon(9)); });
  const auto found = ask([](ports::Transaction& tx) { return tx.accounts().session("aa"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->first.csrf_token, "csrf-aa");
  EXPECT_EQ(found->first.account, clerk_.id);
  EXPECT_EQ(found->first.created_at, noon());
  EXPECT_EQ(found->first.seen_at, noon(9));
  EXPECT_EQ(found->second.login, "clerk");
  EXPECT_EQ(found->second.institution_code, "10001");
  EXPECT_FALSE(has_session("bb"));
}

TEST_P(AccountContract, SessionsEndOneByOneByAccountAndByAge) {
  begin_session("aa", clerk_.id, noon(1));
  begin_session("bb", clerk_.id, noon(2));
  begin_session("cc", reviewer_, noon(3));
  begin_session("dd", reviewer_, noon(4));
  write([](ports::Transaction& tx) { tx.accounts().end_session("aa"); });
  EXPECT_FALSE(has_session("aa"));
  EXPECT_TRUE(has_session("bb"));
  write([&](ports::Transaction& tx) { tx.accounts().end_sessions_of(clerk_.id); });
  EXPECT_FALSE(has_session("bb"));
  write([](ports::Transaction& tx) { tx.accounts().end_sessions_before(noon(4)); });
  EXPECT_FALSE(has_session("cc"));
  EXPECT_TRUE(has_session("dd"));
}

TEST_P(AccountContract, SessionsKeepTheirStageAndAreListedByAccount) {
  write([&](ports::Transaction& tx) {
    tx.accounts().insert_session({"aa", clerk_.id, "c", noon(1), noon(1), ports::SessionStage::code, "192.0.2.1"});
    tx.accounts().insert_session({"bb", clerk_.id, "c", noon(2), noon(2), ports::SessionStage::whole, "192.0.2.2"});
    tx.accounts().insert_session({"cc", reviewer_, "c", noon(3), noon(3)});
  });
  const auto found = ask([](ports::Transaction& tx) { return tx.accounts().session("aa"); });
  EXPECT_EQ(found->first.stage, ports::SessionStage::code);
  EXPECT_EQ(found->first.address, "192.0.2.1");
  const auto own = ask([&](ports::Transaction& tx) { return tx.accounts().sessions_of(clerk_.id); });
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0].token_digest, "bb");
}

TEST_P(AccountContract, ASecondFactorCountsOnceItIsConfirmed) {
  write([&](ports::Transaction& tx) { tx.accounts().put_second_factor({clerk_.id, "", "offered", 0}); });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.accounts().account(clerk_.id)->has_factor; }));
  write([&](ports::Transaction& tx) {
    EXPECT_EQ(tx.accounts().second_factor(clerk_.id)->offered, "offered");
    tx.accounts().put_second_factor({clerk_.id, "seed", "", 77});
  });
  EXPECT_TRUE(ask([&](ports::Transaction& tx) { return tx.accounts().account(clerk_.id)->has_factor; }));
  const auto kept = ask([&](ports::Transaction& tx) { return tx.accounts().second_factor(clerk_.id); });
  EXPECT_EQ(kept->seed, "seed");
  EXPECT_EQ(kept->last_step, 77);
  write([&](ports::Transaction& tx) { tx.accounts().remove_second_factor(clerk_.id); });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.accounts().second_factor(clerk_.id); }));
}

TEST_P(AccountContract, RecoveryCodesAreSpentOneByOne) {
  write([&](ports::Transaction& tx) {
    tx.accounts().put_recovery_codes(clerk_.id, {"one", "two"});
    tx.accounts().put_recovery_codes(clerk_.id, {"three", "four"});
    EXPECT_FALSE(tx.accounts().use_recovery_code(clerk_.id, "one", noon()));
    EXPECT_FALSE(tx.accounts().use_recovery_code(reviewer_, "three", noon()));
    EXPECT_TRUE(tx.accounts().use_recovery_code(clerk_.id, "three", noon()));
    EXPECT_FALSE(tx.accounts().use_recovery_code(clerk_.id, "three", noon()));
    EXPECT_EQ(tx.accounts().recovery_codes_left(clerk_.id), 1);
  });
}

TEST_P(AccountContract, PastPasswordsAreTheNewestOnes) {
  write([&](ports::Transaction& tx) {
    for (const char* hash : {"a", "b", "c", "d"}) tx.accounts().remember_password(clerk_.id, hash, noon(), 3);
    tx.accounts().remember_password(reviewer_, "x", noon(), 3);
  });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.accounts().past_passwords(clerk_.id); }),
            (std::vector<std::string>{"d", "c", "b"}));
}

TEST_P(AccountContract, AFirstSecretRemembersItsUse) {
  write([&](ports::Transaction& tx) { tx.accounts().insert_first_secret({"digest", clerk_.id, noon(5), {}}); });
  const auto fresh = ask([](ports::Transaction& tx) { return tx.accounts().first_secret("digest"); });
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->account, clerk_.id);
  EXPECT_EQ(fresh->expires_at, noon(5));
  EXPECT_FALSE(fresh->used_at);
  write([](ports::Transaction& tx) { tx.accounts().use_first_secret("digest", noon(3)); });
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.accounts().first_secret("digest")->used_at; }), noon(3));
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.accounts().first_secret("other"); }));
}

TEST_P(AccountContract, FirstSecretsOfAnAccountAreSpentTogether) {
  const auto until = [&](core::AccountId id) {
    return ask([&](ports::Transaction& tx) { return tx.accounts().first_secret_until(id); });
  };
  EXPECT_FALSE(until(clerk_.id));
  write([&](ports::Transaction& tx) {
    tx.accounts().lock_accounts();
    tx.accounts().insert_first_secret({"used", clerk_.id, noon(9), noon(1)});
    tx.accounts().insert_first_secret({"one", clerk_.id, noon(5), {}});
    tx.accounts().insert_first_secret({"two", clerk_.id, noon(7), {}});
    tx.accounts().insert_first_secret({"other", reviewer_, noon(8), {}});
  });
  EXPECT_EQ(until(clerk_.id), noon(7));
  write([&](ports::Transaction& tx) { tx.accounts().spend_first_secrets_of(clerk_.id, noon(4)); });
  EXPECT_FALSE(until(clerk_.id));
  EXPECT_EQ(until(reviewer_), noon(8));
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.accounts().first_secret("used")->used_at; }), noon(1));
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.accounts().first_secret("two")->used_at; }), noon(4));
}

KAOJI_ON_EVERY_DATABASE(AccountContract);

}  // namespace
}  // namespace kaoji::contract
