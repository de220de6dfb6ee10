#include "adapters/forms_pdf/page_break.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <vector>

#include "base/check.hpp"

namespace kaoji::golden {
namespace {

using forms_pdf::break_rows;
using forms_pdf::PageRoom;
using Counts = std::vector<std::size_t>;

constexpr PageRoom kRoom{100, 120, 40};

TEST(PageBreak, KeepsAShortTableOnOnePage) {
  EXPECT_EQ(break_rows(std::vector<double>(6, 10), kRoom), Counts{6});
}

TEST(PageBreak, TakesTheLastRowAlongWithTheTail) {
  EXPECT_EQ(break_rows(std::vector<double>(7, 10), kRoom), (Counts{6, 1}));
  EXPECT_EQ(break_rows(std::vector<double>(10, 10), kRoom), (Counts{9, 1}));
}

TEST(PageBreak, FillsPagesBeforeItBeginsTheNext) {
  EXPECT_EQ(break_rows(std::vector<double>(11, 10), kRoom), (Counts{10, 1}));
  EXPECT_EQ(break_rows(std::vector<double>(25, 10), kRoom), (Counts{10, 12, 3}));
}

TEST(PageBreak, GivesATooHighRowItsOwnPage) {
  EXPECT_EQ(break_rows({10, 500, 10}, kRoom), (Counts{1, 1, 1}));
}

TEST(PageBreak, OfNothingIsOurMistake) {
  EXPECT_THROW(break_rows({}, kRoom), base::BrokenAssumption);
}

TEST(PageBreak, NeverOverfillsAPageNorLosesARow) {
  std::mt19937 random(628);
  std::uniform_real_distribution<double> height(5, 60);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> heights(1 + random() % 80);
    for (double& one : heights) one = height(random);
    const Counts pages = break_rows(heights, kRoom);
    std::size_t row = 0;
    for (std::size_t page = 0; page < pages.size(); ++page) {
      ASSERT_GT(pages[page], 0U);
      const auto first = heights.begin() + static_cast<std::ptrdiff_t>(row);
      const double used = std::accumulate(first, first + static_cast<std::ptrdiff_t>(pages[page]), 0.0);
      const double tail = page + 1 == pages.size() ? kRoom.tail : 0;
      ASSERT_LE(used + tail, (page == 0 ? kRoom.first : kRoom.later) + 1e-9);
      row += pages[page];
    }
    ASSERT_EQ(row, heights.size());
  }
}

}  // namespace
}  // namespace kaoji::golden
