#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "adapters/system/disk_files.hpp"
#include "adapters/system/national_crypto.hpp"
#include "usecases/judge_scan.hpp"

namespace kaoji::usecases {
namespace {

namespace fs = std::filesystem;

/// Stands for what no test can bring about at will: a reader without a free child, and one whose limits do not suffice.
class ScriptedReader : public ports::ScanReader {
 public:
  enum class Does { reads, gives_up, has_no_child };

  std::optional<ports::ScanReading> read(const std::string& file_path, const Progress& progress) const override {
    EXPECT_TRUE(fs::exists(file_path));
    ++asked;
    if (does == Does::has_no_child) throw ports::ScanUnavailable("all readers are taken");
    if (does == Does::gives_up) return std::nullopt;
    progress(1, 2);
    progress(2, 2);
    ports::ScanReading reading;
    reading.pages = {{ports::SheetMark{"KJ2026-000123", 1, 1, 1, "71AF56C2078A9610"}, 90, "first picture"},
                     {std::nullopt, 0, "second picture"}};
    reading.seal = {ports::Sighting::found, 1, {1, 2, 3, 4}};
    return reading;
  }

  Does does = Does::reads;
  mutable int asked = 0;
};

class KeptReadings : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    files_.emplace(folder_, crypto_, 0);
    digest_ = files_->keep("a scan");
  }
  void TearDown() override { fs::remove_all(folder_); }

  ports::KeptReading read() {
    return read_scan(*files_, reader_, known_, digest_, [this](int done, int) { done_.push_back(done); });
  }

  const std::string folder_ =
      (fs::path(testing::TempDir()) / ("kaoji-kept-readings-" + std::to_string(::getpid()))).string();
  system::NationalCrypto crypto_{std::string(32, 'k'), 1};
  std::optional<system::DiskFiles> files_;
  std::string digest_;
  ScriptedReader reader_;
  KnownReadings known_;
  std::vector<int> done_;
};

TEST_F(KeptReadings, HaveTheirPicturesInTheFileStore) {
  const ports::KeptReading reading = read();
  EXPECT_TRUE(reading.read);
  ASSERT_EQ(reading.pages.size(), 2U);
  EXPECT_EQ(reading.pages[0].mark->number, "KJ2026-000123");
  EXPECT_EQ(reading.pages[0].turned, 90);
  EXPECT_EQ(files_->bytes(reading.pages[0].picture), "first picture");
  EXPECT_EQ(files_->bytes(reading.pages[1].picture), "second picture");
  EXPECT_EQ(reading.seal.sighting, ports::Sighting::found);
  EXPECT_EQ(done_, (std::vector<int>{1, 2}));
}

TEST_F(KeptReadings, AnEqualFileIsReadOnce) {
  const ports::KeptReading first = read();
  EXPECT_EQ(read(), first);
  EXPECT_EQ(reader_.asked, 1);
}

TEST_F(KeptReadings, WithoutAReaderTheScanIsUnreadAndNotRefused) {
  for (const auto does : {ScriptedReader::Does::has_no_child, ScriptedReader::Does::gives_up}) {
    reader_.does = does;
    EXPECT_EQ(read(), ports::KeptReading{});
  }
}

TEST_F(KeptReadings, WhatCouldNotBeReadIsTriedAgain) {
  reader_.does = ScriptedReader::Does::has_no_child;
  static_cast<void>(read());
  reader_.does = ScriptedReader::Does::reads;
  EXPECT_TRUE(read().read);
}

TEST_F(KeptReadings, TheOldestIsForgotten) {
  const std::string first = digest_;
  static_cast<void>(read());
  for (int i = 0; i < 64; ++i) known_.remember("another " + std::to_string(i), {});
  EXPECT_FALSE(known_.find(first).has_value());
}

}  // namespace
}  // namespace kaoji::usecases
