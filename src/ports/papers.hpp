#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "core/indicators/year_report.hpp"
#include "ports/forms.hpp"

namespace kaoji::ports {

/// One application in a bureau's package.
struct PackagedApplication {
  std::string number;
  std::int64_t revision = 1;
  FormKind kind = FormKind::new_plans;
  std::string institution_code;
  std::string institution_name;
  std::int64_t lines = 0;      ///< of the application
  std::int64_t headcount = 0;  ///< persons declared, added or taken away, of all its lines
  base::Date submitted_on{};
  std::string digest;  ///< lower-case hex SM3 of its form, at least 16 digits
};

/// What a bureau hands over for a round after its preliminary review (二(三)), or what lies before the province: a
/// cover sheet with totals by kind, then the list.
struct RoundPackage {
  bool province = false;    ///< of the whole province, not of one bureau
  std::string bureau_name;  ///< who has put it together
  std::string round_title;  ///< for people: 2026年春季
  base::Date made_on{};
  std::vector<PackagedApplication> applications;  ///< in the order of the list; may be empty
  std::string digest;                             ///< lower-case hex SM3 over the package, at least 16 digits
};

/// One plan that was forced out.
struct ExitedPlan {
  std::string certificate;
  std::string level;
  int plan_year = 0;
  base::Date declared_on{};
  std::int64_t headcount = 0;  ///< persons who went with it
};

/// Tells an institution which of its plans were forced out (二(四)).
struct ExitLetter {
  std::string institution_name;
  std::string institution_code;
  std::string basis;     ///< notice and clause: 教职成函〔2021〕628号 二(四)
  base::Date cut_off{};  ///< plans declared at least a year before this day exit
  base::Date exited_on{};
  std::vector<ExitedPlan> plans;                 ///< at least one
  std::vector<std::string> voided_applications;  ///< numbers of applications that fell with them, at most 200
  std::string sender;                            ///< who signs the letter: 河南省教育厅
  std::string digest;                            ///< lower-case hex SM3 over the letter, at least 16 digits
};

/// A planned assessment, or persons of a plan for whom none is planned yet.
struct WorkPlanRow {
  std::string institution_code;
  std::string institution_name;
  std::string certificate;
  std::string level;
  int plan_year = 0;
  std::int64_t left = 0;  ///< of the plan: persons not examined yet
  bool scheduled = false;
  std::optional<base::Date> training_from;
  std::optional<base::Date> training_to;
  std::optional<base::Date> planned_on;
  std::string place;
  std::string contact;         ///< at the organisation
  std::int64_t headcount = 0;  ///< of the planned assessment, or not planned yet
  std::int64_t rate_fen = 0;   ///< what each person will cost; 0: not known
};

/// 培训和考核工作计划 after a round (三(三)2): which certificates are trained and examined when, how many persons, at
/// what cost; of one institution, or of several with the institution on each row.
struct WorkPlan {
  std::string whose;        ///< the institution, the bureau or the province
  bool of_several = false;  ///< rows name their institution
  std::string round_title;  ///< for people: 2026年春季学期
  base::Date made_on{};
  std::vector<WorkPlanRow> rows;  ///< in the order of the list; may be empty
  std::string digest;             ///< lower-case hex SM3 over the plan, at least 16 digits
};

/// Tells an institution what was received, and when.
struct SubmissionReceipt {
  FormKind kind = FormKind::new_plans;
  std::string number;
  std::int64_t revision = 1;
  std::string institution_name;
  std::string institution_code;
  base::Instant received_at{};  ///< by the server's clock
  base::Zone zone;              ///< in which received_at is printed
  std::vector<FormLine> lines;  ///< at least one; in annex 1's kind before and after are not printed
  std::string digest;           ///< lower-case hex SM3 of the form, at least 16 digits
};

/// 年度报告: rates, tables and charts of a scope and year, with what the figures mean.
struct RatesReport {
  core::YearReport report;
  std::int64_t edition = 0;  ///< its number within scope and year; 0: figures of the moment, which nobody keeps
  std::string note;          ///< why the edition was frozen
  base::Zone zone;           ///< in which instants are printed
  bool made_up = false;      ///< of the sandbox: each page says so
  std::string digest;        ///< lower-case hex SM3 of the report's text
};

/// What is printed beside the notice's own forms.
using Paper = std::variant<RoundPackage, ExitLetter, SubmissionReceipt, RatesReport, WorkPlan>;

/// Prints papers in the look of the forms: A4, standing, Chinese with English beneath, a digest on each page.
class PaperPrinter {
 public:
  virtual ~PaperPrinter() = default;

  /// The PDF file of the paper, as bytes; equal papers give equal bytes. Safe from any number of threads. Throws
  /// FormUnprintable when the environment fails, std::invalid_argument for a paper that no caller should make: texts
  /// of more than 2,000 characters, more than 10,000 rows, no row where one must be, a digest shorter than 16 digits,
  /// a day that is not in the calendar. What is in a text is never at fault, as in FormPrinter::print.
  virtual std::string print(const Paper& paper) const = 0;
};

}  // namespace kaoji::ports
