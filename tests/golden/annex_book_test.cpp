#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/sheets_xlsx/annex_books.hpp"
#include "golden/book_dump.hpp"
#include "golden/form_documents.hpp"
#include "golden/golden_file.hpp"

namespace kaoji::golden {
namespace {

using ports::FormKind;

ports::EmptyAnnex empty_annex(FormKind kind) {
  ports::EmptyAnnex annex;
  annex.kind = kind;
  annex.institution_name = "演示职业学院（虚构）";
  annex.use_until = base::parse_date("2026-12-31").value();
  annex.choices = {{"Web前端开发", "初级", 120}, {"Web前端开发", "中级", 61}, {"=智能财税", "初级", 40}};
  if (kind != FormKind::new_plans) annex.reasons = {"参加考核学生减少", "经费预算不足", "其他"};
  return annex;
}

class AnnexBooks : public testing::TestWithParam<FormKind> {
 protected:
  [[nodiscard]] int number() const { return static_cast<int>(GetParam()) + 1; }
};

TEST_P(AnnexBooks, HoldWhatTheFormPrints) {
  for (const std::size_t lines : {3, 20}) {
    const auto bytes = sheets_xlsx::XlsxAnnexBooks().annex(sample_document(GetParam(), lines));
    const std::string dump = dump_of(bytes_of(*bytes));
    EXPECT_EQ(dump, golden(fmt::format("annex{}_book_{}.txt", number(), lines), dump));
  }
}

TEST_P(AnnexBooks, AreOpenWhereTheyAreToBeFilled) {
  const auto bytes = sheets_xlsx::XlsxAnnexBooks().empty_annex(empty_annex(GetParam()));
  const std::string dump = dump_of(bytes_of(*bytes));
  EXPECT_EQ(dump, golden(fmt::format("annex{}_template.txt", number()), dump));
}

INSTANTIATE_TEST_SUITE_P(Kinds, AnnexBooks,
                         testing::Values(FormKind::new_plans, FormKind::increase, FormKind::decrease));

}  // namespace
}  // namespace kaoji::golden
