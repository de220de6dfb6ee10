#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "golden/form_documents.hpp"
#include "golden/ink_map.hpp"
#include "golden/printed.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::golden {
namespace {

using ports::FormKind;

constexpr double kDpi = 72;  // a point is a pixel

Printed print(const ports::FormDocument& document) {
  const child_process::SelfChild children;
  return Printed(forms_pdf::ChildPrinter(children).print(document));
}

class FormPictures : public testing::TestWithParam<std::tuple<FormKind, int>> {};

TEST_P(FormPictures, LookAsTheyDid) {
  const auto [kind, lines] = GetParam();
  const Printed printed = print(sample_document(kind, static_cast<std::size_t>(lines)));
  const std::string name = fmt::format("annex{}_{}", static_cast<int>(kind) + 1, lines);
  expect_ink(name + ".ink", printed, 0);
  if (printed.pages() > 1) {
    expect_ink(name + "_last.ink", printed, printed.pages() - 1);
  }
}

INSTANTIATE_TEST_SUITE_P(Annexes, FormPictures,
                         testing::Combine(testing::Values(FormKind::new_plans, FormKind::increase, FormKind::decrease),
                                          testing::Values(1, 8, 60, 400)),
                         [](const auto& info) {
                           return fmt::format("annex{}_{}", static_cast<int>(std::get<0>(info.param)) + 1,
                                              std::get<1>(info.param));
                         });

TEST(FormCodes, AreReadBackFromEachPage) {
  for (const auto kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    const Printed printed = print(sample_document(kind, 60));
    ASSERT_GT(printed.pages(), 2);
    for (int page = 0; page < printed.pages(); ++page) {
      for (const double dpi : {75.0, 150.0, 300.0}) {
        const auto codes = printed.picture(page, dpi).codes();
        ASSERT_EQ(codes.size(), 2U) << "page " << page << " at " << dpi << " dpi";
        for (const auto& code : codes) {
          EXPECT_EQ(code.text, fmt::format("KAOJI1:KJ2026-000123:3:{}/{}:9F2C4A1B0D3E5F67", page + 1, printed.pages()));
          EXPECT_EQ(code.correction, "Q");
        }
      }
    }
  }
}

TEST(FormCodes, AreReadUnderTheDraftMark) {
  auto document = sample_document(FormKind::increase, 8);
  document.draft_mark = true;
  EXPECT_EQ(print(document).picture(0, 100).codes().size(), 2U);
}

// What a reader of scans counts on (ports/sheet_places.hpp), to a point.
TEST(FormCodes, StandAtTheirPlaces) {
  auto codes = print(sample_document(FormKind::increase, 8)).picture(0, 4 * kDpi).codes();
  ASSERT_EQ(codes.size(), 2U);
  if (codes[0].y > codes[1].y) std::swap(codes[0], codes[1]);
  const ports::SheetPlace places[] = {ports::kUpperCode, ports::kLowerCode};
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(codes[i].x / 4, places[i].x, 1);
    EXPECT_NEAR(codes[i].y / 4, places[i].y, 1);
    EXPECT_NEAR(codes[i].side / 4, places[i].width, 1.5);
  }
}

// Empty but for the line at the lower edge, on the last page only.
TEST(FormSignatures, StandAtTheirPlacesOnTheLastPage) {
  for (const auto kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    for (const std::size_t lines : {1, 8, 60}) {
      const Printed printed = print(sample_document(kind, lines));
      const Picture last = printed.picture(printed.pages() - 1, kDpi);
      for (const ports::SheetPlace& place : {ports::kLeaderSignature, ports::kDepartmentSignature}) {
        const int x = static_cast<int>(place.x) + 1;
        const int y = static_cast<int>(place.y);
        const int width = static_cast<int>(place.width) - 2;
        const int height = static_cast<int>(place.height);
        EXPECT_EQ(last.darkness(x, y, width, height - 1), 0);
        EXPECT_GT(last.darkness(x, y + height - 1, width, 2), 0.15);
        EXPECT_LT(last.darkness(x - 4, y + height - 1, 3, 2), 0.05);
      }
    }
  }
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
      EXPECT_EQ(picture.darkness(0, 510, picture.width, 9), 0) << "page " << page;
    }
  }
}

}  // namespace
}  // namespace kaoji::golden
