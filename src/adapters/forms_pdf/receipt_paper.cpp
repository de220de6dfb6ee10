#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <string_view>

#include "adapters/forms_pdf/bounded_sum.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "adapters/forms_pdf/paper.hpp"
#include "adapters/forms_pdf/paper_words.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::FormKind;
using ports::FormLine;
using ports::SubmissionReceipt;

// A new plan has no figures before and after; its column of persons is alone.
Grid lines_of(const SubmissionReceipt& receipt) {
  const bool changes = receipt.kind != FormKind::new_plans;
  const std::string sign = !changes ? "" : receipt.kind == FormKind::increase ? "+" : "−";
  Grid grid;
  grid.columns = {{"序号 No.", 34, Align::centre},
                  {"证书名称 Certificate", changes ? 215.28 : 321.28, Align::left},
                  {"证书级别 Level", 54, Align::centre}};
  if (changes) {
    grid.columns.push_back({"调整前 Before", 58, Align::centre});
    grid.columns.push_back({"净增减 Change", 58, Align::centre});
    grid.columns.push_back({"调整后 After", 64, Align::centre});
  } else {
    grid.columns.push_back({"人数 Headcount", 74, Align::centre});
  }
  std::int64_t persons = 0;
  for (const FormLine& line : receipt.lines) {
    std::vector<std::string> cells{std::to_string(grid.rows.size() + 1), line.certificate, line.level};
    if (changes) {
      cells.push_back(std::to_string(line.before));
    }
    cells.push_back(sign + std::to_string(line.headcount));
    if (changes) {
      cells.push_back(std::to_string(line.after));
    }
    grid.rows.push_back(std::move(cells));
    persons = bounded_sum(persons, line.headcount);
  }
  grid.totals = {"", total_words(receipt.lines.size()), ""};
  grid.totals.resize(grid.columns.size());
  grid.totals[changes ? 4 : 3] = sign + std::to_string(persons);
  return grid;
}

// 2026-03-12 10:00:00 +08:00: the instant as the contract writes it, with blanks for a reader.
std::string time_words(const SubmissionReceipt& receipt) {
  std::string text = base::to_text(receipt.zone, receipt.received_at);
  text.replace(text.find('T'), 1, " ");
  return text.insert(text.size() - std::string_view("+08:00").size(), " ");
}

}  // namespace

PaperContent content_of(const SubmissionReceipt& receipt) {
  PaperSection section;
  section.title = "考核计划申报回执";
  section.title_en = "Receipt of an application";
  section.facts = {{"申报编号", "Number", receipt.number},
                   {"申报类别", "Kind", fmt::format("{} {}", kind_words(receipt.kind), kind_words_en(receipt.kind))},
                   {"版次", "Revision", fmt::format("第 {} 版", receipt.revision)},
                   {"院校", "Institution", fmt::format("{}（{}）", receipt.institution_name, receipt.institution_code)},
                   {"收到时间", "Received", time_words(receipt)},
                   {"校验码", "Digest (SM3)", typed_digest(receipt.digest, receipt.digest.size())}};
  section.opening = {{"系统已收到上述申报，条目如下。", "The application named above was received with these lines."}};
  section.grid = lines_of(receipt);
  section.closing = {{"收到时间以服务器时钟为准；校验码与所提交汇总表上的一致。",
                      "The time is that of the server's clock; the digest is the one on the signed form."}};

  PaperContent content;
  content.foot =
      fmt::format("申报回执　{}　第 {} 版　校验码 {}", receipt.number, receipt.revision, typed_digest(receipt.digest));
  content.properties = {fmt::format("{} {} {}", section.title, receipt.institution_name, receipt.number),
                        receipt.institution_name, fmt::format("{} 第{}版", receipt.number, receipt.revision),
                        fmt::format("{} {} {}", receipt.number, receipt.institution_code, receipt.digest),
                        // A file's date has no milliseconds.
                        base::to_text(receipt.zone, std::chrono::floor<std::chrono::seconds>(receipt.received_at))};
  content.sections = {section};
  return content;
}

}  // namespace kaoji::forms_pdf
