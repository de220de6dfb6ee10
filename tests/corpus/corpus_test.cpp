#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <mutex>
#include <opencv2/core/utility.hpp>
#include <optional>
#include <thread>

#include "adapters/scan_reading/read_scan.hpp"
#include "corpus/scans.hpp"
#include "corpus/tally.hpp"

namespace kaoji::corpus {
namespace {

constexpr int kThreads = 2;

ports::ScanReading read(const std::string& pdf) {
  const std::optional<ports::ScanReading> reading = scan_reading::read_scan(pdf, [](const ports::ReadPage&, int) {});
  if (!reading) throw std::runtime_error("a scan of the corpus could not be read at all");
  return *reading;
}

Tally read_all(const PrintedSheets& sheets) {
  const std::vector<Scan> scans = all_scans(sheets);
  Tally tally;
  std::mutex mutex;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < scans.size(); i = next++) {
      const ports::ScanReading reading = read(pdf_of(scans[i], sheets));
      const std::lock_guard lock(mutex);
      tally.add(scans[i], sheets, reading);
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work);
  threads.clear();
  fmt::print("{} scans\n{}", scans.size(), tally.report());
  return tally;
}

class Corpus : public testing::Test {
 protected:
  // Read once for all tests.
  static const Tally& tally() {
    cv::setNumThreads(1);
    static const PrintedSheets sheets;
    static const Tally tally = read_all(sheets);
    return tally;
  }
};

TEST_F(Corpus, CodesAreRead) {
  EXPECT_GE(tally().share_read(150), 0.99);
}

TEST_F(Corpus, NoPageIsBoundWrongly) {
  EXPECT_EQ(tally().wrong_marks, 0);
}

TEST_F(Corpus, PagesAreTurnedUpright) {
  EXPECT_EQ(tally().wrong_turns, 0);
}

TEST_F(Corpus, SealsInColourAreFoundAndNotMadeUp) {
  EXPECT_GE(tally().seal_in_colour.recall(), 0.98);
  EXPECT_LE(tally().seal_in_colour.false_share(), 0.01);
}

}  // namespace
}  // namespace kaoji::corpus
