#include "adapters/forms_pdf/made_up_marks.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "ports/sheet_places.hpp"

namespace kaoji::forms_pdf {
namespace {

// Where a clerk would press it: beside the institution's name.
constexpr double kSealX = 470;
constexpr double kSealY = 124;
constexpr double kSealRadius = 58;

void draw_seal(Canvas& canvas) {
  constexpr std::array kAround{"沙", "盒", "演", "示", "虚", "构", "用", "章"};
  constexpr double kBetween = std::numbers::pi / 6.2;
  canvas.colour(0.83, 0.11, 0.14);
  canvas.ring(kSealX, kSealY, kSealRadius, 3);
  canvas.star(kSealX, kSealY, 17);
  for (std::size_t i = 0; i < kAround.size(); ++i) {
    const double angle = (static_cast<double>(i) - (static_cast<double>(kAround.size()) - 1) / 2) * kBetween;
    canvas.turned_text(kSealX + 43 * std::sin(angle), kSealY - 43 * std::cos(angle), angle, kAround[i],
                       {14, true, Align::left});
  }
  canvas.turned_text(kSealX, kSealY + 32, 0, "演示", {13, true, Align::left});
  canvas.colour(0, 0, 0);
}

void sign(Canvas& canvas, const ports::SheetPlace& place) {
  constexpr double kSlope = -0.07;
  canvas.colour(0.10, 0.13, 0.45);
  canvas.turned_text(place.x + place.width * 0.4, place.y + 15, kSlope, "演示 签", {21, false, Align::left});
  canvas.colour(0, 0, 0);
}

}  // namespace

void draw_made_up_marks(Canvas& canvas, const ports::MadeUpMarks& marks, bool first_page, bool last_page) {
  if (!marks.any()) {
    return;
  }
  canvas.text(ports::kLowerCode.x, 14, 420, "演示数据，印章和签字均为虚构 · MADE UP, nobody has signed this", {9});
  if (first_page && marks.seal) draw_seal(canvas);
  if (last_page && marks.leader_signature) sign(canvas, ports::kLeaderSignature);
  if (last_page && marks.department_signature) sign(canvas, ports::kDepartmentSignature);
}

}  // namespace kaoji::forms_pdf
