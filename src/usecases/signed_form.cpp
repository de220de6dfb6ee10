#include "usecases/signed_form.hpp"

#include <fmt/format.h>

#include "core/access/masked.hpp"
#include "usecases/application_facts.hpp"
#include "usecases/canonical_text.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/reveal_contact.hpp"

namespace kaoji::usecases {

namespace {

void add_line(ports::FormDocument& document, const core::ResolvedLine& line) {
  const core::LineWish& wish = line.line.wish;
  ports::FormLine row{wish.certificate,           wish.level_text, line.before,
                      wish.headcount.value_or(0), line.after,      wish.reason};
  if (document.kind != ports::FormKind::new_plans) {
    document.lines.push_back(std::move(row));
  } else if (line.line.block == core::AnnexBlock::right) {
    document.right.push_back(std::move(row));
  } else {
    document.left.push_back(std::move(row));
  }
}

/// The blocks of annex 1 stand side by side, so that each counts its rows for itself.
std::vector<std::size_t> rows_of(ports::FormKind kind, const std::vector<core::ResolvedLine>& lines) {
  std::vector<std::size_t> rows;
  std::size_t left = 0;
  std::size_t right = 0;
  for (const core::ResolvedLine& line : lines) {
    const bool in_right = kind == ports::FormKind::new_plans && line.line.block == core::AnnexBlock::right;
    rows.push_back(in_right ? right++ : left++);
  }
  return rows;
}

/// The signed form's own findings do not keep a form from being printed clean: it is printed to be signed.
bool passes_without_form(const core::SubmissionAssessment& assessment) {
  for (const core::Finding& finding : assessment.findings.all()) {
    if (finding.code != core::Code::form_unsigned && finding.code != core::Code::form_stale) return false;
  }
  return true;
}

void add_lines(std::string& text, std::string_view block, const std::vector<ports::FormLine>& lines) {
  add_field(text, fmt::format("{} {}", block, lines.size()));
  for (const ports::FormLine& line : lines) {
    add_field(text, line.certificate);
    add_field(text, line.level);
    add_field(text, fmt::format("{} {} {}", line.before, line.headcount, line.after));
    add_field(text, line.reason);
  }
}

}  // namespace

ports::FormKind form_kind(core::ApplicationKind kind) {
  switch (kind) {
    case core::ApplicationKind::increase:
      return ports::FormKind::increase;
    case core::ApplicationKind::decrease:
      return ports::FormKind::decrease;
    case core::ApplicationKind::new_plans:
      break;
  }
  return ports::FormKind::new_plans;
}

std::string form_digest(const ports::FormDocument& document, const ports::Crypto& crypto) {
  std::string text;
  add_field(text, fmt::format("kaoji-form-1 {}", static_cast<int>(document.kind) + 1));
  add_field(text, document.number);
  add_field(text, fmt::format("{}", document.revision));
  add_field(text, document.institution_code);
  add_field(text, document.institution_name);
  add_lines(text, "left", document.left);
  add_lines(text, "right", document.right);
  add_lines(text, "lines", document.lines);
  return crypto.sm3(text);
}

ports::FormDocument form_content(const core::Application& application, const core::Institution& institution,
                                 const std::vector<core::ResolvedLine>& lines) {
  ports::FormDocument document;
  document.kind = form_kind(application.kind);
  document.number = application.number;
  document.revision = application.revision;
  document.institution_name = institution.name;
  document.institution_code = institution.code;
  for (const core::ResolvedLine& line : lines) add_line(document, line);
  return document;
}

Outcome<ports::FormDocument> form_document(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                                           std::optional<std::int64_t> revision) {
  auto form = form_rows(tx, context, id, revision);
  if (!form) return std::move(form).error();
  return std::move(form).value().document;
}

std::vector<std::size_t> pages_of_lines(const std::vector<std::size_t>& row_of_line,
                                        const std::vector<std::size_t>& rows_of_pages) {
  std::vector<std::size_t> page_of_row;
  for (std::size_t i = 0; i < rows_of_pages.size(); ++i) {
    page_of_row.insert(page_of_row.end(), rows_of_pages[i], i + 1);
  }
  std::vector<std::size_t> pages;
  for (const std::size_t row : row_of_line) {
    base::check(row < page_of_row.size(), "a line in a row that is on no page");
    pages.push_back(page_of_row[row]);
  }
  return pages;
}

Outcome<FormRows> form_rows(ports::Transaction& tx, const Context& context, core::ApplicationId id,
                            std::optional<std::int64_t> revision) {
  auto reached = reach_for_question(tx, context, core::Act::form_print, id);
  if (!reached) return std::move(reached).error();
  auto [application, institution] = std::move(reached).value();
  const bool present = !revision || *revision == application.revision;
  if (!present) {
    application.lines = tx.applications().lines_of_revision(id, *revision);
    if (application.lines.empty()) return not_yours();
    application.revision = *revision;
  }
  const bool open = core::with_institution(application.status);
  FormRows form;
  ports::FormDocument& document = form.document;
  std::optional<core::Round> round = context.book.round(application.round);
  if (open && present) {
    const auto facts = submission_facts(tx, context, application, institution);
    const auto assessment = core::assess_submission(context.book, application, facts, context.now);
    document = form_content(application, institution, assessment.lines);
    form.row_of_line = rows_of(document.kind, assessment.lines);
    document.draft_mark = !passes_without_form(assessment);
    round = assessment.round;
  } else {
    const auto lines = core::as_submitted(application);
    document = form_content(application, institution, lines);
    form.row_of_line = rows_of(document.kind, lines);
  }
  const base::Zone& zone = context.book.zone(context.now);
  document.declared_on = base::day_of(zone, open ? context.now : application.submitted_at.value_or(context.now));
  form.shows_contact = shows_contacts(context, application.institution) &&
                       !(application.contact_name.empty() && application.contact_phone.empty());
  document.contact_name = form.shows_contact ? application.contact_name : core::masked_name(application.contact_name);
  document.contact_phone =
      form.shows_contact ? application.contact_phone : core::masked_phone(application.contact_phone);
  const int year = round ? round->ref.year : base::year_of(document.declared_on);
  document.use_until = base::Date{std::chrono::year{year} / std::chrono::December / 31};
  document.digest = form_digest(document, context.crypto);
  return form;
}

core::FormIdentity form_identity(ports::Transaction& tx, const Context& context, const ReachedApplication& reached) {
  const core::Application& application = reached.application;
  std::vector<core::ResolvedLine> lines;
  if (core::with_institution(application.status)) {
    const auto facts = submission_facts(tx, context, application, reached.institution);
    lines = core::assess_submission(context.book, application, facts, context.now).lines;
  } else {
    lines = core::as_submitted(application);
  }
  const std::string digest = form_digest(form_content(application, reached.institution, lines), context.crypto);
  return {application.number, application.revision, core::short_digest(digest)};
}

}  // namespace kaoji::usecases
