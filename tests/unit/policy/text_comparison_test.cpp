#include "core/policy/text_comparison.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kaoji::core {
namespace {

struct Row {
  const char* what;
  const char* left;
  const char* right;
  const char* drawn;  ///< one letter a row: = same, ~ changed, + added, - removed
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.what;
}

std::string drawn(const std::vector<ComparedRow>& rows) {
  std::string text;
  for (const ComparedRow& row : rows) {
    switch (row.change) {
      case LineChange::same:
        text += '=';
        break;
      case LineChange::changed:
        text += '~';
        break;
      case LineChange::added:
        text += '+';
        break;
      case LineChange::removed:
        text += '-';
        break;
    }
  }
  return text;
}

class CompareLines : public testing::TestWithParam<Row> {};

TEST_P(CompareLines, DrawsWhatChanged) {
  const auto left = lines_of(GetParam().left);
  const auto right = lines_of(GetParam().right);
  const auto rows = compare_lines(left, right);
  EXPECT_EQ(drawn(rows), GetParam().drawn);
  std::size_t next_left = 0;
  std::size_t next_right = 0;
  for (const ComparedRow& row : rows) {
    // Every line of either text stands once, in its order, and `same` is what it says.
    if (row.left) {
      EXPECT_EQ(*row.left, next_left++);
    }
    if (row.right) {
      EXPECT_EQ(*row.right, next_right++);
    }
    if (row.left && row.right) {
      EXPECT_EQ(left[*row.left] == right[*row.right], row.change == LineChange::same);
    }
    EXPECT_EQ(row.left.has_value(), row.change != LineChange::added);
    EXPECT_EQ(row.right.has_value(), row.change != LineChange::removed);
  }
  EXPECT_EQ(next_left, left.size());
  EXPECT_EQ(next_right, right.size());
}

INSTANTIATE_TEST_SUITE_P(Rows, CompareLines,
                         testing::Values(Row{"two empty texts", "", "", ""}, Row{"equal", "a\nb\n", "a\nb\n", "=="},
                                         Row{"everything is new", "", "a\nb\n", "++"},
                                         Row{"everything is gone", "a\nb\n", "", "--"},
                                         Row{"one line changed", "a\ncap = 30\nb\n", "a\ncap = 20\nb\n", "=~="},
                                         Row{"a line in between", "a\nb\n", "a\nx\nb\n", "=+="},
                                         Row{"a line less", "a\nx\nb\n", "a\nb\n", "=-="},
                                         Row{"one became two", "a\nx\nb\n", "a\ny\nz\nb\n", "=~+="},
                                         Row{"two became one", "a\nx\ny\nb\n", "a\nz\nb\n", "=~-="},
                                         Row{"moved to the end", "m\na\nb\nc\n", "a\nb\nc\nm\n", "-===+"},
                                         Row{"the end of a line is not part of it", "a\r\nb", "a\nb\n", "=="},
                                         Row{"a repeated line", "a\na\na\n", "a\na\n", "==-"},
                                         Row{"nothing in common", "a\nb\n", "c\nd\n", "~~"}));

TEST(CompareLines, ALongMiddleIsReplacedWhole) {
  std::string left;
  std::string right;
  for (int i = 0; i < 3000; ++i) {
    left += "l" + std::to_string(i) + "\ncommon\n";
    right += "r" + std::to_string(i) + "\ncommon\n";
  }
  const auto rows = compare_lines(lines_of(left), lines_of(right));
  EXPECT_EQ(rows.size(), 6000U);
  EXPECT_EQ(rows.front().change, LineChange::changed);
  EXPECT_EQ(rows.back().change, LineChange::same);
}

PolicyWords words(const char* title, const char* said) {
  return {"c", title, title, said, said};
}

TEST(CompareWords, FaceEachOtherUnderTheSameTitle) {
  const std::vector<PolicyWords> left{words("spring", "30"), words("autumn", "30"), words("exit", "x")};
  const std::vector<PolicyWords> right{words("spring", "20"), words("summer", "30"), words("exit", "x")};
  EXPECT_THAT(
      compare_words(left, right),
      testing::ElementsAre(ComparedRow{LineChange::changed, 0, 0}, ComparedRow{LineChange::removed, 1, std::nullopt},
                           ComparedRow{LineChange::added, std::nullopt, 1}, ComparedRow{LineChange::same, 2, 2}));
}

}  // namespace
}  // namespace kaoji::core
