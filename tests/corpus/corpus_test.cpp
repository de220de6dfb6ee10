#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <mutex>
#include <opencv2/core/utility.hpp>
#include <optional>
#include <thread>

#include "adapters/scan_checks/structure.hpp"
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
      const std::string pdf = pdf_of(scans[i], sheets);
      const bool accepted = scan_checks::read_structure(pdf.data(), pdf.size()).refusal == ports::ScanRefusal::none;
      const ports::ScanReading reading = read(pdf);
      const std::lock_guard lock(mutex);
      if (!accepted) ++tally.refused;
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

TEST_F(Corpus, IsLarge) {
  EXPECT_GE(all_scans(PrintedSheets()).size(), 500U);
}

// A file without fault must pass the check of its structure, however bad the picture in it.
TEST_F(Corpus, NoCleanScanIsRefused) {
  EXPECT_EQ(tally().refused, 0);
}

TEST_F(Corpus, CodesAreRead) {
  EXPECT_GE(tally().share_read(150), 0.99);
  EXPECT_GE(tally().share_read(75), 0.98);
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

// Some are as black and white as a fax, which leaves little of a red seal.
TEST_F(Corpus, SealsInGreyAreMostlyFoundAndNotMadeUp) {
  EXPECT_GE(tally().seal_in_grey.recall(), 0.90);
  EXPECT_LE(tally().seal_in_grey.false_share(), 0.01);
}

TEST_F(Corpus, SealsOutOfPlaceAreDoubtedAndNotOverlooked) {
  EXPECT_EQ(tally().seal_out_of_place.made_up, 0);
  EXPECT_GE(tally().seal_out_of_place.doubted, tally().seal_out_of_place.absent * 95 / 100);
}

TEST_F(Corpus, SignaturesAreFoundAndNotMadeUp) {
  EXPECT_GE(tally().signatures.recall(), 0.98);
  EXPECT_LE(tally().signatures.false_share(), 0.01);
}

// No assertion on time, which is the machine's; the figure is for people.
TEST_F(Corpus, TenPagesAt200Dpi) {
  cv::setNumThreads(1);
  const PrintedSheets sheets;
  Scan scan;
  scan.pages.assign(10, Treatment{});
  for (Treatment& page : scan.pages) page.dpi = 200;
  const std::string pdf = pdf_of(scan, sheets);
  const std::clock_t start = std::clock();
  const ports::ScanReading reading = read(pdf);
  fmt::print("10 pages at 200 dpi: {:.2f} s of one core\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  ASSERT_EQ(reading.pages.size(), 10U);
  for (const ports::ReadPage& page : reading.pages) EXPECT_EQ(page.mark, scan.mark(sheets, 0));
}

}  // namespace
}  // namespace kaoji::corpus
