#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_form_printer.hpp"
#include "golden/form_documents.hpp"
#include "golden/golden_file.hpp"
#include "golden/printed.hpp"

namespace kaoji::golden {
namespace {

using ports::FormKind;

// At 72 dpi a point is a pixel; a field of 12 points is a little higher than a letter of the table.
constexpr double kDpi = 72;
constexpr int kField = 12;

Printed print(const ports::FormDocument& document) {
  const child_process::SelfChild children;
  return Printed(forms_pdf::ChildFormPrinter(children).print(document));
}

// The picture as digits: the ink of each field on a scale from 0, white, to 9, three tenths or more. It is small, and a
// person sees in a diff where the page has changed.
std::string ink_map(const Picture& picture) {
  std::string map;
  for (int y = 0; y + kField <= picture.height; y += kField) {
    for (int x = 0; x + kField <= picture.width; x += kField) {
      const int level = static_cast<int>(std::lround(picture.darkness(x, y, kField, kField) * 30));
      map += level == 0 ? '.' : static_cast<char>('0' + std::min(level, 9));
    }
    map += '\n';
  }
  return map;
}

int level(char digit) {
  return digit == '.' ? 0 : digit - '0';
}

class FormPictures : public testing::TestWithParam<std::pair<FormKind, std::size_t>> {};

// Tolerance: another release of FreeType or poppler moves ink by less than half a pixel, which changes a field by at
// most two levels, and only where an edge of ink runs along the field's own. A line moved by a point, a missing line of
// text or a box changes whole rows of fields by more.
TEST_P(FormPictures, LookAsTheyDid) {
  const auto [kind, lines] = GetParam();
  const std::string map = ink_map(print(sample_document(kind, lines)).picture(0, kDpi));
  const std::string name = fmt::format("annex{}_{}.ink", static_cast<int>(kind) + 1, lines);
  const std::string wanted = golden(name, map);
  ASSERT_EQ(map.size(), wanted.size());
  int other = 0;
  for (std::size_t i = 0; i < map.size(); ++i) {
    const int difference = std::abs(level(map[i]) - level(wanted[i]));
    EXPECT_LE(difference, 2) << name << " row " << i / (map.find('\n') + 1);
    other += difference > 0 ? 1 : 0;
  }
  EXPECT_LE(other, static_cast<int>(map.size() / 20));
}

INSTANTIATE_TEST_SUITE_P(Annexes, FormPictures,
                         testing::Values(std::pair{FormKind::new_plans, std::size_t{8}},
                                         std::pair{FormKind::increase, std::size_t{8}},
                                         std::pair{FormKind::decrease, std::size_t{1}},
                                         std::pair{FormKind::decrease, std::size_t{60}},
                                         std::pair{FormKind::new_plans, std::size_t{400}}),
                         [](const auto& info) {
                           return fmt::format("annex{}_{}", static_cast<int>(info.param.first) + 1, info.param.second);
                         });

TEST(FormCodes, AreReadBackFromEachPage) {
  for (const auto kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    const Printed printed = print(sample_document(kind, 60));
    ASSERT_GT(printed.pages(), 2);
    for (int page = 0; page < printed.pages(); ++page) {
      for (const double dpi : {75.0, 150.0, 300.0}) {
        const auto codes = printed.picture(page, dpi).codes();
        ASSERT_EQ(codes.size(), 1U) << "page " << page << " at " << dpi << " dpi";
        EXPECT_EQ(codes[0].text,
                  fmt::format("KAOJI1:KJ2026-000123:3:{}/{}:9F2C4A1B0D3E5F67", page + 1, printed.pages()));
        EXPECT_EQ(codes[0].correction, "Q");
      }
    }
  }
}

TEST(FormCodes, AreReadUnderTheDraftMark) {
  auto document = sample_document(FormKind::increase, 8);
  document.draft_mark = true;
  EXPECT_EQ(print(document).picture(0, 100).codes().size(), 1U);
}

TEST(FormPicture, KeepsItsMarginsWhite) {
  for (const auto kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    const Printed printed = print(sample_document(kind, 60));
    for (int page = 0; page < printed.pages(); ++page) {
      const Picture picture = printed.picture(page, kDpi);
      EXPECT_EQ(picture.darkness(0, 0, 40, picture.height), 0);
      EXPECT_EQ(picture.darkness(picture.width - 40, 0, 40, picture.height), 0);
      EXPECT_EQ(picture.darkness(0, 0, picture.width, 26), 0);
      EXPECT_EQ(picture.darkness(0, picture.height - 14, picture.width, 14), 0);
      // Between the table and the foot nothing may run over.
      EXPECT_EQ(picture.darkness(0, 558, picture.width, 7), 0) << "page " << page;
    }
  }
}

}  // namespace
}  // namespace kaoji::golden
