#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/sheets_xlsx/annex_books.hpp"
#include "adapters/sheets_xlsx/read_book.hpp"
#include "usecases/import_annex.hpp"

namespace kaoji::usecases {
namespace {

using ports::ReadCell;
using ports::ReadKind;
using ports::ReadSheet;

core::NameBook catalogue() {
  core::NameBook book;
  std::int64_t id = 0;
  for (const char* name : {"Web前端开发", "智能财税", "物流管理", "=异常名称"}) {
    core::Certificate certificate;
    certificate.id = core::CertificateId{++id};
    certificate.name = name;
    book.add(certificate);
  }
  return book;
}

std::optional<FilledAnnex> read(const std::vector<ReadSheet>& sheets, std::size_t most = 100) {
  const core::NameBook certificates = catalogue();
  return read_annex(sheets, {certificates, {"演示职业学院", "演示学校"}, most});
}

/// A sheet of rows of texts; an empty text is an empty cell.
ReadSheet sheet_of(std::string name, const std::vector<std::vector<std::string>>& rows) {
  ReadSheet sheet{std::move(name), {}, {}};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      if (!rows[r][c].empty())
        sheet.cells.push_back({static_cast<int>(r) + 1, static_cast<int>(c) + 1, ReadKind::text, rows[r][c]});
    }
  }
  return sheet;
}

std::string line_text(const AnnexLine& line) {
  return line.certificate.text + "|" + line.level.text + "|" +
         (line.headcount ? std::to_string(*line.headcount) : "-") + "|" + line.reason.text;
}

std::vector<std::string> texts_of(const FilledAnnex& annex) {
  std::vector<std::string> texts;
  std::ranges::transform(annex.lines, std::back_inserter(texts), line_text);
  return texts;
}

std::vector<std::string> places_of(const FilledAnnex& annex) {
  std::vector<std::string> places;
  std::ranges::transform(annex.problems, std::back_inserter(places), place_of);
  return places;
}

const std::vector<std::string> kDecrease{"序号",           "申报调减\n证书名称", "证书级别", "调减前考核计划人数",
                                         "计划净减少人数", "调减后考核计划人数", "调减理由"};

TEST(FilledAnnex, IsReadBackFromWhatIsPrinted) {
  ports::FormDocument document;
  document.kind = ports::FormKind::decrease;
  document.number = "KJ2026-000123";
  document.institution_name = "演示职业学院";
  document.declared_on = base::parse_date("2026-03-12").value();
  document.contact_name = "示例联系人";
  document.contact_phone = "0371-00000000";
  document.digest = "71af56c2078a9610fd60d22d47bb7da7";
  document.lines = {{"Web前端开发", "中级", 150, 45, 105, "参加考核学生减少"},
                    {"=异常名称", "高级", 20, 5, 15, "其他：停办"}};
  const auto bytes = sheets_xlsx::XlsxAnnexBooks().annex(document);
  std::string book;
  for (std::string piece = bytes->next(4096); !piece.empty(); piece = bytes->next(4096)) book += piece;
  const auto annex = read(sheets_xlsx::read_book(book));
  ASSERT_TRUE(annex);
  EXPECT_EQ(annex->kind, core::ApplicationKind::decrease);
  EXPECT_EQ(texts_of(*annex),
            (std::vector<std::string>{"Web前端开发|中级|45|参加考核学生减少", "=异常名称|高级|5|其他：停办"}));
  EXPECT_EQ(annex->contact_name.text, "示例联系人");
  EXPECT_EQ(annex->contact_phone.text, "0371-00000000");
  EXPECT_EQ(places_of(*annex), std::vector<std::string>{});
}

TEST(FilledAnnex, ForgivesHowPeopleType) {
  ReadSheet sheet = sheet_of("Sheet1", {{"附件 3"},
                                        {"调减申报汇总表"},
                                        {"院校名称：演示学校（加盖院校公章）", "", "", "", "申报日期：2026年3月12日"},
                                        kDecrease,
                                        {"1", " 　web前端开发 ", "中", "１５０", " ４５ 人", "", "经费预算不足"},
                                        {"2", "", "高 级", "", "1,200", "", ""},
                                        {"3", "智能财税职业技能等级证书", "初级", "", "8", "", "其他：停办"},
                                        {"4", "(可加行)"},
                                        {"5"},
                                        {"", "合计（3项）", "", "", "1253"},
                                        {"院校主管1+X证书制度工作校领导（签字）：甲"},
                                        {"院校1+X证书制度工作联系人姓名及联系电话：", "", "", "", "乙 138 0000 0000"}});
  sheet.merged = {{5, 2, 6, 2}, {5, 7, 6, 7}};
  const auto annex = read({sheet});
  ASSERT_TRUE(annex);
  EXPECT_EQ(annex->kind, core::ApplicationKind::decrease);
  EXPECT_EQ(texts_of(*annex),
            (std::vector<std::string>{"Web前端开发|中级|45|经费预算不足", "Web前端开发|高级|1200|经费预算不足",
                                      "智能财税|初级|8|其他：停办"}));
  EXPECT_EQ(annex->contact_name.text + "/" + annex->contact_phone.text, "乙/138 0000 0000");
  EXPECT_EQ(places_of(*annex), std::vector<std::string>{});
}

TEST(FilledAnnex, ReadsBothBlocksOfAnnexOne) {
  const std::vector<std::string> heads{"序号", "新开展的证书名称", "证书级别", "申报考核计划人数",
                                       "序号", "已开展的证书名称", "证书级别", "申报考核计划人数"};
  const auto annex = read({sheet_of("新增", {heads,
                                             {"1", "物流管理", "初级", "30", "1", "智能财税", "中级", "20"},
                                             {"2", "", "", "", "2", "Web前端开发", "高级", "10"}})});
  ASSERT_TRUE(annex);
  EXPECT_EQ(annex->kind, core::ApplicationKind::new_plans);
  EXPECT_EQ(texts_of(*annex),
            (std::vector<std::string>{"物流管理|初级|30|", "智能财税|中级|20|", "Web前端开发|高级|10|"}));
}

TEST(FilledAnnex, SaysByItsCellWhatItDoesNotUnderstand) {
  ReadSheet sheet = sheet_of("调减", {{"院校名称：别的学校"},
                                      kDecrease,
                                      {"1", "没有的证书", "特级", "", "五十", "", "", "补充说明"},
                                      {"2", "物流管理", "初级", "", "12.5", "", ""},
                                      {"3", "物流管理", "中级", "", "", "", ""}});
  sheet.cells.push_back({4, 7, ReadKind::failed, "#REF!"});
  sheet.merged = {{4, 5, 5, 5}};
  const auto annex = read({sheet});
  ASSERT_TRUE(annex);
  EXPECT_EQ(texts_of(*annex), (std::vector<std::string>{"没有的证书|特级|-|", "物流管理|初级|-|", "物流管理|中级|-|"}));
  EXPECT_EQ(places_of(*annex), (std::vector<std::string>{"调减!A1", "调减!B3", "调减!C3", "调减!E3", "调减!H3",
                                                         "调减!E4", "调减!G4", "调减!E5"}));
}

TEST(FilledAnnex, TakesOneSheetAndNoMoreLinesThanADraft) {
  const ReadSheet first = sheet_of(
      "一", {{"调减申报汇总表"}, kDecrease, {"1", "物流管理", "初级", "", "1"}, {"2", "智能财税", "初级", "", "2"}});
  const ReadSheet second = sheet_of("二", {{"调增申报汇总表"}, {"证书", "级别", "人数"}, {"物流管理", "初级", "1"}});
  const ReadSheet none = sheet_of("三", {{"姓名", "电话"}});
  const auto annex = read({none, first, second}, 1);
  ASSERT_TRUE(annex);
  EXPECT_EQ(annex->sheet, "一");
  EXPECT_EQ(annex->lines.size(), 1U);
  EXPECT_EQ(places_of(*annex), (std::vector<std::string>{"一!4", "二"}));
  EXPECT_FALSE(read({none}));
  EXPECT_FALSE(read({}));
}

}  // namespace
}  // namespace kaoji::usecases
