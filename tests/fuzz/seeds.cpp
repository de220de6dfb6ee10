#include "fuzz/seeds.hpp"

#include <fmt/format.h>

#include "adapters/forms_pdf/pango_form_printer.hpp"
#include "adapters/scan_reading/join_photos.hpp"
#include "adapters/scan_reading/pdf_pages.hpp"
#include "adapters/scan_reading/photo_wire.hpp"
#include "adapters/scan_reading/picture.hpp"
#include "adapters/scan_reading/reading_wire.hpp"
#include "fuzz/table_seeds.hpp"
#include "fuzz/text_seeds.hpp"
#include "golden/form_documents.hpp"
#include "golden/made_pdf.hpp"
#include "golden/made_photo.hpp"

namespace kaoji::fuzz {
namespace {

using golden::MadePdf;
using Seeds = std::vector<Seed>;

constexpr std::size_t kBombMegabytes = 64;

std::string page_with(const std::string& entries) {
  return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + entries + " >>";
}

std::string with_content(const std::string& entries, const std::string& content) {
  return MadePdf().object(3, page_with("/Contents 4 0 R")).stream(4, entries, content).bytes();
}

Seeds files_in_order() {
  return {{"one_page", MadePdf().bytes()},
          {"three_pages", MadePdf().pages(3).bytes()},
          {"inherited_box", MadePdf()
                                .object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>")
                                .object(3, "<< /Type /Page /Parent 2 0 R /Rotate 90 /UserUnit 2 >>")
                                .bytes()},
          {"lines", with_content("", "2 w 100 100 m 400 700 l S 1 0 0 RG 300 400 100 100 re S")}};
}

Seeds hostile_files() {
  const std::string script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
  const std::string catalogue = "<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>";
  return {
      {"script", MadePdf().object(1, catalogue).object(4, script).bytes()},
      {"disguised_script", MadePdf()
                               .object(1, "<< /Type /Catalog /Pages 2 0 R /Open#41ction 4 0 R >>")
                               .object(4, "<< /S /Java#53cript /JS (x) >>")
                               .bytes()},
      {"embedded_file", MadePdf()
                            .object(1, "<< /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >> >>")
                            .object(4, "<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>")
                            .stream(5, "/Type /EmbeddedFile", "MZ")
                            .bytes()},
      {"huge_page", MadePdf().object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000000 2000000] >>").bytes()},
      {"thin_page", MadePdf().object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 .01] >>").bytes()},
      {"bomb", with_content("/Filter /FlateDecode", golden::bomb(kBombMegabytes))},
      {"loop", MadePdf().object(2, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>").bytes()},
      {"false_count", MadePdf().object(2, "<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>").bytes()},
      {"html_first", "<html><script>alert(1)</script>" + MadePdf().bytes()},
      {"encrypted", MadePdf().trailer("/Encrypt << /Filter /Standard /V 1 >>").bytes()},
      {"form_in_itself", MadePdf()
                             .object(3, page_with("/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"))
                             .stream(4, "", "/X Do")
                             .stream(5,
                                     "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R "
                                     ">> >>",
                                     "/X Do /X Do")
                             .bytes()},
      {"false_picture", MadePdf()
                            .object(3, page_with("/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"))
                            .stream(4, "", "595 0 0 842 0 0 cm /X Do")
                            .stream(5,
                                    "/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 "
                                    "/ColorSpace /DeviceRGB",
                                    "no pixels")
                            .bytes()},
      {"cut", MadePdf().bytes().substr(0, 120)},
  };
}

std::string form(ports::FormKind kind, std::size_t lines) {
  return forms_pdf::PangoFormPrinter().print(golden::sample_document(kind, lines));
}

/// The first page of the form as a camera stores it.
std::string picture_of(const std::string& pdf, int longer_side) {
  return scan_reading::to_jpeg(scan_reading::PdfPages(pdf).draw(0, longer_side), 70);
}

Seeds structures() {
  Seeds seeds = files_in_order();
  for (Seed& hostile : hostile_files()) seeds.push_back(std::move(hostile));
  return seeds;
}

Seeds readings() {
  Seeds seeds = structures();
  const std::string print = form(ports::FormKind::decrease, 1);
  const std::string photo = picture_of(print, 1754);
  seeds.push_back({"print", print});
  seeds.push_back({"scan", scan_reading::join_photos({photo}, [](int) {}).pdf});
  return seeds;
}

Seeds photos() {
  const std::string jpeg = golden::jpeg_photo(64, 48);
  const std::string png = golden::png_photo(64, 48, 64, 48);
  return {{"jpeg", jpeg},
          {"turned", golden::with_exif(jpeg, 6, true)},
          {"turned_back", golden::with_exif(jpeg, 8, false)},
          {"png", png},
          {"false_size", golden::png_photo(64, 48, 6000, 6000)},
          {"false_giant", golden::png_photo(64, 48, 4000000000U, 4000000000U)},
          {"cut_jpeg", jpeg.substr(0, jpeg.size() / 2)},
          {"cut_png", png.substr(0, png.size() / 2)},
          {"no_photo", MadePdf().bytes()}};
}

Seeds answers() {
  ports::ScanReading reading;
  for (int page = 1; page <= 2; ++page) {
    const ports::SheetMark mark{"KJ2026-000001", 1, page, 2, "71AF56C2078A9610"};
    reading.pages.push_back({page == 1 ? std::optional(mark) : std::nullopt, 90 * page, "\xFF\xD8\xFF picture"});
  }
  reading.seal = {ports::Sighting::found, 1, {100, 100, 200, 200}};
  std::string answer;
  for (const auto& page : reading.pages) answer += scan_reading::encode_page(page, 2);
  const std::string part =
      "--kaoji\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: "
      "image/jpeg\r\n\r\n";
  const std::string upload = part + "\xFF\xD8\xFF\r\n" + part + "x\r\n--kaoji--\r\n";
  const std::string begun = scan_reading::encode_begun(1) + scan_reading::encode_begun(2);
  return {{"reading", answer + scan_reading::encode_end(reading)},
          {"half_a_reading", answer},
          {"joined", begun + scan_reading::encode_joined({ports::PhotoRefusal::none, 0, "%PDF-1.7"})},
          {"refused", begun + scan_reading::encode_joined({ports::PhotoRefusal::damaged, 2, {}})},
          {"photos", scan_reading::encode_photos({"one", "another"})},
          {"upload", upload},
          {"sheets", "sheet 6\n\xE8\x80\x83\xE6\xA0\xB8\ncell 1 2 t 3\na\nb\ncell 3 1 n 1\n5\nend\n"},
          {"refused_sheets", "refused 10\nsheet-bomb\n4\na!B1\nend\n"}};
}

}  // namespace

std::vector<Seed> seeds_of(std::string_view target) {
  if (target == "structure") return structures();
  if (target == "reading") return readings();
  if (target == "photo") return photos();
  if (target == "book") return seeds_of_books();
  if (target == "cells") return seeds_of_cells();
  if (target == "table") return seeds_of_tables();
  if (target == "http") return seeds_of_requests();
  if (target == "json") return seeds_of_json();
  if (target == "multipart") return seeds_of_uploads();
  if (target == "policy") return seeds_of_policies();
  if (target == "csv") return seeds_of_catalogues();
  if (target == "story") return seeds_of_stories();
  return answers();
}

}  // namespace kaoji::fuzz
