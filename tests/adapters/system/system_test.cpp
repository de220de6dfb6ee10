#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "adapters/system/clocks.hpp"
#include "adapters/system/disk_files.hpp"
#include "adapters/system/key_file.hpp"
#include "adapters/system/national_crypto.hpp"

namespace kaoji::system {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that goes with the test.
class Folder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        (fs::path(testing::TempDir()) / (std::string("kaoji-") + test->name() + std::to_string(::getpid()))).string();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string folder_;
  NationalCrypto crypto_{std::string(32, 'k'), 2};
};

using KeyFile = Folder;
using Files = Folder;
using Crypto = Folder;

TEST_F(Crypto, Sm3KnownAnswers) {
  EXPECT_EQ(crypto_.sm3("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string repeated;
  for (int i = 0; i < 16; ++i) repeated += "abcd";
  EXPECT_EQ(crypto_.sm3(repeated), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST_F(Crypto, RandomIsAsLongAsAskedAndNeverTheSame) {
  EXPECT_EQ(crypto_.random_hex(16).size(), 32U);
  EXPECT_NE(crypto_.random_hex(16), crypto_.random_hex(16));
}

TEST_F(Crypto, APasswordMatchesItsHashAndNoOther) {
  const std::string hash = crypto_.hash_password("正确的口令 1X");
  EXPECT_TRUE(crypto_.password_matches("正确的口令 1X", hash));
  EXPECT_FALSE(crypto_.password_matches("正确的口令 1x", hash));
  EXPECT_NE(hash, crypto_.hash_password("正确的口令 1X"));
  EXPECT_NE(hash.find("$2$19922944$"), std::string::npos) << hash;
}

TEST_F(Crypto, AllOfALongPasswordCounts) {
  const std::string longest(127, 'a');
  const std::string hash = crypto_.hash_password(longest + "b");
  EXPECT_TRUE(crypto_.password_matches(longest + "b", hash));
  EXPECT_FALSE(crypto_.password_matches(longest + "c", hash));
}

TEST_F(Crypto, AnotherKeyVerifiesNothing) {
  const std::string hash = crypto_.hash_password("password");
  const NationalCrypto other(std::string(32, 'o'), 2);
  EXPECT_FALSE(other.password_matches("password", hash));
}

TEST_F(Crypto, WhatIsNoHashMatchesNothing) {
  const std::string hash = crypto_.hash_password("password");
  for (const std::string& bad : {std::string(), std::string("$$$$"), hash.substr(0, hash.size() - 1), hash + "$",
                                 hash + "0", std::string("argon2id-hmac-sm3$2$999999999999$00$00")}) {
    EXPECT_FALSE(crypto_.password_matches("password", bad)) << bad;
  }
}

TEST_F(Crypto, ManyAtOnceAllGetTheirAnswer) {
  const std::string hash = crypto_.hash_password("password");
  std::vector<std::thread> threads;
  std::atomic<int> matched{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { matched += crypto_.password_matches("password", hash) ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(matched, 8);
}

TEST_F(KeyFile, IsForItsOwnerAloneAndMadeOnce) {
  const std::string path = folder_ + "/installation.key";
  EXPECT_THROW((void)read_key_file(path), BadKeyFile);
  make_key_file(path);
  EXPECT_EQ(read_key_file(path).size(), 32U);
  EXPECT_THROW(make_key_file(path), BadKeyFile);
  ::chmod(path.c_str(), 0640);
  EXPECT_THROW((void)read_key_file(path), BadKeyFile);
  ::chmod(path.c_str(), 0600);
  fs::resize_file(path, 31);
  EXPECT_THROW((void)read_key_file(path), BadKeyFile);
}

TEST_F(Files, AreNamedByTheirDigestAndKeptOnce) {
  DiskFiles files(folder_, crypto_, 0);
  const std::string name = files.keep("abc");
  EXPECT_EQ(name, crypto_.sm3("abc"));
  EXPECT_EQ(files.keep("abc"), name);
  EXPECT_EQ(files.bytes(name), "abc");
  ASSERT_TRUE(files.path(name).has_value());
  EXPECT_EQ(fs::path(*files.path(name)).parent_path().filename(), "66");
  EXPECT_TRUE(fs::is_empty(folder_ + "/unfinished"));
}

TEST_F(Files, ADamagedFileIsNoFileUntilItIsKeptAgain) {
  DiskFiles files(folder_, crypto_, 0);
  const std::string name = files.keep("abc");
  std::ofstream(*files.path(name)) << "abd";
  EXPECT_FALSE(files.bytes(name).has_value());
  EXPECT_EQ(files.keep("abc"), name);
  EXPECT_EQ(files.bytes(name), "abc");
}

TEST_F(Files, ANameIsNeverAPath) {
  DiskFiles files(folder_, crypto_, 0);
  std::ofstream(folder_ + "/secret") << "x";
  for (const char* name : {"", "../secret", "secret", "/etc/passwd", "66"})
    EXPECT_FALSE(files.path(name).has_value()) << name;
}

TEST_F(Files, UnfinishedUploadsAreSwept) {
  DiskFiles files(folder_, crypto_, 0);
  const std::string name = files.keep("abc");
  std::ofstream(folder_ + "/unfinished/0123") << "half";
  files.sweep_unfinished();
  EXPECT_TRUE(fs::is_empty(folder_ + "/unfinished"));
  EXPECT_EQ(files.bytes(name), "abc");
}

TEST_F(Files, UnderTheReserveNothingMoreIsKept) {
  DiskFiles files(folder_, crypto_, 0);
  const std::string name = files.keep("abc");
  DiskFiles full(folder_, crypto_, ~std::uint64_t{0} / 2);
  EXPECT_THROW((void)full.keep("more"), ports::StorageLow);
  EXPECT_EQ(full.keep("abc"), name);
  EXPECT_EQ(full.bytes(name), "abc");
}

/// For as long as it lives, no file of this process may grow beyond so many bytes.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &now);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(Files, ADiskThatRefusesLeavesNothingBehind) {
  DiskFiles files(folder_, crypto_, 0);
  const std::string large(100000, 'x');
  {
    const FileSizeLimit limit(4096);
    EXPECT_THROW((void)files.keep(large), ports::FilesUnavailable);
  }
  EXPECT_TRUE(fs::is_empty(fs::path(folder_) / "unfinished"));
  EXPECT_FALSE(files.bytes(crypto_.sm3(large)));
  EXPECT_EQ(files.bytes(files.keep(large)), large);
}

TEST(SettableClock, StandsStillOrRuns) {
  const base::Instant at = *base::parse_instant("2026-03-12T10:00:00+08:00");
  SettableClock clock(at, false);
  EXPECT_EQ(clock.now(), at);
  EXPECT_FALSE(clock.running());
  clock.set(at + std::chrono::hours{24}, true);
  std::this_thread::sleep_for(std::chrono::milliseconds{5});
  EXPECT_GT(clock.now(), at + std::chrono::hours{24});
  EXPECT_LT(clock.now(), at + std::chrono::hours{25});
}

TEST(SystemClock, IsTheMachines) {
  const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  EXPECT_GE(SystemClock().now(), before);
}

}  // namespace
}  // namespace kaoji::system
