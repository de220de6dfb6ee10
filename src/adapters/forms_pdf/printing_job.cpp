#include "adapters/forms_pdf/printing_job.hpp"

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "core/indicators/report_wire.hpp"

namespace kaoji::ports {

// In the namespace of the structures, where the wire looks for them.
using base::Is;

template <class Wire, Is<FormLine> Line>
void pass(Wire& wire, Line& line) {
  wire(line.certificate, line.level, line.before, line.headcount, line.after, line.reason);
}

template <class Wire, Is<MadeUpMarks> Marks>
void pass(Wire& wire, Marks& marks) {
  wire(marks.seal, marks.leader_signature, marks.department_signature);
}

template <class Wire, Is<FormDocument> Document>
void pass(Wire& wire, Document& form) {
  wire(form.kind, form.number, form.revision, form.institution_name, form.institution_code, form.declared_on);
  wire(form.use_from, form.use_until, form.left, form.right, form.lines, form.contact_name, form.contact_phone);
  wire(form.draft_mark, form.digest, form.made_up);
}

template <class Wire, Is<PackagedApplication> Application>
void pass(Wire& wire, Application& one) {
  wire(one.number, one.revision, one.kind, one.institution_code, one.institution_name, one.lines, one.headcount);
  wire(one.submitted_on, one.digest);
}

template <class Wire, Is<RoundPackage> Package>
void pass(Wire& wire, Package& package) {
  wire(package.province, package.bureau_name, package.round_title, package.made_on, package.applications,
       package.digest);
}

template <class Wire, Is<ExitedPlan> Plan>
void pass(Wire& wire, Plan& plan) {
  wire(plan.certificate, plan.level, plan.plan_year, plan.declared_on, plan.headcount);
}

template <class Wire, Is<ExitLetter> Letter>
void pass(Wire& wire, Letter& letter) {
  wire(letter.institution_name, letter.institution_code, letter.basis, letter.cut_off, letter.exited_on, letter.plans);
  wire(letter.voided_applications, letter.sender, letter.digest);
}

template <class Wire, Is<WorkPlanRow> Row>
void pass(Wire& wire, Row& row) {
  wire(row.institution_code, row.institution_name, row.certificate, row.level, row.plan_year, row.left, row.scheduled);
  wire(row.training_from, row.training_to, row.planned_on, row.place, row.contact, row.headcount, row.rate_fen);
}

template <class Wire, Is<WorkPlan> Plan>
void pass(Wire& wire, Plan& plan) {
  wire(plan.whose, plan.of_several, plan.round_title, plan.made_on, plan.rows, plan.digest);
}

template <class Wire, Is<SubmissionReceipt> Receipt>
void pass(Wire& wire, Receipt& receipt) {
  wire(receipt.kind, receipt.number, receipt.revision, receipt.institution_name, receipt.institution_code);
  wire(receipt.received_at, receipt.zone, receipt.lines, receipt.digest);
}

template <class Wire, Is<RatesReport> Report>
void pass(Wire& wire, Report& paper) {
  wire(paper.report, paper.edition, paper.note, paper.zone, paper.made_up, paper.digest);
}

}  // namespace kaoji::ports

namespace kaoji::base {

template <class Wire, class Value>
requires std::same_as<std::remove_const_t<Value>, Zone>
void pass(Wire& wire, Value& zone) {
  std::int64_t minutes = zone.offset.count();
  wire(zone.name, minutes);
  if constexpr (!std::is_const_v<Value>) {
    zone.offset = std::chrono::minutes{minutes};
  }
}

}  // namespace kaoji::base

namespace kaoji::forms_pdf {
namespace {

// Kinds of jobs on the wire: 0 a form, then the papers in the order of their variant, then the rows of a form.
constexpr std::size_t kRowsKind = 1 + std::variant_size_v<ports::Paper>;
constexpr std::size_t kKinds = kRowsKind + 1;

template <std::size_t Kind>
PrintingJob read_job(base::WireReader& wire) {
  if constexpr (Kind == 0) {
    ports::FormDocument form;
    wire(form);
    return form;
  } else if constexpr (Kind == kRowsKind) {
    RowsAsked asked;
    wire(asked.form);
    return asked;
  } else {
    std::variant_alternative_t<Kind - 1, ports::Paper> paper;
    wire(paper);
    return ports::Paper{std::move(paper)};
  }
}

template <std::size_t... Kinds>
PrintingJob read_job(std::size_t kind, base::WireReader& wire, std::index_sequence<Kinds...>) {
  constexpr std::array<PrintingJob (*)(base::WireReader&), kKinds> kReaders{read_job<Kinds>...};
  return kReaders.at(kind)(wire);
}

}  // namespace

std::string encode(const PrintingJob& job) {
  base::WireWriter wire;
  if (const auto* form = std::get_if<ports::FormDocument>(&job)) {
    wire(0, *form);
  } else if (const auto* asked = std::get_if<RowsAsked>(&job)) {
    wire(kRowsKind, asked->form);
  } else {
    const auto& paper = std::get<ports::Paper>(job);
    wire(paper.index() + 1);
    std::visit([&wire](const auto& one) { wire(one); }, paper);
  }
  return wire.take();
}

PrintingJob decode(std::string_view bytes) {
  base::WireReader wire(bytes);
  std::size_t kind = 0;
  wire(kind);
  if (kind >= kKinds) {
    throw std::runtime_error("on the wire: a kind that nobody prints");
  }
  return read_job(kind, wire, std::make_index_sequence<kKinds>());
}

std::string encode_rows(const std::vector<std::size_t>& rows) {
  base::WireWriter wire;
  wire(rows);
  return std::string(kRowsStart) + wire.take();
}

std::optional<std::vector<std::size_t>> decode_rows(std::string_view answer) {
  if (!answer.starts_with(kRowsStart)) {
    return std::nullopt;
  }
  try {
    base::WireReader wire(answer.substr(kRowsStart.size()));
    std::vector<std::size_t> rows;
    wire(rows);
    return rows;
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

}  // namespace kaoji::forms_pdf
