#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "adapters/scan_reading/confined_joiner.hpp"
#include "adapters/scan_reading/confined_reader.hpp"
#include "adapters/scan_reading/picture.hpp"
#include "adapters/scan_reading/reading_wire.hpp"
#include "golden/detour.hpp"
#include "golden/form_documents.hpp"
#include "golden/made_pdf.hpp"
#include "golden/made_photo.hpp"
#include "golden/printed.hpp"
#include "golden/temporary_file.hpp"

namespace kaoji::golden {
namespace {

using ports::ScanReading;
using ports::Sighting;
using scan_reading::ConfinedReader;
using scan_reading::ReaderLimits;

std::optional<ScanReading> read(const std::string& file, const ports::ScanReader::Progress& progress = {}) {
  const child_process::SelfChild children;
  const ConfinedReader reader(children);
  return reader.read(TemporaryFile(file).path(), progress);
}

std::string printed(std::size_t lines) {
  const child_process::SelfChild children;
  return forms_pdf::ChildPrinter(children).print(sample_document(ports::FormKind::decrease, lines));
}

TEST(ScanReader, ReadsThatASheetSaysDraft) {
  const child_process::SelfChild children;
  ports::FormDocument document = sample_document(ports::FormKind::decrease, 1);
  document.draft_mark = true;
  const auto reading = read(forms_pdf::ChildPrinter(children).print(document));
  ASSERT_TRUE(reading.has_value());
  EXPECT_EQ(reading->pages[0].mark, (ports::SheetMark{"KJ2026-000123", 3, 1, 1, "9F2C4A1B0D3E5F67", true}));
}

TEST(ScanReader, SeesTheMarksThatTheSandboxDraws) {
  const child_process::SelfChild children;
  for (const auto kind : {ports::FormKind::new_plans, ports::FormKind::increase, ports::FormKind::decrease}) {
    ports::FormDocument document = sample_document(kind, 60);
    document.made_up = {true, true, false};
    const auto reading = read(forms_pdf::ChildPrinter(children).print(document));
    ASSERT_TRUE(reading.has_value());
    EXPECT_EQ(reading->seal.sighting, Sighting::found);
    EXPECT_EQ(reading->leader_signature.sighting, Sighting::found);
    EXPECT_EQ(reading->department_signature.sighting, Sighting::not_found);
  }
}

TEST(ScanReader, ReadsAPrintedFormThatNobodySigned) {
  const auto reading = read(printed(1));
  ASSERT_TRUE(reading.has_value());
  ASSERT_EQ(reading->pages.size(), 1U);
  EXPECT_EQ(reading->pages[0].mark, (ports::SheetMark{"KJ2026-000123", 3, 1, 1, "9F2C4A1B0D3E5F67"}));
  EXPECT_EQ(reading->pages[0].turned, 0);
  EXPECT_TRUE(reading->pages[0].picture.starts_with("\xFF\xD8\xFF"));
  EXPECT_EQ(reading->seal.sighting, Sighting::not_found);
  EXPECT_EQ(reading->leader_signature.sighting, Sighting::not_found);
  EXPECT_EQ(reading->department_signature.sighting, Sighting::not_found);
  // The boxes say where it belongs: the leader signs left of the department.
  EXPECT_EQ(reading->leader_signature.page, 1);
  EXPECT_LT(reading->leader_signature.box.x, reading->department_signature.box.x);
  EXPECT_GT(reading->leader_signature.box.y, 700);
}

TEST(ScanReader, TellsItsProgressPageByPage) {
  std::vector<int> told;
  int all = 0;
  const auto reading = read(printed(60), [&](int done, int of) {
    told.push_back(done);
    all = of;
  });
  ASSERT_TRUE(reading.has_value());
  ASSERT_GT(reading->pages.size(), 2U);
  EXPECT_EQ(all, static_cast<int>(reading->pages.size()));
  ASSERT_GE(told.size(), 2U);  // two pages may be told at once, but not all of them
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), all);
}

TEST(ScanReader, LooksForSignaturesOnTheLastPageOnly) {
  const auto reading = read(printed(60));
  ASSERT_TRUE(reading.has_value());
  EXPECT_EQ(reading->leader_signature.page, static_cast<int>(reading->pages.size()));
  EXPECT_EQ(reading->seal.page, 1);
}

TEST(ScanReader, ReadsAPhotoThatTheCameraSaysIsTurned) {
  const Picture picture = Printed(printed(1)).picture(0, 150);
  const std::string photo = scan_reading::to_jpeg({picture.width, picture.height, 1, picture.grey}, 80);
  const child_process::SelfChild children;
  // Orientation 6: the sheet was held lying, the camera turned clockwise; upright it stands on its right edge.
  const auto joined = scan_reading::ConfinedJoiner(children).join({with_exif(photo, 6, true)});
  ASSERT_EQ(joined.refusal, ports::PhotoRefusal::none);
  const auto reading = read(joined.pdf);
  ASSERT_TRUE(reading.has_value());
  ASSERT_TRUE(reading->pages.at(0).mark.has_value());
  EXPECT_EQ(reading->pages[0].mark->number, "KJ2026-000123");
  EXPECT_EQ(reading->pages[0].turned, 270);
}

TEST(ScanReader, GivesPicturesWithoutAnyCode) {
  const auto reading = read(MadePdf().bytes());
  ASSERT_TRUE(reading.has_value());
  ASSERT_EQ(reading->pages.size(), 1U);
  EXPECT_FALSE(reading->pages[0].mark.has_value());
  EXPECT_FALSE(reading->pages[0].picture.empty());
  EXPECT_EQ(reading->seal.sighting, Sighting::not_found);
}

TEST(ScanReader, DoubtsARedRingOnAPageWithoutACode) {
  const auto reading =
      read(MadePdf()
               .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R >>")
               .stream(4, "",
                       "0.8 0.1 0.1 RG 3 w 260 400 m 260 433 233 460 200 460 c 167 460 140 433 140 400 c "
                       "140 367 167 340 200 340 c 233 340 260 367 260 400 c S")
               .bytes());
  ASSERT_TRUE(reading.has_value());
  EXPECT_EQ(reading->seal.sighting, Sighting::uncertain);
  EXPECT_NEAR(reading->seal.box.x + reading->seal.box.width / 2, 237, 8);
  EXPECT_NEAR(reading->seal.box.y + reading->seal.box.height / 2, 328, 8);
}

struct HostileFile {
  std::string name;
  std::string file;
};

std::ostream& operator<<(std::ostream& out, const HostileFile& one) {
  return out << one.name;
}

// A page that shows one image with this dictionary and content.
std::string with_image(const std::string& entries, const std::string& content) {
  return MadePdf()
      .object(3,
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R "
              "/Resources << /XObject << /I 5 0 R >> >> >>")
      .stream(4, "", "842 0 0 595 0 0 cm /I Do")
      .stream(5, "/Type /XObject /Subtype /Image " + entries, content)
      .bytes();
}

std::string with_content(const std::string& content) {
  return MadePdf()
      .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R >>")
      .stream(4, "", content)
      .bytes();
}

// Forms that draw each other twice: 2^levels drawings.
std::string doubling_forms(int levels) {
  MadePdf pdf;
  pdf.object(3,
             "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R "
             "/Resources << /XObject << /F 10 0 R >> >> >>");
  pdf.stream(4, "", "/F Do");
  for (int i = 0; i < levels; ++i) {
    pdf.stream(
        10 + i,
        fmt::format("/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /F {} 0 R >> >>",
                    i + 1 < levels ? 11 + i : 10),
        "/F Do /F Do");
  }
  return pdf.bytes();
}

std::string jpeg() {
  return scan_reading::to_jpeg({800, 600, 3, std::vector<std::uint8_t>(800 * 600 * 3, 200)}, 80);
}

std::vector<HostileFile> hostile_files() {
  const std::string image = "/BitsPerComponent 8 /ColorSpace /DeviceRGB /Width {0} /Height {0} ";
  std::string repeated;
  for (int i = 0; i < 3000; ++i) repeated += "0 0 m 842 595 l 842 0 l 0 595 l f ";
  return {
      {"content_bomb", MadePdf()
                           .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
                           .stream(4, "/Filter /FlateDecode", bomb(1024))
                           .bytes()},
      {"image_bomb",
       with_image("/BitsPerComponent 8 /ColorSpace /DeviceGray /Width 32000 /Height 32000 /Filter /FlateDecode",
                  bomb(1024))},
      {"image_of_giga_pixels",
       with_image("/BitsPerComponent 8 /ColorSpace /DeviceRGB /Width 2000000000 /Height 2000000000", "x")},
      {"cut_jpeg", with_image("/BitsPerComponent 8 /ColorSpace /DeviceRGB /Width 800 /Height 600 /Filter /DCTDecode",
                              jpeg().substr(0, 900))},
      {"jpeg_of_another_size",
       with_image("/BitsPerComponent 8 /ColorSpace /DeviceRGB /Width 60000 /Height 60000 /Filter /DCTDecode", jpeg())},
      {"noise_for_fax", with_image("/BitsPerComponent 1 /ColorSpace /DeviceGray /Width 5000 /Height 5000 "
                                   "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 5000 >>",
                                   std::string(50000, '\x5a'))},
      {"noise_for_jpx", with_image("/Filter /JPXDecode", std::string(50000, '\x9c'))},
      {"noise_for_jbig2",
       with_image("/BitsPerComponent 1 /ColorSpace /DeviceGray /Width 5000 /Height 5000 /Filter /JBIG2Decode",
                  std::string(50000, '\x01'))},
      {"doubling_forms", doubling_forms(40)},
      {"deep_saves", with_content(std::string(2000000, 'q'))},
      {"many_fills", with_content(repeated)},
      {"two_hundred_pages_claimed", MadePdf().object(2, "<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>").bytes()},
      {"thin_page", MadePdf().object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 0.01] >>").bytes()},
      {"noise", "%PDF-1.7\n" + std::string(50000, '\x9c')},
  };
}

class HostileScans : public testing::TestWithParam<HostileFile> {};

TEST_P(HostileScans, AreReadOrNotWithinTheLimits) {
  const child_process::SelfChild children;
  ReaderLimits limits;
  limits.child.cpu_seconds = 2;
  limits.child.wall = std::chrono::seconds(15);
  const ConfinedReader reader(children, limits);
  const auto reading = reader.read(TemporaryFile(GetParam().file).path(), {});
  if (reading) {
    EXPECT_FALSE(reading->pages.empty());
    EXPECT_NE(reading->seal.sighting, Sighting::found);
    for (const ports::ReadPage& page : reading->pages) EXPECT_FALSE(page.mark.has_value());
  }
}

INSTANTIATE_TEST_SUITE_P(Files, HostileScans, testing::ValuesIn(hostile_files()),
                         [](const testing::TestParamInfo<HostileFile>& info) { return info.param.name; });

TEST(ScanReader, RefusesMorePagesThanAScanHas) {
  EXPECT_FALSE(read(MadePdf().pages(201).bytes()).has_value());
}

TEST(ScanReader, OutlivesWhatItsChildrenDieOf) {
  const TemporaryFile file(MadePdf().bytes());
  ReaderLimits limits;
  limits.child.cpu_seconds = 1;
  limits.child.wall = std::chrono::milliseconds(2500);
  limits.child.answer_bytes = 1 << 20;
  for (const char* end : {"--crash", "--chatter", "--spin", "--hang"}) {
    EXPECT_FALSE(ConfinedReader(Detour(end), limits).read(file.path(), {}).has_value()) << end;
  }
}

TEST(ScanReader, TurnsAwayWhoeverFindsTheQueueFull) {
  const Detour children("--hang");
  ReaderLimits limits;
  limits.waiting = 0;
  limits.child.wall = std::chrono::milliseconds(500);
  const ConfinedReader reader(children, limits);
  const TemporaryFile file(MadePdf().bytes());
  std::thread first([&] { EXPECT_FALSE(reader.read(file.path(), {}).has_value()); });
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  EXPECT_THROW(reader.read(file.path(), {}), ports::ScanUnavailable);
  first.join();
  EXPECT_FALSE(reader.read(file.path(), {}).has_value());
}

TEST(ScanReader, LetsAFewWait) {
  const Detour children("--hang");
  ReaderLimits limits;
  limits.child.wall = std::chrono::milliseconds(300);
  const ConfinedReader reader(children, limits);
  const TemporaryFile file(MadePdf().bytes());
  std::thread first([&] { reader.read(file.path(), {}); });
  EXPECT_NO_THROW(reader.read(file.path(), {}));
  first.join();
}

TEST(ScanReader, WithoutFileOrProgramGivesNoReading) {
  const child_process::SelfChild children;
  EXPECT_THROW(ConfinedReader(children).read("/nonexistent/scan.pdf", {}), ports::ScanUnavailable);
  const child_process::SelfChild absent("/nonexistent/program");
  const TemporaryFile file(MadePdf().bytes());
  EXPECT_THROW(ConfinedReader(absent).read(file.path(), {}), ports::ScanUnavailable);
}

TEST(ScanReader, TrustsNoAnswerButTheOneItKnows) {
  const TemporaryFile file(MadePdf().bytes());
  const std::string page = "page 1 90 KAOJI1:KJ1:2:1/1:0123456789ABCDEF 3\n\xFF\xD8\xFF\n";
  const std::string end = "end\nseal 0 1 10 20 30 40\nleader 1 0 0 0 0 0\ndepartment 2 1 0 0 1000 1000\n";
  const auto read_from = [&](const std::string& answer) { return ConfinedReader(Liar(answer)).read(file.path(), {}); };
  const auto truth = read_from(page + end);
  ASSERT_TRUE(truth.has_value());
  EXPECT_EQ(truth->pages.at(0).mark, (ports::SheetMark{"KJ1", 2, 1, 1, "0123456789ABCDEF"}));
  EXPECT_EQ(truth->pages.at(0).turned, 90);
  EXPECT_EQ(truth->seal, (ports::Seen{Sighting::found, 1, {10, 20, 30, 40}}));
  EXPECT_EQ(truth->department_signature.sighting, Sighting::uncertain);
  const auto with = [&](const std::string& was, const std::string& is) {
    std::string changed = page + end;
    return changed.replace(changed.find(was), was.size(), is);
  };
  for (const std::string& lie : {std::string(),
                                 page,
                                 end,
                                 page + page + end,
                                 page + end + "x",
                                 with("page 1", "page 2"),
                                 with("page 1", "page 201"),
                                 with("page 1", "page -1"),
                                 with(" 90 ", " 45 "),
                                 with("KAOJI1", "KAOJI2"),
                                 with(":2:", ":02:"),
                                 with("1/1", "2/1"),
                                 with("0123", "012x"),
                                 with(" 3\n", " 4\n"),
                                 with("\xFF\xD8\xFF", "abc"),
                                 with("seal 0", "seal 3"),
                                 with("seal 0 1", "seal 0 2"),
                                 with("40\n", "1001\n"),
                                 with("10 20 30", "900 20 300"),
                                 with("leader", "Leader"),
                                 with("1000 1000\n", "1000 1000")}) {
    EXPECT_FALSE(read_from(lie).has_value()) << lie;
  }
}

}  // namespace
}  // namespace kaoji::golden
