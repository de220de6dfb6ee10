#include "usecases/papers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/exit/forced_exit.hpp"
#include "usecases/canonical_text.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

/// Who signs the letters of the forced exit.
constexpr std::string_view kDepartment = "河南省教育厅";
/// A round of all 28 bureaus has fewer.
constexpr int kWholeRound = 10'000;
constexpr int kSharesAtATime = 200;

/// The submission that stands last in a timeline.
std::optional<ports::ApplicationEvent> last_submission(const std::vector<ports::ApplicationEvent>& events) {
  const auto found = std::find_if(events.rbegin(), events.rend(), [](const ports::ApplicationEvent& event) {
    return event.event == "submitted" || event.event == "resubmitted";
  });
  if (found == events.rend()) return std::nullopt;
  return *found;
}

ports::PackagedApplication packaged(ports::Transaction& tx, const Context& context, const ports::ApplicationRow& row) {
  const auto application = tx.applications().application(row.id);
  const auto institution = tx.catalogue().institution_by_code(row.institution_code);
  base::check(application && institution, "an application of a list is not there");
  const auto form = form_content(*application, *institution, core::as_submitted(*application));
  ports::PackagedApplication one;
  one.number = row.number;
  one.revision = row.revision;
  one.kind = form.kind;
  one.institution_code = row.institution_code;
  one.institution_name = row.institution_name;
  one.lines = row.lines;
  one.headcount = row.headcount;
  one.submitted_on = context.book.today(row.submitted_at.value_or(context.now));
  one.digest = form_digest(form, context.crypto);
  return one;
}

/// docs/forms.md describes the text.
std::string package_digest(const ports::RoundPackage& package, const ports::Crypto& crypto) {
  std::string text;
  add_field(text, "kaoji-package-1");
  add_field(text, package.bureau_name);
  add_field(text, package.round_title);
  add_field(text, fmt::format("{}", package.applications.size()));
  for (const ports::PackagedApplication& one : package.applications) {
    add_field(text, one.number);
    add_field(text, fmt::format("{}", one.revision));
    add_field(text, one.digest);
  }
  return crypto.sm3(text);
}

/// docs/forms.md describes the text.
std::string letter_digest(const ports::ExitLetter& letter, const ports::Crypto& crypto) {
  std::string text;
  add_field(text, "kaoji-exit-letter-1");
  add_field(text, letter.institution_code);
  add_field(text, letter.institution_name);
  add_field(text, letter.basis);
  add_field(text, base::to_text(letter.cut_off));
  add_field(text, base::to_text(letter.exited_on));
  add_field(text, fmt::format("{}", letter.plans.size()));
  for (const ports::ExitedPlan& plan : letter.plans) {
    add_field(text, plan.certificate);
    add_field(text, plan.level);
    add_field(text, fmt::format("{} {}", plan.plan_year, plan.headcount));
  }
  add_field(text, fmt::format("{}", letter.voided_applications.size()));
  for (const std::string& number : letter.voided_applications) add_field(text, number);
  return crypto.sm3(text);
}

/// What a run took of one institution.
std::vector<ports::EntryRow> taken(ports::Transaction& tx, const ports::ExitRunRecord& run,
                                   core::InstitutionId institution) {
  if (run.plans == 0) return {};
  ports::EntryFilter filter;
  filter.scope.institution = institution;
  filter.kind = core::EntryKind::exited;
  filter.recorded_at = run.ran_at;
  filter.standing_only = true;
  filter.limit = static_cast<int>(run.plans);
  return tx.plans().entry_rows(filter);
}

/// The day of the plan's declaration as the run saw it: it may have been declared again since.
base::Date declared_before(ports::Transaction& tx, const core::LedgerEntry& exit) {
  return core::fold_as_of(tx.plans().entries(exit.plan), exit.effective_at).declared_on;
}

ports::ExitLetter letter_of(ports::Transaction& tx, const Context& context, const core::Institution& institution,
                            const ports::ExitRunRecord& run, const std::vector<ports::EntryRow>& entries) {
  const auto search = core::exit_search(context.book, run.year, run.ran_at);
  base::check(search.has_value(), "a forced exit that no policy asked for");
  const core::Policy& policy = context.book.in_force_or_first(run.ran_at);
  ports::ExitLetter letter;
  letter.institution_name = institution.name;
  letter.institution_code = institution.code;
  letter.basis = fmt::format("{} {}", policy.number, policy.exit_clause);
  letter.cut_off = search->window.first;
  letter.exited_on = context.book.today(run.ran_at);
  letter.sender = kDepartment;
  for (const ports::EntryRow& row : entries) {
    letter.plans.push_back({row.certificate_name, std::string(core::to_text(row.key.level)), row.key.year,
                            declared_before(tx, row.entry), row.entry.headcount});
  }
  for (const ports::ApplicationRow& row : tx.applications().voided_at(run.ran_at)) {
    if (row.institution_code == institution.code) letter.voided_applications.push_back(row.number);
  }
  letter.digest = letter_digest(letter, context.crypto);
  return letter;
}

/// Does it lie before the province, or did the province decide on it?
bool lies_before_province(ports::Transaction& tx, const Context& context, const ports::ApplicationRow& row) {
  if (row.status != core::Status::submitted && row.status != core::Status::rejected) return true;
  if (!context.policy().bureau_reviews(row.institution_kind)) return true;
  return row.status == core::Status::rejected && handed_over(tx, row);
}

/// The applications of a bureau's package, or of the province's when no bureau is named, in the order of the list.
std::vector<ports::ApplicationRow> rows_of_package(ports::Transaction& tx, const Context& context,
                                                   const core::RoundRef& round, const std::string& bureau) {
  ports::ApplicationFilter filter;
  filter.bureau = bureau;
  filter.round = round;
  filter.statuses = {core::Status::forwarded, core::Status::approved, core::Status::partly_approved,
                     core::Status::rejected};
  if (bureau.empty()) filter.statuses.push_back(core::Status::submitted);
  filter.limit = kWholeRound;
  auto rows = tx.applications().applications(filter);
  std::erase_if(rows, [&](const ports::ApplicationRow& row) {
    return bureau.empty() ? !lies_before_province(tx, context, row) : !handed_over(tx, row);
  });
  std::ranges::sort(rows, {}, [](const ports::ApplicationRow& row) {
    return std::pair(std::string_view(row.institution_code), std::string_view(row.number));
  });
  return rows;
}

}  // namespace

bool handed_over(ports::Transaction& tx, const ports::ApplicationRow& row) {
  using core::Status;
  if (row.status == Status::rejected) {
    // A rejection may be the bureau's own.
    const auto events = tx.applications().events(row.id);
    return std::ranges::any_of(events, [](const auto& event) { return event.event == "forwarded"; });
  }
  return row.status == Status::forwarded || row.status == Status::approved || row.status == Status::partly_approved;
}

Outcome<ports::SubmissionReceipt> submission_receipt(ports::Transaction& tx, const Context& context,
                                                     core::ApplicationId id) {
  auto reached = reach_for_question(tx, context, core::Act::application_read, id);
  if (!reached) return std::move(reached).error();
  auto [application, institution] = std::move(reached).value();
  const auto submission = last_submission(tx.applications().events(id));
  if (!submission) return not_yours();
  if (submission->revision != application.revision) {
    application.lines = tx.applications().lines_of_revision(id, submission->revision);
    application.revision = submission->revision;
  }
  const auto form = form_content(application, institution, core::as_submitted(application));
  ports::SubmissionReceipt receipt;
  receipt.kind = form.kind;
  receipt.number = form.number;
  receipt.revision = form.revision;
  receipt.institution_name = form.institution_name;
  receipt.institution_code = form.institution_code;
  receipt.received_at = submission->at;
  receipt.zone = context.book.zone(submission->at);
  for (const auto* lines : {&form.left, &form.right, &form.lines}) {
    receipt.lines.insert(receipt.lines.end(), lines->begin(), lines->end());
  }
  receipt.digest = form_digest(form, context.crypto);
  return receipt;
}

Outcome<std::optional<ports::RoundPackage>> round_package(ports::Transaction& tx, const Context& context, int year,
                                                          std::string_view round, std::string_view bureau,
                                                          std::vector<PackagedRow>* rows) {
  const auto scope = reach(context, core::Act::package_print);
  if (!scope) return not_yours();
  const std::string code(bureau.empty() ? std::string_view(scope->bureau) : bureau);
  const auto found = tx.catalogue().bureau(code);
  const bool province = code.empty();
  if (!province && (!found || (!scope->bureau.empty() && scope->bureau != found->code))) return not_yours();
  const auto asked = context.book.round_of_year(year, round);
  if (!asked) return std::optional<ports::RoundPackage>{};
  ports::RoundPackage package;
  package.province = province;
  package.bureau_name = province ? std::string(kDepartment) : found->name;
  package.round_title = fmt::format("{}年{}", year, asked->label);
  package.made_on = context.today();
  for (const ports::ApplicationRow& row : rows_of_package(tx, context, asked->ref, code)) {
    package.applications.push_back(packaged(tx, context, row));
    if (rows != nullptr) rows->push_back({row.id, row.submitted_revision.value_or(row.revision)});
  }
  package.digest = package_digest(package, context.crypto);
  return std::optional(std::move(package));
}

Outcome<std::optional<ports::ExitLetter>> exit_letter(ports::Transaction& tx, const Context& context,
                                                      std::string_view institution_code, int year,
                                                      std::optional<std::int64_t> run_id) {
  const auto institution = tx.catalogue().institution_by_code(institution_code);
  if (!institution || core::access(context.actor, *institution, core::Act::exit_letter) != core::Access::granted) {
    return not_yours();
  }
  for (const ports::ExitRunRecord& run : tx.records().exit_runs()) {
    if (run.year != year || (run_id && run.id != *run_id)) continue;
    const auto entries = taken(tx, run, institution->id);
    if (!entries.empty()) return std::optional(letter_of(tx, context, *institution, run, entries));
  }
  return std::optional<ports::ExitLetter>{};
}

Outcome<std::vector<ports::ExitLetter>> exit_letters(ports::Transaction& tx, const Context& context,
                                                     std::int64_t run_id) {
  const auto scope = reach(context, core::Act::exit_letter);
  const auto runs = tx.records().exit_runs();
  const auto run = std::ranges::find(runs, run_id, &ports::ExitRunRecord::id);
  if (!scope || run == runs.end()) return not_yours();
  ports::ExitShareFilter filter;
  filter.scope = *scope;
  filter.run = run_id;
  filter.limit = kSharesAtATime;
  std::vector<ports::ExitLetter> letters;
  while (true) {
    const ports::ExitSharePage page = tx.plans().exit_shares(filter);
    for (const ports::ExitShare& share : page.rows) {
      const auto institution = tx.catalogue().institution_by_code(share.institution_code);
      base::check(institution.has_value(), "a run took plans of an institution that is not there");
      letters.push_back(letter_of(tx, context, *institution, *run, taken(tx, *run, institution->id)));
    }
    filter.after += static_cast<std::int64_t>(page.rows.size());
    if (page.rows.empty() || filter.after >= page.total) break;
  }
  if (letters.empty()) return not_yours();
  return letters;
}

}  // namespace kaoji::usecases
