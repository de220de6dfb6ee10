#include "corpus/scans.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "adapters/scan_reading/photo_pdf.hpp"
#include "corpus/paper.hpp"
#include "ports/sheet_places.hpp"

namespace kaoji::corpus {
namespace {

// Ink pads from orange-red to crimson, fresh and old.
const std::array kReds = {cv::Scalar(215, 25, 35), cv::Scalar(230, 60, 50), cv::Scalar(180, 20, 50),
                          cv::Scalar(235, 85, 95), cv::Scalar(200, 40, 90), cv::Scalar(150, 25, 30)};

const std::array kPens = {cv::Scalar(25, 25, 30), cv::Scalar(30, 40, 130), cv::Scalar(20, 20, 70),
                          cv::Scalar(85, 85, 90)};

constexpr std::array kOnePageForms = {Form::new_plans, Form::increase, Form::decrease, Form::older_revision,
                                      Form::other_school};

// How a device of that resolution treats paper, at random: flatbed or feeder, or a telephone.
Capture any_capture(int dpi, Dice& dice) {
  Capture capture;
  capture.turn = dice.happens(0.5) ? 0 : 90 * (1 + dice.roll(3));
  capture.grey = dice.happens(0.2);
  capture.black_and_white = !capture.grey && dpi >= 150 && dice.happens(0.06);
  capture.quality = dpi < 150 ? 50 + dice.roll(40) : 25 + dice.roll(70);
  if (dpi >= 150 && dice.happens(0.25)) {
    capture.perspective = dice.between(0.01, 0.07);
    capture.table = dice.between(0.02, 0.25);
    capture.skew = dice.between(-8, 8);
    capture.shadow = dice.between(0, 0.4);
    capture.warmth = dice.between(0, 1);
    capture.blur = dice.between(0.4, 1.1);
    capture.noise = dice.between(2, 8);
    return capture;
  }
  capture.skew = dice.happens(0.6) ? dice.between(-2, 2) : dice.between(-10, 10);
  capture.cut = dice.happens(0.1) ? dice.between(0.03, 0.08) : 0;
  capture.blur = dice.between(0, dpi < 150 ? 0.5 : 0.9);
  capture.noise = dice.between(0, 8);
  return capture;
}

Treatment any_treatment(int dpi, Dice& dice) {
  Treatment treatment;
  treatment.form = kOnePageForms[static_cast<std::size_t>(dice.roll(kOnePageForms.size()))];
  treatment.dpi = dpi;
  const double chance = dice.between(0, 1);
  treatment.stamping = chance < 0.55   ? Stamping::in_place
                       : chance < 0.64 ? Stamping::over_upper_code
                       : chance < 0.69 ? Stamping::over_lower_code
                       : chance < 0.75 ? Stamping::out_of_place
                                       : Stamping::none;
  treatment.leader_signs = dice.happens(0.7);
  treatment.department_signs = dice.happens(0.7);
  treatment.red_box = dice.happens(0.1);
  treatment.red_disc = dice.happens(0.05);
  treatment.coffee = dice.happens(0.2);
  treatment.fold = dice.happens(0.3);
  treatment.capture = any_capture(dpi, dice);
  return treatment;
}

std::string name_of(const Treatment& t) {
  const Capture& c = t.capture;
  return fmt::format(
      "form {} page {} {} dpi, turn {} skew {:.1f} perspective {:.3f} table {:.2f} blur {:.1f} noise {:.1f} "
      "shadow {:.2f} cut {:.2f} quality {}{}, seal {} signed {}{}{}{}{}{}",
      static_cast<int>(t.form), t.page, t.dpi, c.turn, c.skew, c.perspective, c.table, c.blur, c.noise, c.shadow, c.cut,
      c.quality,
      c.black_and_white ? " fax"
      : c.grey          ? " grey"
                        : "",
      static_cast<int>(t.stamping), t.leader_signs ? "L" : "", t.department_signs ? "D" : "", t.red_box ? " box" : "",
      t.red_disc ? " disc" : "", t.coffee ? " coffee" : "", t.fold ? " fold" : "");
}

void stamp(Paper& paper, const Treatment& treatment, Dice& dice) {
  const cv::Scalar ink = kReds[static_cast<std::size_t>(dice.roll(kReds.size()))];
  const double radius = dice.happens(0.8) ? 59.5 : dice.between(54, 68);
  const double strength = dice.between(0.45, 1);
  const ports::SheetPlace& place = ports::kSealPlace;
  switch (treatment.stamping) {
    case Stamping::in_place:
      paper.stamp({dice.between(place.x, place.x + place.width), dice.between(place.y + 12, place.y + place.height)},
                  radius, ink, strength, dice);
      break;
    case Stamping::over_upper_code:
      paper.stamp({dice.between(700, 725), dice.between(50, 110)}, radius, ink, strength, dice);
      break;
    case Stamping::over_lower_code:
      paper.stamp({dice.between(90, 120), dice.between(500, 540)}, radius, ink, strength, dice);
      break;
    case Stamping::out_of_place:
      paper.stamp({dice.between(150, 700), dice.between(300, 380)}, radius, ink, strength, dice);
      break;
    case Stamping::none:
      break;
  }
}

Captured scan_page(const Treatment& treatment, const PrintedSheets& sheets, Dice& dice) {
  const cv::Mat& printed = sheets.picture(treatment.form, treatment.page, treatment.dpi);
  if (treatment.blank) {
    return capture(Paper(cv::Mat(printed.size(), CV_8U, cv::Scalar(255)), treatment.dpi).picture(), treatment.capture,
                   dice);
  }
  Paper paper(printed, treatment.dpi);
  const auto pen = [&dice] { return kPens[static_cast<std::size_t>(dice.roll(kPens.size()))]; };
  if (treatment.leader_signs) {
    paper.sign(ports::kLeaderSignature, pen(), dice.between(0.5, 1.8), dice);
  }
  if (treatment.department_signs) {
    paper.sign(ports::kDepartmentSignature, pen(), dice.between(0.5, 1.8), dice);
  }
  stamp(paper, treatment, dice);
  if (treatment.red_box) {
    paper.stamp_box({dice.between(100, 600), dice.between(60, 300)}, kReds[0], dice);
  }
  if (treatment.red_disc) {
    paper.stick_disc({dice.between(100, 600), dice.between(60, 300)}, dice.between(12, 30), kReds[1]);
  }
  if (treatment.coffee) {
    paper.spill({dice.between(60, 780), dice.between(60, 540)}, dice.between(70, 125), dice);
  }
  if (treatment.fold) {
    paper.fold(dice.happens(0.5), dice.between(0.3, 0.7), dice);
  }
  return capture(paper.picture(), treatment.capture, dice);
}

/// Makes the list, each scan with a seed of its own.
class Listing {
 public:
  explicit Listing(const PrintedSheets& sheets) : sheets_(sheets) {}

  void add_single_pages(int count, int dpi) {
    for (int i = 0; i < count; ++i) {
      Dice dice(next_seed());
      add({any_treatment(dpi, dice)});
    }
  }

  // A form of several pages in any order, some turned, perhaps with a blank back or another school's sheet among them.
  void add_long_forms(int count) {
    for (int i = 0; i < count; ++i) {
      Dice dice(next_seed());
      std::vector<Treatment> pages;
      for (const PrintedSheet& sheet : sheets_.pages(Form::long_form)) {
        Treatment treatment = any_treatment(150, dice);
        const bool first = sheet.mark.page == 1;
        const bool last = sheet.mark.page == sheet.mark.pages;
        treatment.form = Form::long_form;
        treatment.page = sheet.mark.page;
        treatment.stamping = first ? treatment.stamping : Stamping::none;
        treatment.leader_signs = treatment.leader_signs && last;
        treatment.department_signs = treatment.department_signs && last;
        pages.insert(pages.begin() + dice.roll(static_cast<int>(pages.size()) + 1), treatment);
      }
      if (dice.happens(0.5)) {
        Treatment back;
        back.blank = true;
        back.stamping = Stamping::none;
        back.capture = any_capture(150, dice);
        pages.insert(pages.begin() + dice.roll(static_cast<int>(pages.size()) + 1), back);
      }
      add(std::move(pages));
    }
  }

  std::vector<Scan> result() && { return std::move(scans_); }

 private:
  std::uint32_t next_seed() { return 20260628U + 7919U * static_cast<std::uint32_t>(scans_.size()); }

  void add(std::vector<Treatment> pages) {
    const std::uint32_t seed = next_seed();
    std::string name = fmt::format("scan {}:", scans_.size());
    for (const Treatment& page : pages) {
      name += page.blank ? " [blank]" : " [" + name_of(page) + "]";
    }
    scans_.push_back({std::move(name), std::move(pages), seed + 1});
  }

  const PrintedSheets& sheets_;
  std::vector<Scan> scans_;
};

}  // namespace

std::optional<ports::SheetMark> Scan::mark(const PrintedSheets& sheets, std::size_t page) const {
  const Treatment& treatment = pages.at(page);
  if (treatment.blank) {
    return std::nullopt;
  }
  return sheets.pages(treatment.form).at(static_cast<std::size_t>(treatment.page - 1)).mark;
}

std::vector<Scan> all_scans(const PrintedSheets& sheets) {
  Listing listing(sheets);
  listing.add_single_pages(60, 75);
  listing.add_single_pages(60, 100);
  listing.add_single_pages(250, 150);
  listing.add_single_pages(100, 200);
  listing.add_single_pages(25, 300);
  listing.add_single_pages(3, 600);
  listing.add_long_forms(12);
  return std::move(listing).result();
}

std::string pdf_of(const Scan& scan, const PrintedSheets& sheets) {
  std::vector<scan_reading::PhotoPage> pages;
  Dice dice(scan.seed);
  for (const Treatment& treatment : scan.pages) {
    Captured captured = scan_page(treatment, sheets, dice);
    pages.push_back({std::move(captured.jpeg), captured.width, captured.height, captured.channels, 1});
  }
  return scan_reading::pdf_of(pages);
}

}  // namespace kaoji::corpus
