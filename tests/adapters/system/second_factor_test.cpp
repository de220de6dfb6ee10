#include <gtest/gtest.h>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "core/access/one_time_code.hpp"
#include "usecases/common_passwords.hpp"
#include "usecases/second_factor.hpp"

namespace kaoji::usecases {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

base::Instant at_second(std::int64_t second) {
  return base::Instant{std::chrono::seconds{second}};
}

/// Draws nothing: what the codes look like is the forms' test.
class NoDrawing : public ports::QrCodes {
 public:
  [[nodiscard]] ports::QrCode draw(std::string_view) const override { return {21, "M0 0h1v1h-1z"}; }
};

const system::NationalCrypto& crypto() {
  static const system::NationalCrypto made(std::string(32, 'k'), 2);
  return made;
}

TEST(OneTimeCodes, AreThoseOfRfc6238WithSha256) {
  // RFC 6238 appendix B, SHA-256: seed of 32 bytes; its codes have eight digits, ours are the last six of them.
  const std::string seed = "12345678901234567890123456789012";
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "46119246"},         {1111111109, "68084774"},
                                                          {1111111111, "67062674"}, {1234567890, "91819424"},
                                                          {2000000000, "90698825"}, {20000000000, "77737706"}};
  for (const auto& [second, code] : vectors) {
    const std::int64_t step = core::code_step(at_second(second));
    const std::string digest = crypto().hmac_sha256(seed, core::step_bytes(step));
    EXPECT_EQ(core::code_of_digest(digest, 8), code) << second;
    EXPECT_EQ(code_at(crypto(), seed, step), std::string(code).substr(2)) << second;
  }
}

/// An office account with a second factor, on a real database.
class SecondFactorOf : public testing::Test {
 protected:
  SecondFactorOf() {
    account_.login = "reviewer";
    account_.role = core::Role::department_reviewer;
    account_.password_hash = "hash";
    write([&](ports::Transaction& tx) { account_.id = tx.accounts().insert(account_); });
  }

  template <class Act>
  void write(const Act& act) {
    store_->write_and_wait([&](ports::Transaction& tx) { act(tx); });
  }
  [[nodiscard]] FactorTools tools() const { return {sealing_, codes_, now_}; }
  [[nodiscard]] Context context() const {
    return {book_, now_, {account_.id, account_.login, account_.role, {}, {}}, crypto(), "192.0.2.9", "r1"};
  }
  [[nodiscard]] std::string code(std::int64_t steps = 0) const {
    return code_at(crypto(), seed_, core::code_step(now_) + steps);
  }

  SignedIn password() {
    SignedIn in;
    write([&](ports::Transaction& tx) { in = finish_sign_in(tx, context(), {"reviewer", "p", true, {}}, {}); });
    return in;
  }
  std::vector<std::string> enrol() {
    std::vector<std::string> recovery;
    write([&](ports::Transaction& tx) {
      (void)begin_enrolment(tx, context(), tools());
      const auto factor = tx.accounts().second_factor(account_.id);
      seed_ = *sealing_.open("second-factor/" + std::to_string(account_.id.value), factor->offered);
    });
    write([&](ports::Transaction& tx) { recovery = confirm_enrolment(tx, context(), tools(), code()).recovery_codes; });
    return recovery;
  }
  SignedIn prove(const std::string& given) {
    const SignedIn begun = password();
    if (begun.result != SignInResult::signed_in) return begun;
    SignedIn in;
    write([&](ports::Transaction& tx) { in = prove_factor(tx, context(), tools(), crypto().sm3(begun.token), given); });
    return in;
  }

  std::unique_ptr<ports::Store> store_ =
      store_sql::open_store({"sqlite::memory:", 1, 1, 64, 8, system::passing_ring()});
  system::KeyRing sealing_{{std::string(32, 's')}};
  NoDrawing codes_;
  core::PolicyBook book_{std::vector<core::Policy>(1)};
  base::Instant now_ = at_second(1'750'000'005);
  ports::Account account_;
  std::string seed_;
};

TEST_F(SecondFactorOf, AReviewerWithoutOneMaySetItUpAndNothingElse) {
  const SignedIn in = password();
  EXPECT_EQ(in.next, NextStep::enrolment);
  write([&](ports::Transaction& tx) {
    EXPECT_FALSE(find_session(tx, crypto().sm3(in.token), now_));
    EXPECT_TRUE(find_begun_session(tx, crypto().sm3(in.token), now_));
  });
}

TEST_F(SecondFactorOf, ACodeWorksOnceAndEndsTheSessionThatThePasswordBegan) {
  EXPECT_EQ(enrol().size(), 10U);
  // The code of the enrolment is used up.
  EXPECT_EQ(prove(code()).result, SignInResult::wrong);
  now_ += seconds(30);
  const std::string once = code();
  const SignedIn in = prove(once);
  EXPECT_EQ(in.result, SignInResult::signed_in);
  EXPECT_EQ(in.next, NextStep::none);
  write([&](ports::Transaction& tx) { EXPECT_TRUE(find_session(tx, crypto().sm3(in.token), now_)); });
  EXPECT_EQ(prove(once).result, SignInResult::wrong);
}

TEST_F(SecondFactorOf, ClocksMayBeOffByOneStepAndNoMore) {
  (void)enrol();
  now_ += minutes(10);
  EXPECT_EQ(prove(code(-2)).result, SignInResult::wrong);
  EXPECT_EQ(prove(code(2)).result, SignInResult::wrong);
  EXPECT_EQ(prove(code(-1)).result, SignInResult::signed_in);
  EXPECT_EQ(prove(code(1)).result, SignInResult::signed_in);
  // What lies before a code that was taken is gone with it.
  EXPECT_EQ(prove(code(0)).result, SignInResult::wrong);
}

TEST_F(SecondFactorOf, RecoveryCodesWorkOnceEachAndRestAsDigests) {
  const auto recovery = enrol();
  EXPECT_EQ(prove(recovery[3]).result, SignInResult::signed_in);
  EXPECT_EQ(prove(recovery[3]).result, SignInResult::wrong);
  write([&](ports::Transaction& tx) { EXPECT_EQ(tx.accounts().recovery_codes_left(account_.id), 9); });
}

TEST_F(SecondFactorOf, WrongCodesLockAsWrongPasswordsDoAndARightPasswordBetweenThemDoesNotHelp) {
  (void)enrol();
  now_ += minutes(1);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(prove("000000").result, SignInResult::wrong);
  EXPECT_EQ(prove(code()).result, SignInResult::locked);
  now_ += minutes(16);
  EXPECT_EQ(prove(code()).result, SignInResult::signed_in);
}

TEST_F(SecondFactorOf, TheSeedRestsSealed) {
  (void)enrol();
  write([&](ports::Transaction& tx) {
    const std::string kept = tx.accounts().second_factor(account_.id)->seed;
    EXPECT_EQ(kept.find(seed_), std::string::npos);
    EXPECT_FALSE(sealing_.open("second-factor/999", kept));
  });
}

// Passwords.

std::optional<PasswordFault> judged(std::string_view password, PasswordProfile profile, bool with_factor = true) {
  return judge_password({password, "zhang.san", "10842", with_factor}, {profile, false});
}

TEST(PasswordRules, EachProfileAsksForItsOwn) {
  using enum PasswordProfile;
  EXPECT_EQ(judged("Henan1X@2026", djbh), PasswordFault::context_word);
  EXPECT_EQ(judged("Henan1X@2026", nist, false), PasswordFault::context_word);
  EXPECT_EQ(judged("my Zhang.San 77 keeps", nist), PasswordFault::context_word);
  EXPECT_EQ(judged("blue 10842 lamp on it", nist), PasswordFault::context_word);
  EXPECT_EQ(judged("vK7#mQp", nist), PasswordFault::too_short);
  EXPECT_EQ(judged("vK7#mQpz", nist), std::nullopt);
  EXPECT_EQ(judged("vK7#mQpzLw2%qR", nist, false), PasswordFault::too_short);
  EXPECT_EQ(judged("vK7#mQpzLw2%qRt", nist, false), std::nullopt);
  EXPECT_EQ(judged("vK7#mQpzLw2", djbh), PasswordFault::too_short);
  EXPECT_EQ(judged("vk7mqpzlw2qr", djbh), PasswordFault::few_classes);
  EXPECT_EQ(judged("vK7mqpzlw2qr", djbh), std::nullopt);
  EXPECT_EQ(judged(std::string(64, 'a') + std::string(65, 'b'), nist), PasswordFault::too_long);
}

TEST(PasswordRules, TheCommonOnesAreRefusedHoweverTheyAreDressed) {
  EXPECT_GE(common_passwords(), 3000U);
  for (const char* common : {"password1", "P@ssw0rd2024", "dragon123dragon123", "woaini5201314", "qwertyuiop12",
                             "aaaaaaaaaaaaaaaaaaaa", "Iloveyou888888", "monkey123tiger2025"}) {
    EXPECT_EQ(judged(common, PasswordProfile::nist), PasswordFault::too_common) << common;
  }
}

TEST(PasswordRules, OnlyTheGradedProfileLetsPasswordsEnd) {
  ports::Account account;
  account.password_hash = "hash";
  account.password_set_at = at_second(0);
  const SignInRules djbh{PasswordProfile::djbh, false};
  EXPECT_FALSE(password_expired(account, djbh, at_second(0) + std::chrono::days(90) - seconds(1)));
  EXPECT_TRUE(password_expired(account, djbh, at_second(0) + std::chrono::days(90)));
  EXPECT_FALSE(password_expired(account, {}, at_second(0) + std::chrono::days(900)));
}

TEST(PasswordRules, TheLastFiveAreRemembered) {
  const std::vector<std::string> past{crypto().hash_password("one"), crypto().hash_password("two")};
  EXPECT_TRUE(password_used_before(crypto(), "two", past));
  EXPECT_FALSE(password_used_before(crypto(), "three", past));
}

}  // namespace
}  // namespace kaoji::usecases
