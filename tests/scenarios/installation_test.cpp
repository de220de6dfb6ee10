#include "cli/installation.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "cli/accounts.hpp"
#include "cli/failure.hpp"

namespace kaoji::cli {
namespace {

namespace fs = std::filesystem;

TEST(SettingsFile, WhatInitWritesReadsBackAsTheDefaults) {
  const auto read = read_settings(settings_text("postgresql://kaoji@db/kaoji?x=\"1\""));
  ASSERT_TRUE(read.ok()) << policy_toml::to_text(read.error(), "kaoji.toml");
  EXPECT_EQ(read->database.url, "postgresql://kaoji@db/kaoji?x=\"1\"");
  EXPECT_EQ(read->server.port, Settings{}.server.port);
  EXPECT_EQ(read->passwords.at_a_time, Settings{}.passwords.at_a_time);
  EXPECT_TRUE(read_settings(settings_text("")).ok());
}

TEST(SettingsFile, AnUnknownKeyIsRefusedWithItsLine) {
  const auto read = read_settings("[server]\nport = 8628\ncolour = 1\n[log]\nlevel = \"loud\"\n");
  ASSERT_FALSE(read.ok());
  ASSERT_EQ(read.error().size(), 2U);
  EXPECT_EQ(read.error()[0].line, 3);
  EXPECT_NE(read.error()[0].en.find("colour"), std::string::npos);
  EXPECT_EQ(read.error()[1].line, 5);
}

class DataFolderTest : public testing::Test {
 protected:
  DataFolderTest()
      : path_((fs::path(testing::TempDir()) / ("kaoji-data-" + std::to_string(::getpid()))).string()), folder_(path_) {
    fs::remove_all(path_);
  }
  ~DataFolderTest() override { fs::remove_all(path_); }

  std::string path_;
  DataFolder folder_;
};

TEST_F(DataFolderTest, TheSandboxKeepsAwayFromRealData) {
  make_data_folder(folder_, "");
  mark_made_by_init(folder_);
  EXPECT_THROW(make_sandbox_folder(folder_), CommandFailed);
  EXPECT_THROW(make_data_folder(folder_, ""), CommandFailed);
  EXPECT_EQ(fs::status(folder_.key()).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(DataFolderTest, AFolderThatHoldsSomethingElseIsLeftAlone) {
  fs::create_directories(path_);
  std::ofstream(path_ + "/letter.txt") << "x";
  EXPECT_THROW(make_data_folder(folder_, ""), CommandFailed);
  EXPECT_THROW(make_sandbox_folder(folder_), CommandFailed);
  EXPECT_THROW(Installation(Whereabouts{path_, {}}), CommandFailed);
}

TEST_F(DataFolderTest, ABadPolicyOrSettingStopsACommand) {
  make_data_folder(folder_, "");
  std::ofstream(folder_.policies() + "/bad.toml") << "id = 1\n";
  EXPECT_THROW(Installation(Whereabouts{path_, {}}), CommandFailed);
  fs::remove(folder_.policies() + "/bad.toml");
  std::ofstream(folder_.settings(), std::ios::app) << "[unknown]\n";
  EXPECT_THROW(Installation(Whereabouts{path_, {}}), CommandFailed);
}

class AccountsTest : public DataFolderTest {
 protected:
  AccountsTest() {
    make_data_folder(folder_, "");
    installation_ = std::make_unique<Installation>(Whereabouts{path_, "sqlite::memory:"});
  }

  std::string add(const std::string& login, core::Role role) {
    return add_account(*installation_, login, "某人", {role, {}, {}});
  }
  ports::Account account(const std::string& login) {
    std::optional<ports::Account> found;
    installation_->store().read([&](ports::Transaction& tx) { found = tx.accounts().account_by_login(login); });
    return found.value();
  }

  std::unique_ptr<Installation> installation_;
};

TEST_F(AccountsTest, AFirstSecretIsKeptAsItsDigestAndEndsAfterADay) {
  const std::string secret = add("sysadmin", core::Role::system_administrator);
  EXPECT_EQ(secret.size(), 32U);
  installation_->store().read([&](ports::Transaction& tx) {
    EXPECT_FALSE(tx.accounts().first_secret(secret).has_value());
    const auto kept = tx.accounts().first_secret(installation_->crypto().sm3(secret));
    ASSERT_TRUE(kept.has_value());
    EXPECT_LE(kept->expires_at, installation_->context().now + std::chrono::hours{24});
    EXPECT_FALSE(kept->used_at.has_value());
  });
  EXPECT_TRUE(account("sysadmin").password_hash.empty());
}

TEST_F(AccountsTest, WhatCannotBeIsRefusedAndChangesNothing) {
  add("sysadmin", core::Role::system_administrator);
  EXPECT_THROW(add("sysadmin", core::Role::auditor), CommandFailed);
  EXPECT_THROW(add("Ab", core::Role::auditor), CommandFailed);
  EXPECT_THROW(add("clerk", core::Role::institution_clerk), CommandFailed);
  EXPECT_THROW(set_disabled(*installation_, "sysadmin", true), CommandFailed);
  EXPECT_THROW(change_role(*installation_, "sysadmin", {core::Role::auditor, {}, {}}), CommandFailed);
  EXPECT_THROW(set_disabled(*installation_, "nobody", true), CommandFailed);
  EXPECT_FALSE(account("sysadmin").disabled);
}

TEST_F(AccountsTest, ASecondAdministratorLetsTheFirstGo) {
  add("sysadmin", core::Role::system_administrator);
  add("second", core::Role::system_administrator);
  set_disabled(*installation_, "sysadmin", true);
  EXPECT_TRUE(account("sysadmin").disabled);
}

TEST_F(AccountsTest, ANewFirstSecretSpendsTheOneBefore) {
  const std::string first = add("sysadmin", core::Role::system_administrator);
  const std::string second = reset_account(*installation_, "sysadmin");
  EXPECT_NE(first, second);
  installation_->store().read([&](ports::Transaction& tx) {
    EXPECT_TRUE(tx.accounts().first_secret(installation_->crypto().sm3(first))->used_at.has_value());
    EXPECT_FALSE(tx.accounts().first_secret(installation_->crypto().sm3(second))->used_at.has_value());
  });
}

}  // namespace
}  // namespace kaoji::cli
