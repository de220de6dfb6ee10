#include <array>

#include "http/application_schemas.hpp"
#include "http/line_reader.hpp"
#include "http/listed.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/claim_application.hpp"
#include "usecases/reached_application.hpp"
#include "usecases/withdraw_application.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kApplications = "applications";
constexpr int kApplicationExportPage = 500;

core::ApplicationId application_id(const Asked& asked) {
  return {asked.id()};
}

void no_query(const Request& request) {
  QueryReader(request.query).done();
}

/// An application whole, with its ETag: the answer to reading it, and to every change of it.
Answer whole(ports::Transaction& tx, const Asked& asked, const usecases::ApplicationView& view, int status = 200) {
  Answer answer = json_answer(application_text(tx, asked, view), status);
  answer.headers.emplace_back("ETag", etag_of(view.application.version));
  return answer;
}

Answer whole(ports::Transaction& tx, const Asked& asked, usecases::Outcome<core::Application> changed,
             int status = 200) {
  if (!changed) return asked.refused(changed.error());
  core::Application application = std::move(changed).value();
  auto institution = tx.catalogue().institution(application.institution);
  base::check(institution.has_value(), "an application's institution is not there");
  return whole(tx, asked,
               usecases::view_application(tx, asked.context, {std::move(application), *std::move(institution)}),
               status);
}

Answer read_application(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const auto view = usecases::read_application(tx, asked.context, application_id(asked));
  if (!view) return asked.refused(view.error());
  return whole(tx, asked, *view);
}

std::optional<core::RoundRef> round_named(const usecases::Context& context, const std::optional<std::string>& name,
                                          std::optional<int> year) {
  if (!name) return std::nullopt;
  const int of_year = year.value_or(context.year());
  const auto round = context.book.round_of_year(of_year, *name);
  return round ? round->ref : core::RoundRef{"", *name, of_year};
}

/// What the list and its counts are both narrowed by.
void read_narrowing(QueryReader& query, const usecases::Context& context, usecases::ApplicationQuery& wanted) {
  wanted.kind = query.choice<core::ApplicationKind>("kind", core::parse_application_kind);
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.bureau = query.text("bureau", 32).value_or("");
  wanted.year = query.year("year");
  wanted.round = round_named(context, query.text("round", 64), wanted.year);
  wanted.search = query.text("q", 64).value_or("");
}

usecases::ApplicationQuery read_application_query(QueryReader& query, const usecases::Context& context) {
  usecases::ApplicationQuery wanted;
  for (const std::string& words : query.list("status", core::kStatusCount)) {
    for (std::size_t at = 0; at <= words.size();) {
      const std::size_t comma = std::min(words.find(',', at), words.size());
      const auto status = core::parse_status(std::string_view(words).substr(at, comma - at));
      if (!status) throw parameter_invalid("status", "不是申报状态", "Not a status of an application");
      wanted.statuses.push_back(*status);
      at = comma + 1;
    }
  }
  read_narrowing(query, context, wanted);
  wanted.awaiting_me = query.flag("awaiting_me");
  wanted.done_by_me = query.flag("done_by_me");
  return wanted;
}

Answer count_applications(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::ApplicationQuery wanted;
  read_narrowing(query, asked.context, wanted);
  query.done();
  const auto counts = usecases::count_applications(tx, asked.context, wanted);
  if (!counts) return asked.refused(counts.error());
  JsonWriter json = asked.json();
  json.begin_object().key("states").begin_array();
  for (const ports::StatusCount& count : counts->states)
    json.begin_object()
        .member("status", core::to_text(count.status))
        .member("applications", count.applications)
        .member("headcount", count.headcount)
        .end_object();
  json.end_array()
      .member("awaiting_me", counts->awaiting_me)
      .member("due_soon", counts->due_soon)
      .member("overdue", counts->overdue)
      .member("done_by_me", counts->done_by_me)
      .end_object();
  return json_answer(json.take());
}

Answer list_applications(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::ApplicationQuery wanted = read_application_query(query, asked.context);
  wanted.after = core::ApplicationId{cursor_number(query, kApplications)};
  wanted.limit = query.limit();
  query.done();
  const auto page = usecases::list_applications(tx, asked.context, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  const auto extensions = all_extensions(tx);
  JsonWriter json = asked.json(page->rows.size() * 768 + 256);
  json.begin_object().key("items").begin_array();
  for (const auto& row : page->rows) write_summary(json, directory, asked.context, row, extensions);
  json.end_array().member("total", page->total);
  write_next(json, kApplications, page->more, page->more ? page->rows.back().id.value : 0);
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kApplicationColumns{
    ports::SheetColumn{"编号", ports::SheetKind::text, 22, "Number"},
    ports::SheetColumn{"类别", ports::SheetKind::text, 10, "Kind"},
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 28, "Bureau"},
    ports::SheetColumn{"批次", ports::SheetKind::text, 22, "Round"},
    ports::SheetColumn{"状态", ports::SheetKind::text, 12, "Status"},
    ports::SheetColumn{"行数", ports::SheetKind::number, 8, "Lines"},
    ports::SheetColumn{"人次", ports::SheetKind::number, 10, "Person-times"},
    ports::SheetColumn{"提交时间", ports::SheetKind::instant, 18, "Submitted at"},
    ports::SheetColumn{"审核时间", ports::SheetKind::instant, 18, "Decided at"},
    ports::SheetColumn{"更新时间", ports::SheetKind::instant, 18, "Updated at"},
    ports::SheetColumn{"截止日期", ports::SheetKind::date, 12, "Due on"},
};

std::optional<Answer> fill_applications(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  usecases::ApplicationQuery wanted = read_application_query(query, asked.context);
  query.done();
  wanted.limit = kApplicationExportPage;
  Directory directory(tx);
  const auto extensions = all_extensions(tx);
  for (;;) {
    const auto page = usecases::list_applications(tx, asked.context, wanted);
    if (!page) return asked.refused(page.error());
    for (const ports::ApplicationRow& row : page->rows) {
      const auto round = row.round.some() ? asked.context.book.round(row.round) : std::nullopt;
      const std::string in_round = round ? round_words(*round, rows.language()) : std::string();
      rows.row({row.number, rows.word(row.kind), row.institution_code, row.institution_name,
                bureau_cell(directory, row.bureau, rows.language()), std::string_view(in_round), rows.word(row.status),
                row.lines, row.headcount, maybe_cell(row.submitted_at), maybe_cell(row.decided_at), row.updated_at,
                maybe_cell(usecases::due_day(asked.context, row, extensions))});
    }
    if (!page->more) return std::nullopt;
    wanted.after = page->rows.back().id;
  }
}
constexpr ListSheet kApplicationSheet{"申报", "applications.xlsx", kApplicationColumns, fill_applications,
                                      "Applications"};

Answer list_revisions(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const auto revisions = usecases::list_revisions(tx, asked.context, application_id(asked));
  if (!revisions) return asked.refused(revisions.error());
  JsonWriter json = asked.json();
  json.begin_object().key("items").begin_array();
  for (const auto& revision : *revisions) {
    json.begin_object()
        .member("revision", revision.revision)
        .member("saved_at", revision.saved_at)
        .member("saved_by", revision.saved_by)
        .member("submitted_at", revision.submitted_at)
        .key("lines")
        .begin_array();
    for (const core::Line& line : revision.lines)
      json.begin_object()
          .member("certificate", line.wish.certificate)
          .member("level", line.wish.level_text)
          .member("headcount", line.wish.headcount)
          .member_or_null("reason", line.wish.reason)
          .member("year", line.wish.year)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

/// In the transaction of the submission, whose audit row is the last one: no submission without a receipt.
void give_receipt(ports::Transaction& tx, const Asked& asked, const core::Application& submitted) {
  usecases::issue_receipt(tx, asked.context, submitted, asked.dependencies->signing);
}

Prepared create_application(const Request& request, std::string_view) {
  no_query(request);
  usecases::CreateCommand command;
  read_json_object(request.body, [&](ObjectReader& body) {
    command.kind = body.required_choice<core::ApplicationKind>("kind", core::parse_application_kind);
    command.institution =
        body.maybe_text("institution", {.max_characters = 32, .min_characters = 1, .form = TextForm::numbers})
            .value_or("");
    command.content = read_draft(body);
    command.submit = body.flag("submit");
  });
  return {[command = std::move(command)](ports::Transaction& tx, const Asked& asked) {
    const auto created = usecases::create_application(tx, asked.context, command);
    if (created && command.submit) give_receipt(tx, asked, *created);
    return whole(tx, asked, created, 201);
  }};
}

Prepared save_application(const Request& request, std::string_view) {
  no_query(request);
  usecases::DraftContent content;
  read_json_object(request.body, [&](ObjectReader& body) { content = read_draft(body); });
  return {
      [content = std::move(content), version = required_version(request)](ports::Transaction& tx, const Asked& asked) {
        return whole(tx, asked, usecases::save_application(tx, asked.context, application_id(asked), content, version));
      }};
}

Prepared discard_application(const Request& request, std::string_view) {
  no_query(request);
  return {[version = expected_version(request)](ports::Transaction& tx, const Asked& asked) {
    const auto done = usecases::discard_application(tx, asked.context, application_id(asked), version);
    return done ? no_content() : asked.refused(done.error());
  }};
}

Prepared submit_application(const Request& request, std::string_view) {
  no_query(request);
  return {[version = expected_version(request)](ports::Transaction& tx, const Asked& asked) {
    const auto submitted = usecases::submit_application(tx, asked.context, application_id(asked), version);
    if (submitted) give_receipt(tx, asked, *submitted);
    return whole(tx, asked, submitted);
  }};
}

Prepared withdraw_application(const Request& request, std::string_view) {
  no_query(request);
  std::string note;
  read_json_object(request.body, [&](ObjectReader& body) {
    note = body.maybe_text("note", {.max_characters = 2000, .lines = true}).value_or("");
  });
  return {[note = std::move(note), version = expected_version(request)](ports::Transaction& tx, const Asked& asked) {
    return whole(tx, asked, usecases::withdraw_application(tx, asked.context, application_id(asked), note, version));
  }};
}

using ClaimStep = usecases::Outcome<core::Application>(ports::Transaction&, const usecases::Context&,
                                                       core::ApplicationId, std::optional<std::int64_t>);

template <ClaimStep step>
Prepared claim_step(const Request& request, std::string_view) {
  no_query(request);
  return {[version = expected_version(request)](ports::Transaction& tx, const Asked& asked) {
    return whole(tx, asked, step(tx, asked.context, application_id(asked), version));
  }};
}

Answer checked(ports::Transaction& tx, const Asked& asked,
               const usecases::Outcome<usecases::CheckedSubmission>& outcome) {
  if (!outcome) return asked.refused(outcome.error());
  return json_answer(check_text(tx, asked, *outcome));
}

Prepared check_new_application(const Request& request, std::string_view) {
  no_query(request);
  core::ApplicationKind kind{};
  std::string institution;
  std::vector<usecases::LineInput> lines;
  read_json_object(request.body, [&](ObjectReader& body) {
    kind = body.required_choice<core::ApplicationKind>("kind", core::parse_application_kind);
    institution = body.maybe_text("institution", {.max_characters = 32, .min_characters = 1, .form = TextForm::numbers})
                      .value_or("");
    bool present = false;
    lines = read_lines(body, present);
    if (!present) throw Fault{422, "field-missing", "缺少必填字段", "A required field is missing", "lines", {}, 0};
  });
  return {[kind, institution = std::move(institution), lines = std::move(lines)](ports::Transaction& tx,
                                                                                 const Asked& asked) {
            return checked(tx, asked, usecases::check_new_submission(tx, asked.context, kind, institution, lines));
          },
          true, true};
}

Prepared check_application(const Request& request, std::string_view) {
  no_query(request);
  std::optional<std::vector<usecases::LineInput>> lines;
  read_json_object(request.body, [&](ObjectReader& body) {
    bool present = false;
    auto given = read_lines(body, present);
    if (present) lines = std::move(given);
  });
  return {[lines = std::move(lines)](ports::Transaction& tx, const Asked& asked) {
            return checked(tx, asked, usecases::check_submission(tx, asked.context, application_id(asked), lines));
          },
          true, true};
}

constexpr std::array kApplicationRoutes{
    asks("/api/applications", core::Act::application_list, list_applications),
    flows(Method::get, "/api/applications.xlsx", core::Act::application_export, exports<kApplicationSheet>),
    writes(Method::post, "/api/applications", core::Act::application_create, BodyType::json, create_application),
    writes(Method::post, "/api/applications/check", core::Act::application_check, BodyType::json,
           check_new_application),
    asks("/api/applications/counts", core::Act::application_list, count_applications),
    asks("/api/applications/{id}", core::Act::application_read, read_application),
    writes(Method::put, "/api/applications/{id}", core::Act::application_save, BodyType::json, save_application),
    writes(Method::del, "/api/applications/{id}", core::Act::application_discard, BodyType::none, discard_application),
    asks("/api/applications/{id}/revisions", core::Act::revision_list, list_revisions),
    writes(Method::post, "/api/applications/{id}/check", core::Act::application_check, BodyType::json,
           check_application),
    writes(Method::post, "/api/applications/{id}/submission", core::Act::application_submit, BodyType::none,
           submit_application),
    writes(Method::post, "/api/applications/{id}/withdrawal", core::Act::application_withdraw, BodyType::json,
           withdraw_application),
    writes(Method::post, "/api/applications/{id}/claim", core::Act::application_claim, BodyType::none,
           claim_step<usecases::claim_application>),
    writes(Method::del, "/api/applications/{id}/claim", core::Act::application_claim, BodyType::none,
           claim_step<usecases::release_application>),
};
static_assert(all_have_rows(kApplicationRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> application_routes() {
  return kApplicationRoutes;
}

}  // namespace kaoji::http
