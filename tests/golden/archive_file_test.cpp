#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "golden/form_documents.hpp"
#include "golden/paper_documents.hpp"

namespace kaoji::golden {
namespace {

using ports::FormKind;

// What of PDF/A-2b can be checked without a validator, on a file of each kind. docs/forms.md says what cannot.
class ArchiveFile : public testing::TestWithParam<int> {
 protected:
  ArchiveFile() {
    const child_process::SelfChild children;
    const forms_pdf::ChildPrinter printer(children);
    ports::FormDocument draft = sample_document(FormKind::decrease, 8);
    draft.draft_mark = true;
    draft.institution_name = "示例<学院>&\x01";
    const std::vector<std::function<std::string()>> prints = {
        [&] { return printer.print(sample_document(FormKind::new_plans, 60)); },
        [&] { return printer.print(draft); },
        [&] { return printer.print(ports::Paper(sample_package(40))); },
        [&] { return printer.print(ports::Paper(sample_letter(2))); },
        [&] { return printer.print(ports::Paper(sample_work_plan(4, true))); },
        [&] { return printer.print(ports::Paper(sample_receipt(FormKind::increase, 2))); }};
    bytes_ = prints.at(static_cast<std::size_t>(GetParam()))();
    file_.setSuppressWarnings(true);
    file_.processMemoryFile("printed", bytes_.data(), bytes_.size());
  }

  QPDFObjectHandle catalogue() { return file_.getRoot(); }
  std::string xmp() { return content(catalogue().getKey("/Metadata")); }
  static std::string content(QPDFObjectHandle stream) {
    const std::shared_ptr<Buffer> buffer = stream.getRawStreamData();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
  }

  std::string bytes_;
  QPDF file_;
};

// Every element is closed, in the right order; enough for XML as plain as this.
bool is_well_formed(const std::string& xml) {
  std::vector<std::string> open;
  const std::regex tag("<([?/]{0,1})([A-Za-z:]+)[^<>]*>");
  for (auto at = std::sregex_iterator(xml.begin(), xml.end(), tag); at != std::sregex_iterator(); ++at) {
    const std::string mark = (*at)[1];
    if (mark.empty()) {
      open.push_back((*at)[2]);
    } else if (mark == "/") {
      if (open.empty() || open.back() != (*at)[2]) return false;
      open.pop_back();
    }
  }
  const std::string text = std::regex_replace(xml, tag, "");
  return open.empty() && text.find_first_of("<>") == std::string::npos &&
         !std::regex_search(text, std::regex("&(?!amp;|lt;|gt;)"));
}

std::string plain(std::string escaped) {
  for (const auto& [entity, letter] : {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&amp;", "&"}}) {
    escaped = std::regex_replace(escaped, std::regex(entity), letter);
  }
  return escaped;
}

TEST_P(ArchiveFile, IsReadToTheEndWithoutComplaint) {
  QPDFWriter writer(file_);
  writer.setOutputMemory();
  writer.setStreamDataMode(qpdf_s_uncompress);
  writer.write();
  EXPECT_TRUE(file_.getWarnings().empty());
  EXPECT_FALSE(file_.isEncrypted());
}

TEST_P(ArchiveFile, NamesItsLanguageAndShowsItsTitle) {
  EXPECT_EQ(catalogue().getKey("/Lang").getUTF8Value(), "zh-CN");
  EXPECT_TRUE(catalogue().getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  EXPECT_EQ(file_.getTrailer().getKey("/ID").getArrayNItems(), 2);
}

TEST_P(ArchiveFile, SaysTheSameInItsMetadataAndItsInformation) {
  QPDFObjectHandle metadata = catalogue().getKey("/Metadata").getDict();
  EXPECT_EQ(metadata.getKey("/Type").unparse() + metadata.getKey("/Subtype").unparse(), "/Metadata/XML");
  EXPECT_FALSE(metadata.hasKey("/Filter"));
  const std::string text = xmp();
  EXPECT_TRUE(is_well_formed(text)) << text;
  EXPECT_NE(text.find("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>"), std::string::npos);
  QPDFObjectHandle information = file_.getTrailer().getKey("/Info");
  const std::string words = plain(text);
  for (const char* key : {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"}) {
    EXPECT_NE(words.find(">" + information.getKey(key).getUTF8Value() + "<"), std::string::npos) << key;
  }
  std::smatch date;
  const std::string created = information.getKey("/CreationDate").getUTF8Value();
  ASSERT_TRUE(std::regex_match(created, date, std::regex("D:(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)\\+08'00")))
      << created;
  const std::string iso = date.format("<xmp:CreateDate>$1-$2-$3T$4:$5:$6+08:00</xmp:CreateDate>");
  EXPECT_NE(text.find(iso), std::string::npos) << iso;
}

TEST_P(ArchiveFile, BringsItsColourSpace) {
  QPDFObjectHandle intents = catalogue().getKey("/OutputIntents");
  ASSERT_EQ(intents.getArrayNItems(), 1);
  QPDFObjectHandle intent = intents.getArrayItem(0);
  EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
  EXPECT_EQ(intent.getKey("/DestOutputProfile").getDict().getKey("/N").getIntValue(), 3);
  const std::string profile = content(intent.getKey("/DestOutputProfile"));
  ASSERT_GT(profile.size(), 132U);
  EXPECT_EQ(profile.substr(12, 12) + profile.substr(36, 4), "mntrRGB XYZ acsp");
  std::uint32_t size = 0;
  for (const char byte : profile.substr(0, 4)) size = size << 8 | static_cast<unsigned char>(byte);
  EXPECT_EQ(size, profile.size());
}

// Nothing that the standard forbids: transparency, actions, fonts from outside.
TEST_P(ArchiveFile, HoldsNothingThatAnArchiveRefuses) {
  for (QPDFObjectHandle object : file_.getAllObjects()) {
    if (object.isStream()) {
      const std::string filter = object.getDict().getKey("/Filter").unparse();
      EXPECT_TRUE(filter == "null" || filter == "/FlateDecode") << filter;
      EXPECT_FALSE(object.getDict().hasKey("/SMask"));
    }
    if (!object.isDictionary()) continue;
    for (const char* key : {"/A", "/AA", "/OpenAction", "/JS", "/EF", "/AcroForm", "/Annots", "/OCProperties"}) {
      EXPECT_FALSE(object.hasKey(key)) << key;
    }
    if (object.getKey("/Type").unparse() == "/FontDescriptor") {
      EXPECT_TRUE(object.hasKey("/FontFile3"));
      EXPECT_TRUE(std::regex_match(object.getKey("/FontName").getName(), std::regex("/[A-Z]{6}\\+.+")));
    }
    QPDFObjectHandle states = object.getKey("/Resources").isDictionary()
                                  ? object.getKey("/Resources").getKey("/ExtGState")
                                  : QPDFObjectHandle::newNull();
    if (!states.isDictionary()) continue;
    for (auto& [name, state] : states.getDictAsMap()) {
      for (const auto& [key, value] : QPDFObjectHandle(state).getDictAsMap()) {
        EXPECT_TRUE(key == "/CA" || key == "/ca" || key == "/Type") << key;
        EXPECT_TRUE(key == "/Type" || QPDFObjectHandle(value).getNumericValue() == 1) << key;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, ArchiveFile, testing::Range(0, 5));

}  // namespace
}  // namespace kaoji::golden
