#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace kaoji::ports {

/// Which of the notice's annexes is printed: 1 新增, 2 调增, 3 调减.
enum class FormKind { new_plans, increase, decrease };

/// One row of an annex. Annex 1 prints certificate, level and headcount only; annexes 2 and 3 print all six,
/// with headcount as the net change. Figures are the caller's (from the ledger); the printer computes only totals.
struct FormLine {
  std::string certificate;     ///< UTF-8, printed whole, wrapped where it is long
  std::string level;           ///< 初级, 中级 or 高级
  std::int64_t before = 0;     ///< persons before this application
  std::int64_t headcount = 0;  ///< persons declared, added or taken away
  std::int64_t after = 0;      ///< persons after this application
  std::string reason;          ///< the words of the notice's list, or the institution's own
};

/// What the sandbox draws on a form, so that its made-up applications have something to look at: a seal and signatures,
/// each saying 演示, and words that say so once more. Nothing of it on a form that is to be signed.
struct MadeUpMarks {
  bool seal = false;
  bool leader_signature = false;
  bool department_signature = false;

  [[nodiscard]] bool any() const { return seal || leader_signature || department_signature; }
};

/// Everything that an annex shows. Equal documents print to equal bytes.
struct FormDocument {
  FormKind kind = FormKind::new_plans;
  std::string number;                   ///< application number, letters, digits and hyphens, such as KJ2026-000123
  std::int64_t revision = 1;            ///< revision of the lines that are printed, from 1
  std::string institution_name;         ///< name in force on declared_on
  std::string institution_code;         ///< the institution's code, may be empty
  base::Date declared_on{};             ///< 申报日期, also the creation date in the file
  std::optional<base::Date> use_from;   ///< 计划使用时间, blank to be filled by hand when absent; annexes 1 and 2
  std::optional<base::Date> use_until;  ///< 31 December of the plan year; annexes 1 and 2
  std::vector<FormLine> left;           ///< annex 1: certificates newly begun (新开展)
  std::vector<FormLine> right;          ///< annex 1: certificates already run (已开展)
  std::vector<FormLine> lines;          ///< annexes 2 and 3
  std::string contact_name;             ///< blank to be filled by hand when empty
  std::string contact_phone;            ///< blank to be filled by hand when empty
  bool draft_mark = false;              ///< 草稿 across each page: the lines do not pass the dry run yet
  std::string digest;                   ///< lower-case hex SM3 of the content, at least 16 digits, from the caller
  MadeUpMarks made_up{};
};

/// Thrown when this machine cannot print (fonts missing, no process, no memory): the environment's fault (503).
class FormUnprintable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Prints the notice's annexes 1 to 3 (二(二)) for signature and seal.
class FormPrinter {
 public:
  virtual ~FormPrinter() = default;

  /// The PDF file of the document, as bytes. Safe from any number of threads. Throws FormUnprintable when the
  /// environment fails, std::invalid_argument for a document that no caller should make: texts of more than 6,000
  /// bytes, more than 2,000 lines in a block, a number that is not letters, digits and hyphens, a digest shorter
  /// than 16 digits. What is in a text is never at fault: ends of lines and tabs are printed as blanks, other
  /// characters without a picture as 〓.
  virtual std::string print(const FormDocument& document) const = 0;

  /// How many rows of the table stand on each page when the document is printed, free rows among them. The n-th row has
  /// the n-th line of each block. Throws as print does.
  virtual std::vector<std::size_t> rows_of_pages(const FormDocument& document) const = 0;
};

}  // namespace kaoji::ports
