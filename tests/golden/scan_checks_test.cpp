#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "adapters/scan_checks/confined_inspector.hpp"
#include "golden/detour.hpp"
#include "golden/form_documents.hpp"
#include "golden/made_pdf.hpp"
#include "golden/temporary_file.hpp"

namespace kaoji::golden {
namespace {

using ports::ScanVerdict;
using std::chrono::steady_clock;

struct Case {
  std::string name;
  std::string code;  ///< "" for accepted
  std::string file;
};

// GoogleTest names the case by it; the file itself would be a long name.
std::ostream& operator<<(std::ostream& out, const Case& one) {
  return out << one.name;
}

ScanVerdict inspect(const std::string& file) {
  const child_process::SelfChild children;
  const scan_checks::ConfinedInspector inspector(children);
  const TemporaryFile on_disk(file);
  return inspector.inspect(on_disk.path());
}

std::string with_action(const std::string& action) {
  return MadePdf().object(1, "<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>").object(4, action).bytes();
}

std::string with_box(const std::string& entries) {
  return MadePdf().object(3, "<< /Type /Page /Parent 2 0 R " + entries + " >>").bytes();
}

std::string with_annotation(const std::string& annotation) {
  return MadePdf()
      .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>")
      .object(4, annotation)
      .bytes();
}

// A page tree of this many levels where each node names the next one twice: 2^levels paths.
std::string doubling_tree(int levels) {
  MadePdf pdf;
  pdf.object(2, "<< /Type /Pages /Kids [10 0 R 10 0 R] >>");
  for (int i = 0; i < levels; ++i) {
    pdf.object(10 + i, fmt::format("<< /Type /Pages /Kids [{0} 0 R {0} 0 R] >>", 11 + i));
  }
  return pdf.object(10 + levels, "<< /Type /Pages /Kids [] >>").bytes();
}

// The catalogue is compressed in an object stream that inflates to a gibibyte.
std::string object_stream_bomb() {
  std::string pdf = "%PDF-1.7\n";
  const std::size_t holder = pdf.size();
  const std::string inflated = bomb(1536);
  pdf += "5 0 obj\n<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length " + std::to_string(inflated.size()) +
         " >>\nstream\n" + inflated + "\nendstream\nendobj\n";
  const std::size_t table = pdf.size();
  std::string rows;
  const auto row = [&rows](char kind, std::size_t where, char last) {
    rows += kind;
    for (int shift = 16; shift >= 0; shift -= 8) rows += static_cast<char>(where >> shift & 0xff);
    rows += last;
  };
  row(0, 0, 0);
  row(2, 5, 0);
  row(1, holder, 0);
  row(1, table, 0);
  return pdf + "6 0 obj\n<< /Type /XRef /Size 7 /W [1 3 1] /Index [0 2 5 2] /Root 1 0 R /Length " +
         std::to_string(rows.size()) + " >>\nstream\n" + rows + "\nendstream\nendobj\nstartxref\n" +
         std::to_string(table) + "\n%%EOF\n";
}

std::vector<Case> plain_cases() {
  const std::string ok = MadePdf().bytes();
  return {
      {"one_page", "", ok},
      {"two_hundred_pages", "", MadePdf().pages(200).bytes()},
      {"page_twice", "", MadePdf().object(2, "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>").bytes()},
      {"false_count", "", MadePdf().object(2, "<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>").bytes()},
      {"inherited_box", "",
       MadePdf()
           .object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>")
           .object(3, "<< /Type /Page /Parent 2 0 R >>")
           .bytes()},
      {"opens_at_a_page", "", MadePdf().object(1, "<< /Pages 2 0 R /OpenAction [3 0 R /Fit] >>").bytes()},
      {"goto_action", "", with_action("<< /S /GoTo /D [3 0 R /Fit] >>")},
      {"web_address", "", with_annotation("<< /Subtype /Link /A << /S /URI /URI (https://example.org) >> >>")},
      {"wrong_table_place", "", std::string(ok).replace(ok.find("startxref") + 10, 1, "9")},
      {"content_bomb", "",
       MadePdf()
           .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
           .stream(4, "/Filter /FlateDecode", bomb(1024))
           .bytes()},
      {"empty", "pdf-not-pdf", ""},
      {"html_first", "pdf-not-pdf", "<html></html>" + ok},
      {"space_first", "pdf-not-pdf", " " + ok},
      {"too_large", "pdf-too-large", ok + std::string(std::size_t{20} << 20, '\n')},
      {"header_only", "pdf-damaged", "%PDF-1.7\n"},
      {"noise", "pdf-damaged", "%PDF-1.7\n" + std::string(50000, '\x9c')},
      {"cut_in_half", "pdf-damaged", ok.substr(0, 40)},
      {"lost_table", "pdf-damaged", ok.substr(0, ok.find("xref"))},
      {"no_tree", "pdf-damaged", MadePdf().object(1, "<< /Type /Catalog >>").bytes()},
  };
}

std::vector<Case> hostile_cases() {
  const std::string script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
  return {
      {"script", "pdf-active", with_action(script)},
      {"disguised_script", "pdf-active",
       MadePdf()
           .object(1, "<< /Type /Catalog /Pages 2 0 R /Open#41ction 4 0 R >>")
           .object(4, "<< /S /Java#53cript /J#53 (x) >>")
           .bytes()},
      {"named_script", "pdf-active",
       MadePdf().object(1, "<< /Pages 2 0 R /Names << /JavaScript << /Names [] >> >> >>").bytes()},
      {"launch", "pdf-active", with_action("<< /S /Launch /F (a.exe) >>")},
      {"chained_launch", "pdf-active", with_action("<< /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (a) >> >>")},
      {"form_sender", "pdf-active", with_action("<< /S /SubmitForm /F (http://example.org) >>")},
      {"page_action", "pdf-active", with_box("/MediaBox [0 0 595 842] /AA << /O " + script + " >>")},
      {"embedded_file", "pdf-active",
       MadePdf()
           .object(1, "<< /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>")
           .object(4, "<< /Names [(a.exe) << /Type /Filespec /EF << /F 5 0 R >> >>] >>")
           .stream(5, "/Type /EmbeddedFile", "MZ")
           .bytes()},
      {"attachment", "pdf-active", with_annotation("<< /Subtype /FileAttachment >>")},
      {"rich_media", "pdf-active", with_annotation("<< /Subtype /Rich#4dedia >>")},
      {"xfa", "pdf-active", MadePdf().object(1, "<< /Pages 2 0 R /AcroForm << /XFA (x) >> >>").bytes()},
      {"foreign_stream", "pdf-active", MadePdf().stream(4, "/F (/etc/passwd)", "").bytes()},
      {"unreached_script", "pdf-active", MadePdf().object(4, script).bytes()},
      {"encrypted", "pdf-encrypted",
       MadePdf()
           .trailer("/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter "
                    "/Standard /V 1 /R 2 /P -4 /O <" +
                    std::string(64, '0') + "> /U <" + std::string(64, '1') + "> >>")
           .bytes()},
      {"unknown_encryption", "pdf-encrypted", MadePdf().trailer("/Encrypt << /Filter /Other /V 9 >>").bytes()},
      {"no_page", "pdf-pages", MadePdf().object(2, "<< /Type /Pages /Kids [] /Count 0 >>").bytes()},
      {"page_201", "pdf-pages", MadePdf().pages(201).bytes()},
      {"hidden_pages", "pdf-pages", MadePdf().pages(5000).bytes()},
      {"loop", "pdf-damaged", MadePdf().object(2, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>").bytes()},
      {"doubling_tree", "pdf-damaged", doubling_tree(60)},
      {"huge_page", "pdf-page-size", with_box("/MediaBox [0 0 2000000 2000000]")},
      {"huge_unit", "pdf-page-size", with_box("/MediaBox [0 0 595 842] /UserUnit 1000")},
      {"huge_crop", "pdf-page-size", with_box("/MediaBox [0 0 595 842] /CropBox [-9000 0 9000 842]")},
      {"no_box", "pdf-page-size", with_box("")},
      {"empty_box", "pdf-page-size", with_box("/MediaBox [0 0 0 0]")},
      {"words_for_box", "pdf-page-size", with_box("/MediaBox [/A /B /C /D]")},
      {"deep_nesting", "pdf-damaged",
       MadePdf().object(1, std::string(2000000, '[') + std::string(2000000, ']')).bytes()},
  };
}

class Scans : public testing::TestWithParam<Case> {};

TEST_P(Scans, GetTheirVerdict) {
  const auto start = steady_clock::now();
  const ScanVerdict verdict = inspect(GetParam().file);
  EXPECT_EQ(verdict.code, GetParam().code);
  EXPECT_EQ(verdict.accepted(), GetParam().code.empty());
  EXPECT_EQ(verdict.zh.empty(), verdict.accepted());
  EXPECT_EQ(verdict.en.empty(), verdict.accepted());
  EXPECT_EQ(verdict.pages > 0, verdict.accepted());
  EXPECT_LT(steady_clock::now() - start, std::chrono::seconds(16));
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Plain, Scans, testing::ValuesIn(plain_cases()), name_of);
INSTANTIATE_TEST_SUITE_P(Hostile, Scans, testing::ValuesIn(hostile_cases()), name_of);

TEST(ScanInspector, CountsPagesByWalking) {
  EXPECT_EQ(inspect(MadePdf().pages(7).bytes()).pages, 7);
  EXPECT_EQ(inspect(MadePdf().object(2, "<< /Kids [3 0 R] /Count 999999999 >>").bytes()).pages, 1);
}

TEST(ScanInspector, RefusesABombThatMustBeInflatedToBeRead) {
  // Which limit it meets first, memory or time, depends on the machine.
  const std::string code = inspect(object_stream_bomb()).code;
  EXPECT_TRUE(code == "pdf-damaged" || code == "pdf-timeout") << code;
}

TEST(ScanInspector, AcceptsEveryPrintedForm) {
  const child_process::SelfChild children;
  const forms_pdf::ChildPrinter printer(children);
  for (const auto kind : {ports::FormKind::new_plans, ports::FormKind::increase, ports::FormKind::decrease}) {
    EXPECT_TRUE(inspect(printer.print(sample_document(kind, 60))).accepted());
  }
}

TEST(ScanInspector, SaysSoWhenTimeIsUsedUp) {
  const child_process::SelfChild children;
  scan_checks::InspectorLimits limits;
  limits.child.wall = std::chrono::milliseconds(1);
  const scan_checks::ConfinedInspector inspector(children, limits);
  const TemporaryFile file(MadePdf().bytes());
  EXPECT_EQ(inspector.inspect(file.path()).code, "pdf-timeout");
}

TEST(ScanInspector, WithoutFileOrProgramGivesNoVerdict) {
  const child_process::SelfChild children;
  EXPECT_THROW(scan_checks::ConfinedInspector(children).inspect("/nonexistent/scan.pdf"), ports::ScanUnavailable);
  const child_process::SelfChild absent("/nonexistent/program");
  const TemporaryFile file(MadePdf().bytes());
  EXPECT_THROW(scan_checks::ConfinedInspector(absent).inspect(file.path()), ports::ScanUnavailable);
}

TEST(ScanInspector, OutlivesWhatItsChildrenDieOf) {
  const TemporaryFile file(MadePdf().bytes());
  scan_checks::InspectorLimits limits;
  limits.child.cpu_seconds = 1;
  EXPECT_EQ(scan_checks::ConfinedInspector(Detour("--crash"), limits).inspect(file.path()).code, "pdf-damaged");
  EXPECT_EQ(scan_checks::ConfinedInspector(Detour("--chatter"), limits).inspect(file.path()).code, "pdf-damaged");
  EXPECT_EQ(scan_checks::ConfinedInspector(Detour("--spin"), limits).inspect(file.path()).code, "pdf-timeout");
}

TEST(ScanInspector, HoldsBackWhoeverFindsAllPlacesTaken) {
  const Detour children("--hang");
  scan_checks::InspectorLimits limits;
  limits.at_a_time = 1;
  limits.patience = std::chrono::milliseconds(50);
  limits.child.wall = std::chrono::milliseconds(500);
  const scan_checks::ConfinedInspector inspector(children, limits);
  const TemporaryFile file(MadePdf().bytes());
  std::thread first([&] { EXPECT_EQ(inspector.inspect(file.path()).code, "pdf-timeout"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  EXPECT_THROW(inspector.inspect(file.path()), ports::ScanUnavailable);
  first.join();
  EXPECT_EQ(inspector.inspect(file.path()).code, "pdf-timeout");
}

TEST(ScanInspector, TrustsNoAnswerButTheTwoItKnows) {
  const TemporaryFile file(MadePdf().bytes());
  for (const char* answer : {"", "pages 1", "pages 0\n", "pages 201\n", "pages 1x\n", "pages -1\n", "pages 1\nmore\n",
                             "refused \n", "refused nonsense\n", "ok\n"}) {
    const Liar children(answer);
    EXPECT_EQ(scan_checks::ConfinedInspector(children).inspect(file.path()).code, "pdf-damaged") << answer;
  }
}

}  // namespace
}  // namespace kaoji::golden
