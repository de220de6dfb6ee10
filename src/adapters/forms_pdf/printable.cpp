#include "adapters/forms_pdf/printable.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kaoji::forms_pdf {
namespace {

constexpr std::size_t kMostLines = 2000;
// Bytes. More than the contract lets in, in the longest letters and in a normal form that is longer than what was
// typed.
constexpr std::size_t kLongestText = 6000;
constexpr std::size_t kLongestNumber = 40;
constexpr std::size_t kShortestDigest = 16;
constexpr std::size_t kLongestDigest = 64;
constexpr std::size_t kMostRows = 10000;
constexpr std::size_t kMostVoided = 200;
constexpr std::size_t kMostYears = 20;
constexpr std::size_t kMostRates = 12;

void require(bool holds, const char* what) {
  if (!holds) {
    throw std::invalid_argument(std::string("this cannot be printed: ") + what);
  }
}

void require_room(std::string_view text, const char* what) {
  require(text.size() <= kLongestText, what);
}

bool is_letter_or_digit(char byte) {
  return ('0' <= byte && byte <= '9') || ('A' <= byte && byte <= 'Z') || ('a' <= byte && byte <= 'z');
}

bool is_hex(char byte) {
  return ('0' <= byte && byte <= '9') || ('a' <= byte && byte <= 'f');
}

void require_number(const std::string& number) {
  require(!number.empty() && number.size() <= kLongestNumber, "number");
  require(std::all_of(number.begin(), number.end(), [](char byte) { return byte == '-' || is_letter_or_digit(byte); }),
          "number");
}

void require_digest(const std::string& digest) {
  require(digest.size() >= kShortestDigest && digest.size() <= kLongestDigest, "digest");
  require(std::all_of(digest.begin(), digest.end(), is_hex), "digest");
}

void require_lines(const std::vector<ports::FormLine>& lines) {
  require(lines.size() <= kMostLines, "lines");
  for (const ports::FormLine& line : lines) {
    require_room(line.certificate, "certificate");
    require_room(line.level, "level");
    require_room(line.reason, "reason");
  }
}

void require_paper(const ports::RoundPackage& package) {
  require_room(package.bureau_name, "bureau_name");
  require_room(package.round_title, "round_title");
  require(package.made_on.ok(), "made_on");
  require_digest(package.digest);
  require(package.applications.size() <= kMostRows, "applications");
  for (const ports::PackagedApplication& one : package.applications) {
    require_number(one.number);
    require_digest(one.digest);
    require(one.submitted_on.ok(), "submitted_on");
    require_room(one.institution_name + one.institution_code, "institution_name");
  }
}

void require_paper(const ports::ExitLetter& letter) {
  require_room(letter.institution_name + letter.institution_code, "institution_name");
  require_room(letter.basis, "basis");
  require_room(letter.sender, "sender");
  require(letter.cut_off.ok() && letter.exited_on.ok(), "cut_off and exited_on");
  require_digest(letter.digest);
  require(!letter.plans.empty() && letter.plans.size() <= kMostRows, "plans");
  for (const ports::ExitedPlan& plan : letter.plans) {
    require_room(plan.certificate, "certificate");
    require_room(plan.level, "level");
    require(plan.declared_on.ok(), "declared_on");
  }
  require(letter.voided_applications.size() <= kMostVoided, "voided_applications");
  std::for_each(letter.voided_applications.begin(), letter.voided_applications.end(), require_number);
}

void require_paper(const ports::SubmissionReceipt& receipt) {
  require_number(receipt.number);
  require(receipt.revision >= 1, "revision");
  require_room(receipt.institution_name + receipt.institution_code, "institution_name");
  require_digest(receipt.digest);
  require(!receipt.lines.empty(), "lines");
  require_lines(receipt.lines);
}

void require_rows(const std::vector<core::ReportRow>& rows, const char* what) {
  require(rows.size() <= kMostRows, what);
  for (const core::ReportRow& row : rows) require_room(row.key + row.label, what);
}

void require_paper(const ports::RatesReport& paper) {
  const core::YearReport& report = paper.report;
  require_digest(paper.digest);
  require_room(paper.note, "note");
  require_room(report.frame.scope_label, "scope_label");
  require_room(report.frame.policy_number + report.frame.policy_title, "policy");
  require(report.years.size() >= 1 && report.years.size() <= kMostYears, "years");
  require(report.frame.formulas.size() >= 1 && report.frame.formulas.size() <= kMostRates, "formulas");
  for (const core::IndicatorRule& rule : report.frame.formulas) require_room(rule.label, "label");
  for (const auto* rows : {&report.years, &report.kinds, &report.bureaus, &report.institutions, &report.organisations,
                           &report.certificates}) {
    require_rows(*rows, "rows");
  }
  require(report.funnels.size() <= kMostYears, "funnels");
  for (const core::ReportFunnel& funnel : report.funnels) require_room(funnel.label, "funnel");
}

void require_paper(const ports::WorkPlan& plan) {
  require_room(plan.whose, "whose");
  require_room(plan.round_title, "round_title");
  require(plan.made_on.ok(), "made_on");
  require_digest(plan.digest);
  require(plan.rows.size() <= kMostRows, "rows");
  for (const ports::WorkPlanRow& row : plan.rows) {
    require_room(row.institution_name + row.institution_code, "institution_name");
    require_room(row.certificate + row.level, "certificate");
    require_room(row.place + row.contact, "place");
    for (const auto& day : {row.training_from, row.training_to, row.planned_on}) require(!day || day->ok(), "a day");
  }
}

}  // namespace

void require_printable(const ports::FormDocument& document) {
  require_number(document.number);
  require(document.revision >= 1, "revision");
  require_digest(document.digest);
  require(document.declared_on.ok(), "declared_on");
  require(!document.use_from || document.use_from->ok(), "use_from");
  require(!document.use_until || document.use_until->ok(), "use_until");
  require_room(document.institution_name, "institution_name");
  require(document.institution_code.size() <= kLongestNumber, "institution_code");
  require_room(document.contact_name + document.contact_phone, "contact");
  for (const auto* lines : {&document.left, &document.right, &document.lines}) {
    require_lines(*lines);
  }
}

void require_printable(const ports::Paper& paper) {
  std::visit([](const auto& one) { require_paper(one); }, paper);
}

}  // namespace kaoji::forms_pdf
