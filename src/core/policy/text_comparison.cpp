#include "core/policy/text_comparison.hpp"

#include <algorithm>
#include <cstdint>

namespace kaoji::core {

namespace {

using Lines = std::vector<std::string_view>;

/// A stretch of both texts, ends not included.
struct Stretch {
  std::size_t left = 0;
  std::size_t left_end = 0;
  std::size_t right = 0;
  std::size_t right_end = 0;

  [[nodiscard]] std::size_t left_size() const { return left_end - left; }
  [[nodiscard]] std::size_t right_size() const { return right_end - right; }
};

/// How long the longest common subsequence of two tails is, for every pair of them.
class CommonTails {
 public:
  CommonTails(const Lines& left, const Lines& right, const Stretch& middle)
      : width_(middle.right_size() + 1), lengths_((middle.left_size() + 1) * width_) {
    for (std::size_t i = middle.left_size(); i-- > 0;) {
      for (std::size_t k = middle.right_size(); k-- > 0;) {
        const bool equal = left[middle.left + i] == right[middle.right + k];
        lengths_[i * width_ + k] = equal ? at(i + 1, k + 1) + 1 : std::max(at(i + 1, k), at(i, k + 1));
      }
    }
  }
  [[nodiscard]] std::uint32_t at(std::size_t i, std::size_t k) const { return lengths_[i * width_ + k]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> lengths_;
};

/// Lines that only one side has, facing each other as far as they go.
void add_replaced(const Stretch& gap, std::vector<ComparedRow>& rows) {
  const std::size_t facing = std::min(gap.left_size(), gap.right_size());
  for (std::size_t i = 0; i < facing; ++i) rows.push_back({LineChange::changed, gap.left + i, gap.right + i});
  for (std::size_t i = gap.left + facing; i < gap.left_end; ++i) {
    rows.push_back({LineChange::removed, i, std::nullopt});
  }
  for (std::size_t i = gap.right + facing; i < gap.right_end; ++i) {
    rows.push_back({LineChange::added, std::nullopt, i});
  }
}

void add_middle(const Lines& left, const Lines& right, const Stretch& middle, std::vector<ComparedRow>& rows) {
  if (middle.left_size() * middle.right_size() > kMostCompared) return add_replaced(middle, rows);
  const CommonTails common(left, right, middle);
  Stretch gap{middle.left, middle.left, middle.right, middle.right};
  while (gap.left_end < middle.left_end && gap.right_end < middle.right_end) {
    const std::size_t i = gap.left_end - middle.left;
    const std::size_t k = gap.right_end - middle.right;
    if (left[gap.left_end] == right[gap.right_end]) {
      add_replaced(gap, rows);
      rows.push_back({LineChange::same, gap.left_end, gap.right_end});
      gap = {gap.left_end + 1, gap.left_end + 1, gap.right_end + 1, gap.right_end + 1};
    } else if (common.at(i + 1, k) >= common.at(i, k + 1)) {
      ++gap.left_end;
    } else {
      ++gap.right_end;
    }
  }
  add_replaced({gap.left, middle.left_end, gap.right, middle.right_end}, rows);
}

bool same_words(const PolicyWords& left, const PolicyWords& right) {
  return left.clause == right.clause && left.zh == right.zh && left.en == right.en;
}

Lines titles_of(const std::vector<PolicyWords>& words) {
  Lines titles;
  titles.reserve(words.size());
  for (const PolicyWords& each : words) titles.push_back(each.title_en);
  return titles;
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::vector<ComparedRow> compare_lines(const Lines& left, const Lines& right) {
  Stretch middle{0, left.size(), 0, right.size()};
  std::vector<ComparedRow> rows;
  while (middle.left < middle.left_end && middle.right < middle.right_end && left[middle.left] == right[middle.right]) {
    rows.push_back({LineChange::same, middle.left++, middle.right++});
  }
  while (middle.left < middle.left_end && middle.right < middle.right_end &&
         left[middle.left_end - 1] == right[middle.right_end - 1]) {
    --middle.left_end;
    --middle.right_end;
  }
  add_middle(left, right, middle, rows);
  for (std::size_t i = 0; middle.left_end + i < left.size(); ++i) {
    rows.push_back({LineChange::same, middle.left_end + i, middle.right_end + i});
  }
  return rows;
}

std::vector<ComparedRow> compare_words(const std::vector<PolicyWords>& left, const std::vector<PolicyWords>& right) {
  std::vector<ComparedRow> rows;
  for (const ComparedRow& row : compare_lines(titles_of(left), titles_of(right))) {
    if (row.change == LineChange::changed) {
      rows.push_back({LineChange::removed, row.left, std::nullopt});
      rows.push_back({LineChange::added, std::nullopt, row.right});
    } else if (row.change == LineChange::same && !same_words(left[*row.left], right[*row.right])) {
      rows.push_back({LineChange::changed, row.left, row.right});
    } else {
      rows.push_back(row);
    }
  }
  return rows;
}

std::string_view to_text(LineChange change) {
  switch (change) {
    case LineChange::changed:
      return "changed";
    case LineChange::added:
      return "added";
    case LineChange::removed:
      return "removed";
    case LineChange::same:
      break;
  }
  return "same";
}

}  // namespace kaoji::core
