#include "http/line_reader.hpp"

namespace kaoji::http {

std::vector<usecases::LineInput> read_lines(ObjectReader& body, bool& present) {
  std::vector<usecases::LineInput> lines;
  present = body.each("lines", kMostLines, [&lines](ObjectReader& item) {
    usecases::LineInput line;
    line.certificate = item.required_text("certificate", kCertificateRule);
    line.level = item.required_text("level", kLevelRule);
    line.headcount = item.typed_number("headcount", true);
    line.reason = item.nullable_text("reason", kReasonRule).value_or("");
    if (const auto year = item.nullable_integer("year", 2000, 2999)) line.year = static_cast<int>(*year);
    lines.push_back(std::move(line));
  });
  return lines;
}

usecases::DraftContent read_draft(ObjectReader& body) {
  usecases::DraftContent content;
  bool present = false;
  content.lines = read_lines(body, present);
  if (!present) throw Fault{422, "field-missing", "缺少必填字段", "A required field is missing", "lines", {}, 0};
  content.contact_name = body.maybe_text("contact_name", kContactRule).value_or("");
  content.contact_phone = body.maybe_text("contact_phone", kPhoneRule).value_or("");
  return content;
}

}  // namespace kaoji::http
