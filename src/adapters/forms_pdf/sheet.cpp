#include "adapters/forms_pdf/sheet.hpp"

#include <fmt/format.h>

#include "ports/annex_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::kLowerCode;
using ports::kUpperCode;

constexpr double kInstitutionTop = 112;
constexpr double kPeriodTop = 136;
constexpr double kLineSize = 12;  // 小四
constexpr double kLineHeight = 17.5;
constexpr double kDateWidth = 42 + 28 + 28 + 3 * kLineSize;
constexpr double kInstitutionWidth = 320;
// The contact's line is below the signatures', as far as a text of two lines is high.
constexpr double kContactTop = ports::kLeaderSignature.y + ports::kLeaderSignature.height + 12.5;
// What a value may take above its line, at most: the distance of the two lines just named, less a hair.
constexpr double kFieldRoom = 28;
constexpr double kFootSize = 9;
constexpr double kFootHeight = 13;

}  // namespace

double Sheet::table_top(bool first_page) const {
  return first_page && annex_.has_period ? 162 : 138;
}

double Sheet::label(double x, double y, const std::string& text) {
  const TextStyle style{kLineSize};
  const double width = canvas_.text_width(text, style);
  canvas_.text(x, y, width + 1, text, style);
  return x + width;
}

// A value on a line, or the line alone to be filled by hand. A long value is set smaller, then in several lines.
double Sheet::field(double x, double y, double width, const std::string& value, Align align) {
  TextStyle style{kLineSize, false, align};
  while (style.size > 8 && canvas_.text_width(value, style) > width) {
    style.size -= 0.5;
  }
  style.size = canvas_.fitting_size(value, style, width, kFieldRoom);
  if (!value.empty()) {
    canvas_.text(x, y + kLineHeight - canvas_.text_height(value, style, width), width, value, style);
  }
  canvas_.line(x, y + kLineHeight, x + width, y + kLineHeight, 0.5);
  return x + width;
}

double Sheet::date(double x, double y, const std::optional<base::Date>& day) {
  const bool known = day.has_value();
  x = field(x, y, 42, known ? std::to_string(static_cast<int>(day->year())) : "", Align::centre);
  x = label(x, y, "年");
  x = field(x, y, 28, known ? std::to_string(static_cast<unsigned>(day->month())) : "", Align::centre);
  x = label(x, y, "月");
  x = field(x, y, 28, known ? std::to_string(static_cast<unsigned>(day->day())) : "", Align::centre);
  return label(x, y, "日");
}

void Sheet::draw_codes(const FormMark& mark) {
  const auto dark = qr_modules(qr_text(mark));
  for (const ports::SheetPlace& place : {kUpperCode, kLowerCode}) {
    canvas_.modules(place.x, place.y, place.width, dark);
  }
}

void Sheet::draw_top(const FormMark& mark) {
  const bool first = mark.page == 1;
  canvas_.text(kTableLeft, 34, 100, annex_.mark, {14, false, Align::left});
  const double width = kTableRight - kTableLeft;
  canvas_.text(kTableLeft, 54, width, annex_.title + (first ? "" : "（续）"), {22, true, Align::centre});

  double x = label(kTableLeft, kInstitutionTop, std::string(ports::kAnnexInstitution));
  x = field(x, kInstitutionTop, kInstitutionWidth, document_.institution_name, Align::left);
  label(x, kInstitutionTop, std::string(ports::kAnnexSeal));
  x = label(kTableRight - kDateWidth - 5 * kLineSize, kInstitutionTop, std::string(ports::kAnnexDate));
  date(x, kInstitutionTop, document_.declared_on);
  if (first && annex_.has_period) {
    x = label(kTableLeft, kPeriodTop, std::string(ports::kAnnexPeriod));
    x = date(x, kPeriodTop, document_.use_from);
    x = label(x, kPeriodTop, " － ");
    date(x, kPeriodTop, document_.use_until);
  }
}

// The words begin at x and end where the place begins; its lower edge is the line.
void Sheet::signature(double x, const std::string& words, const ports::SheetPlace& place) {
  const double y = place.y + place.height - kLineHeight;
  label(x, y, words);
  field(place.x, y, place.width, "", Align::left);
}

void Sheet::draw_signatures() {
  signature(kTableLeft, std::string(ports::kAnnexLeader), ports::kLeaderSignature);
  const std::string department(ports::kAnnexDepartment);
  signature(ports::kDepartmentSignature.x - canvas_.text_width(department, {kLineSize}), department,
            ports::kDepartmentSignature);
  const double x = label(kTableLeft, kContactTop, std::string(ports::kAnnexContact));
  std::string contact = document_.contact_name;
  if (!contact.empty() && !document_.contact_phone.empty()) {
    contact += "　";
  }
  field(x, kContactTop, kTableRight - x, contact + document_.contact_phone, Align::left);
}

void Sheet::draw_foot(const FormMark& mark) {
  const double left = kLowerCode.x + kLowerCode.width + 10;
  const double top = kLowerCode.y + kLowerCode.height - kFootHeight;
  std::string words = fmt::format("申报编号 {}　第 {} 版　第 {}/{} 页　校验码 {}", mark.number, mark.revision,
                                  mark.page, mark.pages, typed_digest(mark.digest));
  if (!document_.institution_code.empty()) {
    words += fmt::format("　院校代码 {}", document_.institution_code);
  }
  canvas_.text(left, top, kTableRight - left - 110, words, {kFootSize});
  canvas_.text(kTableRight - 110, top, 110, fmt::format("第 {} 页 共 {} 页", mark.page, mark.pages),
               {kFootSize, false, Align::right});
}

}  // namespace kaoji::forms_pdf
