#include "adapters/store_sql/application_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/seals.hpp"
#include "adapters/store_sql/stored_words.hpp"
#include "base/check.hpp"

namespace kaoji::store_sql {

namespace {

constexpr Sql kSelect{
    "SELECT id, number, kind, institution, status, revision, version, round_policy, round_name, round_year, policy_id, "
    "returned_by, waived, created_at, updated_at, decided_at, first_submitted_at, submitted_at, scan_revision, "
    "contact_name, contact_phone FROM application WHERE id = :id",
    "nttntnnttnttnnnnnnntt"};

constexpr std::string_view kInsert =
    "INSERT INTO application (number, kind, institution, status, revision, version, submitted_revision, round_policy, "
    "round_name, round_year, policy_id, returned_by, waived, created_at, updated_at, decided_at, first_submitted_at, "
    "submitted_at, scan_revision, contact_name, contact_phone, line_count, headcount) VALUES (:number, :kind, "
    ":institution, :status, :revision, :version, :submitted_revision, :round_policy, :round_name, :round_year, "
    ":policy_id, :returned_by, :waived, :created_at, :updated_at, :decided_at, :first_submitted_at, :submitted_at, "
    ":scan_revision, :contact_name, :contact_phone, :line_count, :headcount)";

constexpr Sql kUpdate{
    "UPDATE application SET kind = :kind, institution = :institution, status = :status, revision = :revision, "
    "version = :version, submitted_revision = COALESCE(:submitted_revision, submitted_revision), "
    "round_policy = :round_policy, round_name = :round_name, round_year = :round_year, policy_id = :policy_id, "
    "returned_by = :returned_by, waived = :waived, created_at = :created_at, updated_at = :updated_at, "
    "decided_at = :decided_at, first_submitted_at = :first_submitted_at, "
    "submitted_at = :submitted_at, scan_revision = :scan_revision, contact_name = :contact_name, contact_phone = "
    ":contact_phone, "
    "line_count = :line_count, headcount = :headcount WHERE id = :id",
    ""};

std::int64_t headcount_of(const core::Application& application) {
  std::int64_t sum = 0;
  for (const core::Line& line : application.lines) sum += line.wish.headcount.value_or(0);
  return sum;
}

/// The contact as it is stored. It is sealed for its application, whose id has to be known.
void set_contact(Query& query, const Session& session, const core::Application& application) {
  const auto text = [&](std::string_view column, std::string_view plain) {
    return sealed(session, application_purpose(application.id.value, column), plain);
  };
  query.set("contact_name", text("contact_name", application.contact_name))
      .set("contact_phone", text("contact_phone", application.contact_phone));
}

/// Sets all parameters that inserting and updating have in common.
void set_application(Query& query, const core::Application& application) {
  const bool submits = core::awaiting(application.status);
  query.set("kind", core::to_text(application.kind))
      .set("institution", application.institution)
      .set("status", core::to_text(application.status))
      .set("revision", application.revision)
      .set("version", application.version)
      .set_or_null("submitted_revision", submits ? std::optional{application.revision} : std::nullopt)
      .set("round_policy", application.round.policy_id)
      .set("round_name", application.round.name)
      .set("round_year", application.round.year)
      .set("policy_id", application.policy_id)
      .set("returned_by", core::to_text(application.returned_by))
      .set("waived", application.waived ? 1 : 0)
      .set("created_at", application.created_at)
      .set("updated_at", application.updated_at)
      .set_or_null("decided_at", application.decided_at)
      .set_or_null("first_submitted_at", application.first_submitted_at)
      .set_or_null("submitted_at", application.submitted_at)
      .set_or_null("scan_revision", application.scan_revision)
      .set("line_count", static_cast<std::int64_t>(application.lines.size()))
      .set("headcount", headcount_of(application));
}

}  // namespace

std::string ApplicationRows::number(core::ApplicationId id) {
  if (!id.some()) return {};
  auto query = session_.query({"SELECT number FROM application WHERE id = :id", "t"});
  query.set("id", id);
  return query.next() ? query.text() : std::string();
}

std::optional<core::Application> ApplicationRows::application(core::ApplicationId id) {
  core::Application found;
  {
    auto query = session_.query(kSelect);
    query.set("id", id);
    if (!query.next()) return std::nullopt;
    found.id = core::ApplicationId{query.number()};
    found.number = query.text();
    found.kind = application_kind_in(query.text());
    found.institution = core::InstitutionId{query.number()};
    found.status = status_in(query.text());
    found.revision = query.number();
    found.version = query.number();
    found.round.policy_id = query.text();
    found.round.name = query.text();
    found.round.year = query.small();
    found.policy_id = query.text();
    found.returned_by = stage_in(query.text());
    found.waived = query.flag();
    found.created_at = query.instant();
    found.updated_at = query.instant();
    found.decided_at = query.instant_or_null();
    found.first_submitted_at = query.instant_or_null();
    found.submitted_at = query.instant_or_null();
    found.scan_revision = query.number_or_null();
    found.contact_name = opened(session_, application_purpose(id.value, "contact_name"), query.text());
    found.contact_phone = opened(session_, application_purpose(id.value, "contact_phone"), query.text());
  }
  found.lines = lines_of_revision(id, found.revision);
  return found;
}

core::Application ApplicationRows::insert(const core::Application& application, std::string_view number_prefix) {
  core::Application made = application;
  {
    auto query = session_.insertion(kInsert);
    // The number is made of the id, which is not known yet, and the contact is sealed for it.
    query.set("number", std::string_view{})
        .set("contact_name", std::string_view{})
        .set("contact_phone", std::string_view{});
    set_application(query, application);
    made.id = core::ApplicationId{session_.insert(query)};
  }
  made.number = fmt::format("{}{:06}", number_prefix, made.id.value);
  {
    auto query = session_.query(
        {"UPDATE application SET number = :number, contact_name = :contact_name, contact_phone = :contact_phone "
         "WHERE id = :id",
         ""});
    set_contact(query, session_, made);
    query.set("number", made.number).set("id", made.id).run();
  }
  for (std::size_t i = 0; i < made.lines.size(); ++i) insert_line(made.id, made.revision, i, made.lines[i]);
  return made;
}

void ApplicationRows::update(const core::Application& application) {
  drop_unsubmitted_revision(application.id, application.revision);
  auto query = session_.query(kUpdate);
  set_application(query, application);
  set_contact(query, session_, application);
  query.set("id", application.id).run();
  save_lines(application);
}

void ApplicationRows::drop_unsubmitted_revision(core::ApplicationId id, std::int64_t next_revision) {
  session_
      .query(
          {"DELETE FROM application_line WHERE application = :id AND revision = (SELECT a.revision FROM application a "
           "WHERE a.id = :id AND a.revision <> :next AND a.revision <> COALESCE(a.submitted_revision, 0))",
           ""})
      .set("id", id)
      .set("next", next_revision)
      .run();
}

void ApplicationRows::discard(core::ApplicationId id) {
  discard_scans(id);
  constexpr std::string_view kParts[] = {"DELETE FROM application_line WHERE application = :id",
                                         "DELETE FROM application_event WHERE application = :id"};
  for (const std::string_view part : kParts) session_.query({part, ""}).set("id", id).run();
  auto query = session_.query(
      {"DELETE FROM application WHERE id = :id AND status = 'draft' AND submitted_revision IS NULL RETURNING id", "n"});
  query.set("id", id);
  base::check(query.next(), "only a draft that was never submitted can be discarded");
}

void ApplicationRows::append_event(core::ApplicationId id, const ports::ApplicationEvent& event) {
  const std::string text =
      marked_text({std::to_string(id.value), std::to_string(event.at.time_since_epoch().count()), event.event,
                   event.actor, event.stage ? core::to_text(*event.stage) : std::string_view{},
                   std::to_string(event.revision), event.note, event.policy_id, event.clause});
  session_
      .query({"INSERT INTO application_event (application, at, event, actor, stage, revision, note, policy_id, clause, "
              "mark) VALUES (:application, :at, :event, :actor, :stage, :revision, :note, :policy_id, :clause, :mark)",
              ""})
      .set("application", id)
      .set("at", event.at)
      .set("event", event.event)
      .set("actor", event.actor)
      .set_or_null("stage", event.stage ? core::to_text(*event.stage) : std::string_view{})
      .set("revision", event.revision)
      .set("note", event.note)
      .set("policy_id", event.policy_id)
      .set("clause", event.clause)
      .set("mark", row_mark(session_, "application_event", text))
      .run();
}

std::vector<ports::ApplicationEvent> ApplicationRows::events(core::ApplicationId id) {
  auto query =
      session_.query({"SELECT at, event, actor, COALESCE(stage, ''), revision, note, policy_id, clause "
                      "FROM application_event WHERE application = :application ORDER BY id",
                      "ntttnttt"});
  query.set("application", id);
  std::vector<ports::ApplicationEvent> events;
  while (query.next()) {
    ports::ApplicationEvent& event = events.emplace_back();
    event.at = query.instant();
    event.event = query.text();
    event.actor = query.text();
    if (const std::string& stage = query.text(); !stage.empty()) event.stage = stage_in(stage);
    event.revision = query.number();
    event.note = query.text();
    event.policy_id = query.text();
    event.clause = query.text();
  }
  return events;
}

}  // namespace kaoji::store_sql
