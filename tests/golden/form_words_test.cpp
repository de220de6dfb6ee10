#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <ostream>
#include <regex>
#include <string>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "golden/form_documents.hpp"
#include "golden/golden_file.hpp"
#include "golden/printed.hpp"

namespace kaoji::golden {
namespace {

using ports::FormDocument;
using ports::FormKind;

struct Case {
  FormKind kind;
  std::size_t lines;
};

constexpr Case kSizes[] = {{FormKind::new_plans, 1},   {FormKind::new_plans, 8},  {FormKind::new_plans, 60},
                           {FormKind::new_plans, 400}, {FormKind::increase, 1},   {FormKind::increase, 8},
                           {FormKind::increase, 60},   {FormKind::increase, 400}, {FormKind::decrease, 1},
                           {FormKind::decrease, 8},    {FormKind::decrease, 60},  {FormKind::decrease, 400}};

std::string name_of(const Case& one) {
  return fmt::format("annex{}_{}", static_cast<int>(one.kind) + 1, one.lines);
}

std::ostream& operator<<(std::ostream& out, const Case& one) {
  return out << name_of(one);
}

std::string print(const FormDocument& document) {
  const child_process::SelfChild children;
  return forms_pdf::ChildPrinter(children).print(document);
}

// A cell may be broken over lines; without white space its words are whole again.
std::string squeezed(std::string text) {
  std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '\f'; });
  return text;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

class Forms : public testing::TestWithParam<Case> {
 protected:
  FormDocument document_ = sample_document(GetParam().kind, GetParam().lines);
  const Printed& printed_ = printed_of(GetParam());

 private:
  // Printed once for all tests of a case.
  static const Printed& printed_of(const Case& one) {
    static std::map<std::string, Printed> known;
    const std::string name = name_of(one);
    const auto at = known.find(name);
    return at != known.end() ? at->second
                             : known.emplace(name, print(sample_document(one.kind, one.lines))).first->second;
  }
};

TEST_P(Forms, AreAFourWithEmbeddedSerifAndTheirTitle) {
  for (int page = 0; page < printed_.pages(); ++page) {
    EXPECT_NEAR(printed_.size(page).first, 841.89, 0.5);
    EXPECT_NEAR(printed_.size(page).second, 595.28, 0.5);
  }
  for (const std::string& font : printed_.fonts()) {
    EXPECT_TRUE(std::regex_match(font, std::regex("[A-Z]{6}\\+NotoSerifCJKsc-(Regular|Bold)"))) << font;
  }
  EXPECT_NE(printed_.title().find("申报汇总表 示例职业技术学院 KJ2026-000123"), std::string::npos) << printed_.title();
}

TEST_P(Forms, RepeatHeadAndMarksOnEachPage) {
  const std::string name_head = GetParam().kind == FormKind::new_plans  ? "新开展的证书名称"
                                : GetParam().kind == FormKind::increase ? "申报调增证书名称"
                                                                        : "申报调减证书名称";
  for (int page = 0; page < printed_.pages(); ++page) {
    const std::string text = squeezed(printed_.text(page));
    EXPECT_EQ(count(text, name_head), 1U);
    EXPECT_EQ(count(text, "院校名称：示例职业技术学院（加盖院校公章）申报日期：2026年3月12日"), 1U);
    EXPECT_EQ(count(text, fmt::format("第{}页共{}页", page + 1, printed_.pages())), 1U);
    EXPECT_EQ(count(text, fmt::format("申报编号KJ2026-000123第3版第{}/{}页校验码9F2C4A1B0D3E5F67", page + 1,
                                      printed_.pages())),
              1U);
  }
}

TEST_P(Forms, ShowEachLineWholeAndOnce) {
  const std::string text = squeezed(printed_.text());
  for (const auto* lines : {&document_.left, &document_.right, &document_.lines}) {
    for (const auto& line : *lines) {
      EXPECT_EQ(count(text, squeezed(line.certificate)), 1U) << line.certificate;
    }
  }
}

TEST_P(Forms, EndWithTotalsAndSignaturesOnce) {
  const std::string text = squeezed(printed_.text());
  const std::string last = squeezed(printed_.text(printed_.pages() - 1));
  EXPECT_EQ(count(text, "合计（"), GetParam().kind == FormKind::new_plans ? 2U : 1U);
  EXPECT_EQ(count(text, "（签字）："), 2U);
  EXPECT_EQ(count(last, "（签字）："), 2U);
  EXPECT_EQ(count(last, "联系人姓名及联系电话：示例联系人"), 1U);
  if (!document_.lines.empty()) {
    std::int64_t net = 0;
    for (const auto& line : document_.lines) net += line.headcount;
    EXPECT_NE(last.find(fmt::format("合计（{}项）", document_.lines.size())), std::string::npos);
    EXPECT_NE(last.find(std::to_string(net)), std::string::npos);
    // Nobody signs a sheet without figures.
    EXPECT_NE(last.find(squeezed(document_.lines.back().certificate)), std::string::npos);
  }
}

TEST_P(Forms, PrintToTheSameBytesAgain) {
  EXPECT_TRUE(print(document_) == print(document_));
}

INSTANTIATE_TEST_SUITE_P(Sizes, Forms, testing::ValuesIn(kSizes), [](const auto& info) { return name_of(info.param); });

// Beyond these a golden text has the first and last page, and of the others a checksum, so that it stays readable.
constexpr int kWholePages = 10;

std::string abridged(const Printed& printed) {
  std::string text = printed.text(0);
  for (int page = 1; page + 1 < printed.pages(); ++page) {
    const std::string& words = printed.text(page);
    const auto checksum = crc32(0, reinterpret_cast<const Bytef*>(words.data()), static_cast<uInt>(words.size()));
    text += fmt::format("page {}: {} bytes, CRC-32 {:08x}\n", page + 1, words.size(), checksum);
  }
  return text + printed.text(printed.pages() - 1) + "\n";
}

class FormGoldens : public testing::TestWithParam<Case> {};

TEST_P(FormGoldens, ReadAsTheNoticePrintsThem) {
  const Printed printed(print(sample_document(GetParam().kind, GetParam().lines)));
  const std::string text = printed.pages() <= kWholePages ? printed.text() + "\n" : abridged(printed);
  const std::string wanted = golden(name_of(GetParam()) + ".txt", text);
  EXPECT_TRUE(text == wanted) << text;
}

INSTANTIATE_TEST_SUITE_P(Sizes, FormGoldens, testing::ValuesIn(kSizes),
                         [](const auto& info) { return name_of(info.param); });

TEST(FormWords, LeaveBlanksForWhatIsNotKnown) {
  FormDocument document = sample_document(FormKind::new_plans, 0);
  document.use_from.reset();
  document.contact_name.clear();
  document.contact_phone.clear();
  const std::string text = squeezed(Printed(print(document)).text());
  EXPECT_NE(text.find("12月31日）：年月日－2026年12月31日"), std::string::npos);
  EXPECT_EQ(count(text, "（以下空白）"), 2U);
  EXPECT_EQ(count(text, "合计（0项）"), 2U);
}

TEST(FormWords, SayDraftOnEachPageOfADraft) {
  FormDocument document = sample_document(FormKind::increase, 60);
  EXPECT_EQ(count(squeezed(Printed(print(document)).text()), "草稿"), 0U);
  document.draft_mark = true;
  const Printed printed(print(document));
  EXPECT_EQ(count(squeezed(printed.text()), "草稿"), static_cast<std::size_t>(printed.pages()));
}

TEST(FormWords, StandOnThePagesThatThePrinterTells) {
  const child_process::SelfChild children;
  const forms_pdf::ChildPrinter printer(children);
  for (const std::size_t lines : {1U, 8U, 60U, 400U}) {
    const FormDocument document = sample_document(FormKind::decrease, lines);
    const Printed printed(printer.print(document));
    const std::vector<std::size_t> rows = printer.rows_of_pages(document);
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(printed.pages()));
    std::size_t line = 0;
    for (std::size_t page = 0; page < rows.size(); ++page) {
      const std::string words = squeezed(printed.text(static_cast<int>(page)));
      for (std::size_t row = 0; row < rows[page] && line < lines; ++row, ++line) {
        const ports::FormLine& stands = document.lines[line];
        EXPECT_NE(words.find(squeezed(stands.certificate)), std::string::npos) << "line " << line << " of " << lines;
      }
    }
    EXPECT_EQ(line, lines);
  }
}

TEST(FormWords, WrapLongTextsAndCutNothing) {
  FormDocument document = sample_document(FormKind::decrease, 3);
  std::string words;
  for (int i = 0; i < 250; ++i) words += fmt::format("第{:03}", i);
  document.lines[1].reason = words.substr(0, words.size() - 1);
  document.institution_name = "";
  for (int i = 0; i < 120; ++i) document.institution_name += i % 10 == 0 ? "示" : "例";
  const std::string text = squeezed(Printed(print(document)).text());
  EXPECT_NE(text.find(document.lines[1].reason), std::string::npos);
  EXPECT_NE(text.find(document.institution_name), std::string::npos);
}

// Text that people, catalogues or old data bring in is never a reason not to print.
TEST(FormWords, ShowWhatHasNoPicture) {
  FormDocument document = sample_document(FormKind::increase, 2);
  document.lines[0].reason = "甲\n乙\t丙\r\n丁";
  document.lines[1].reason = "甲\x01乙\u202E丙\x7F丁\xFF戊\U0001F600己";
  document.lines[1].certificate = "示例☎\uFE0F证书";
  document.institution_name = "示例\u2028学院";
  const Printed printed(print(document));
  const std::string text = squeezed(printed.text());
  EXPECT_NE(text.find("甲乙丙丁"), std::string::npos);
  EXPECT_NE(text.find("甲〓乙〓丙〓丁〓戊〓己"), std::string::npos) << text;
  EXPECT_NE(text.find("院校名称：示例学院（加盖"), std::string::npos);
  EXPECT_NE(printed.title().find("示例 学院"), std::string::npos) << printed.title();
  EXPECT_EQ(printed.fonts().size(), 2U) << "another face than the two of the forms";
}

// The longest texts that the contract lets in, of the widest letters there are.
TEST(FormWords, HaveRoomForTheLongestTexts) {
  const auto wide = [](std::size_t letters) {
    std::string text;
    for (std::size_t i = 0; i < letters; ++i) text += "⸻";
    return text;
  };
  for (const auto kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    FormDocument document = sample_document(kind, 3);
    for (auto* lines : {&document.left, &document.right, &document.lines}) {
      for (auto& line : *lines) {
        line.certificate = wide(200);
        line.level = wide(32);
        line.reason = wide(500);
        line.headcount = std::numeric_limits<std::int64_t>::max();
      }
    }
    document.institution_name = wide(100);
    document.contact_name = wide(64);
    document.contact_phone = wide(64);
    const Printed printed(print(document));
    const std::string text = printed.text();
    const std::size_t reasons = kind == FormKind::new_plans ? 0 : 500;
    EXPECT_GE(count(text, "⸻"), 3 * (200 + 32 + reasons) + 100 + 128);
    EXPECT_GE(count(squeezed(text), "9223372036854775807"), 4U);
  }
}

TEST(FormWords, RefuseADocumentThatNobodyShouldMake) {
  const auto broken = [](auto change) {
    FormDocument document = sample_document(FormKind::increase, 2);
    change(document);
    return document;
  };
  EXPECT_THROW(print(broken([](auto& d) { d.number = "KJ|1"; })), std::invalid_argument);
  EXPECT_THROW(print(broken([](auto& d) { d.revision = 0; })), std::invalid_argument);
  EXPECT_THROW(print(broken([](auto& d) { d.digest = "9f2c"; })), std::invalid_argument);
  EXPECT_THROW(print(broken([](auto& d) { d.declared_on = {}; })), std::invalid_argument);
  EXPECT_THROW(print(broken([](auto& d) { d.lines[0].reason.assign(6001, 'x'); })), std::invalid_argument);
  EXPECT_THROW(print(broken([](auto& d) { d.lines.resize(2001); })), std::invalid_argument);
}

TEST(FormWords, OfFourHundredLinesTakeWellUnderASecond) {
  const FormDocument document = sample_document(FormKind::increase, 400);
  const auto start = std::chrono::steady_clock::now();
  print(document);
  const auto took = std::chrono::steady_clock::now() - start;
  RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  // About 0.2 s when the machine is free; the rest is for one that is not, and for the sanitizers.
  EXPECT_LT(took, std::chrono::seconds(5));
}

}  // namespace
}  // namespace kaoji::golden
