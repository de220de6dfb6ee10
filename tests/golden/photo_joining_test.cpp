#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "adapters/child_process/self_child.hpp"
#include "adapters/scan_checks/confined_inspector.hpp"
#include "adapters/scan_reading/confined_joiner.hpp"
#include "golden/detour.hpp"
#include "golden/made_photo.hpp"
#include "golden/printed.hpp"
#include "golden/temporary_file.hpp"

namespace kaoji::golden {
namespace {

using ports::JoinedPhotos;
using ports::PhotoRefusal;
using scan_reading::ConfinedJoiner;
using scan_reading::JoinerLimits;

JoinedPhotos join(const std::vector<std::string>& photos) {
  const child_process::SelfChild children;
  return ConfinedJoiner(children).join(photos);
}

// Which quarter of the page is black: 0 upper left, 1 upper right, 2 lower left, 3 lower right; -1 none or several.
int black_quarter(const Printed& pdf, int page) {
  const Picture picture = pdf.picture(page, 36);
  int found = -1;
  for (int quarter = 0; quarter < 4; ++quarter) {
    const int x = quarter % 2 * picture.width / 2 + picture.width / 8;
    const int y = quarter / 2 * picture.height / 2 + picture.height / 8;
    const double dark = picture.darkness(x, y, picture.width / 4, picture.height / 4);
    if (dark > 0.9) found = found == -1 ? quarter : -2;
    if (dark > 0.1 && dark < 0.9) return -1;
  }
  return found < 0 ? -1 : found;
}

TEST(PhotoJoiner, MakesAPageOfEachPhotoInOrder) {
  const JoinedPhotos joined = join({jpeg_photo(400, 300), png_photo(300, 400, 300, 400)});
  ASSERT_EQ(joined.refusal, PhotoRefusal::none) << joined.en;
  EXPECT_EQ(joined.code, "");
  const Printed pdf(joined.pdf);
  ASSERT_EQ(pdf.pages(), 2);
  EXPECT_NEAR(pdf.size(0).first, 841.89, 0.01);  // longer side as long as that of A4
  EXPECT_NEAR(pdf.size(0).second, 841.89 * 3 / 4, 0.01);
  EXPECT_NEAR(pdf.size(1).second, 841.89, 0.01);
  EXPECT_EQ(black_quarter(pdf, 0), 0);
  EXPECT_EQ(black_quarter(pdf, 1), 0);
}

TEST(PhotoJoiner, MakesAPdfThatTheInspectorAccepts) {
  const child_process::SelfChild children;
  const TemporaryFile file(join({jpeg_photo(400, 300)}).pdf);
  EXPECT_EQ(scan_checks::ConfinedInspector(children).inspect(file.path()).code, "");
}

TEST(PhotoJoiner, KeepsTheJpegAsItIs) {
  const std::string photo = jpeg_photo(400, 300);
  EXPECT_NE(join({photo}).pdf.find(photo), std::string::npos);
}

TEST(PhotoJoiner, ForgivesThePaddingOfSomeCameras) {
  std::string photo = jpeg_photo(400, 300);
  photo.insert(photo.size() - 2, std::string(10, '\0'));
  EXPECT_EQ(join({photo}).refusal, PhotoRefusal::none);
}

TEST(PhotoJoiner, TurnsPhotosAsTheCameraSays) {
  // Where the stored upper left corner belongs, by the eight orientations of Exif.
  constexpr std::array kCorner = {0, 1, 3, 2, 0, 1, 3, 2};
  for (const bool big_end_first : {false, true}) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const JoinedPhotos joined = join({with_exif(jpeg_photo(400, 300), orientation, big_end_first)});
      ASSERT_EQ(joined.refusal, PhotoRefusal::none);
      const Printed pdf(joined.pdf);
      EXPECT_EQ(black_quarter(pdf, 0), kCorner.at(static_cast<std::size_t>(orientation - 1))) << orientation;
      EXPECT_EQ(pdf.size(0).first > pdf.size(0).second, orientation <= 4) << orientation;
    }
  }
}

TEST(PhotoJoiner, LeavesOutWhereAndHowAPhotoWasTaken) {
  const std::string photo = with_exif(jpeg_photo(400, 300), 1, true);
  ASSERT_NE(photo.find(kPlaceInExif), std::string::npos);
  const JoinedPhotos joined = join({photo + "after the end"});
  ASSERT_EQ(joined.refusal, PhotoRefusal::none);
  EXPECT_EQ(joined.pdf.find(kPlaceInExif), std::string::npos);
  EXPECT_EQ(joined.pdf.find("after the end"), std::string::npos);
}

// The photo with another height and width written into its frame.
std::string with_size(std::string jpeg, char high_byte) {
  const std::size_t frame = jpeg.find("\xFF\xC0");
  jpeg[frame + 5] = high_byte;
  jpeg[frame + 7] = high_byte;
  return jpeg;
}

TEST(PhotoJoiner, RefusesWithTheNumberOfThePhoto) {
  const std::string good = jpeg_photo(400, 300);
  struct Case {
    const char* what;
    std::string photo;
    PhotoRefusal refusal;
    const char* code;
  };
  const std::vector<Case> cases = {
      {"a PDF", "%PDF-1.7\n", PhotoRefusal::not_image, "image-invalid"},
      {"nothing", "", PhotoRefusal::not_image, "image-invalid"},
      {"HEIC",
       std::string("\0\0\0\x18"
                   "ftypheic",
                   12),
       PhotoRefusal::not_image, "image-invalid"},
      {"cut off", good.substr(0, good.size() / 2), PhotoRefusal::damaged, "image-invalid"},
      {"cut off but ended", good.substr(0, good.size() / 2) + "\xFF\xD9", PhotoRefusal::damaged, "image-invalid"},
      {"head only", good.substr(0, 40), PhotoRefusal::damaged, "image-invalid"},
      {"JPEG of too many pixels", with_size(good, '\x30'), PhotoRefusal::image_pixels, "image-pixels"},
      {"PNG of too many pixels", png_photo(10, 10, 10000, 5001), PhotoRefusal::image_pixels, "image-pixels"},
      {"PNG of absurdly many", png_photo(10, 10, 0x7FFFFFFF, 0x7FFFFFFF), PhotoRefusal::image_pixels, "image-pixels"},
      {"PNG with rows missing", png_photo(10, 10, 10, 4000), PhotoRefusal::damaged, "image-invalid"},
      {"PNG cut off", png_photo(300, 400, 300, 400).substr(0, 80), PhotoRefusal::damaged, "image-invalid"},
  };
  for (const Case& one : cases) {
    const JoinedPhotos joined = join({good, one.photo, good});
    EXPECT_EQ(joined.refusal, one.refusal) << one.what;
    EXPECT_EQ(joined.code, one.code) << one.what;
    EXPECT_EQ(joined.photo, 2) << one.what;
    EXPECT_NE(joined.zh.find("第2张"), std::string::npos) << one.what;
    EXPECT_NE(joined.en.find("Photo 2"), std::string::npos) << one.what;
    EXPECT_TRUE(joined.pdf.empty()) << one.what;
  }
}

TEST(PhotoJoiner, OutlivesWhatItsChildrenDieOf) {
  JoinerLimits limits;
  limits.child.cpu_seconds = 1;
  limits.child.answer_bytes = 1 << 20;
  const std::vector<std::string> photos = {jpeg_photo(40, 30)};
  EXPECT_EQ(ConfinedJoiner(Detour("--crash"), limits).join(photos).refusal, PhotoRefusal::damaged);
  EXPECT_EQ(ConfinedJoiner(Detour("--chatter"), limits).join(photos).refusal, PhotoRefusal::damaged);
  const JoinedPhotos late = ConfinedJoiner(Detour("--spin"), limits).join(photos);
  EXPECT_EQ(late.code, "image-timeout");
  EXPECT_EQ(late.photo, 1);
}

TEST(PhotoJoiner, TrustsNoAnswerButThoseItKnows) {
  const std::vector<std::string> photos = {jpeg_photo(40, 30), jpeg_photo(40, 30)};
  EXPECT_EQ(ConfinedJoiner(Liar("begun 1\nbegun 2\npdf\n%PDF-1.7\n")).join(photos).pdf, "%PDF-1.7\n");
  for (const char* lie : {"", "pdf\n%PDF-1.7\n", "begun 1\npdf\n%PDF-1.7\n", "begun 1\nbegun 2\npdf\nMZ",
                          "begun 1\nrefused nothing\n", "refused pixels\n", "begun 1\nrefused pixels\nmore"}) {
    EXPECT_EQ(ConfinedJoiner(Liar(lie)).join(photos).refusal, PhotoRefusal::damaged) << lie;
  }
}

TEST(PhotoJoiner, WithoutProgramIsUnavailable) {
  const child_process::SelfChild absent("/nonexistent/program");
  EXPECT_THROW(ConfinedJoiner(absent).join({jpeg_photo(40, 30)}), ports::ScanUnavailable);
}

}  // namespace
}  // namespace kaoji::golden
