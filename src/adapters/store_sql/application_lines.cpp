#include "adapters/store_sql/application_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

bool same(const core::LineWish& a, const core::LineWish& b) {
  return a.certificate == b.certificate && a.certificate_id == b.certificate_id && a.level_text == b.level_text &&
         a.headcount == b.headcount && a.reason == b.reason && a.year == b.year;
}

bool same(const std::optional<core::LineExcept>& a, const std::optional<core::LineExcept>& b) {
  if (!a || !b) return !a && !b;
  return a->stage == b->stage && a->reason == b->reason && a->at == b->at && a->actor == b->actor;
}

bool same(const core::Line& a, const core::Line& b) {
  return a.plan_year == b.plan_year && a.plan == b.plan && a.before == b.before && a.block == b.block &&
         same(a.wish, b.wish) && same(a.except, b.except);
}

std::optional<std::int64_t> id_or_nothing(const std::optional<core::CertificateId>& id) {
  return id ? std::optional{id->value} : std::nullopt;
}

core::AnnexBlock block_in(std::string_view text) {
  return text == core::to_text(core::AnnexBlock::left) ? core::AnnexBlock::left : core::AnnexBlock::right;
}

core::Line read_line(Query& query) {
  core::Line line;
  line.wish.certificate = query.text();
  if (const auto id = query.number_or_null()) line.wish.certificate_id = core::CertificateId{*id};
  line.wish.level_text = query.text();
  line.wish.headcount = query.number_or_null();
  line.wish.reason = query.text();
  if (const auto year = query.number_or_null()) line.wish.year = static_cast<int>(*year);
  line.plan_year = query.small();
  line.plan = query.id<core::PlanId>();
  line.before = query.number();
  if (const std::string& block = query.text(); !block.empty()) line.block = block_in(block);
  const std::string& stage = query.text();
  const std::string& reason = query.text();
  const std::optional<base::Instant> at = query.instant_or_null();
  const std::string& actor = query.text();
  if (at) line.except = core::LineExcept{stage_in(stage), reason, *at, actor};
  return line;
}

void set_line(Query& query, core::ApplicationId id, std::int64_t revision, std::size_t position,
              const core::Line& line) {
  query.set("application", id)
      .set("revision", revision)
      .set("position", static_cast<std::int64_t>(position))
      .set("certificate_text", line.wish.certificate)
      .set_or_null("certificate", id_or_nothing(line.wish.certificate_id))
      .set("level_text", line.wish.level_text)
      .set_or_null("headcount", line.wish.headcount)
      .set("reason", line.wish.reason)
      .set_or_null("year", line.wish.year ? std::optional<std::int64_t>{*line.wish.year} : std::nullopt)
      .set("plan_year", line.plan_year)
      .set_or_null("plan", line.plan)
      .set("before", line.before)
      .set_or_null("block", line.block ? core::to_text(*line.block) : std::string_view{})
      .set_or_null("except_at", line.except ? std::optional{line.except->at} : std::nullopt);
  // An empty text is not NULL here: all four columns of an exception are there, or none.
  constexpr std::string_view kNull;
  if (line.except) {
    query.set("except_stage", core::to_text(line.except->stage))
        .set("except_reason", line.except->reason)
        .set("except_actor", line.except->actor);
  } else {
    query.set_or_null("except_stage", kNull).set_or_null("except_reason", kNull).set_or_null("except_actor", kNull);
  }
}

}  // namespace

std::vector<core::Line> ApplicationRows::lines_of_revision(core::ApplicationId id, std::int64_t revision) {
  auto query = session_.query(
      {"SELECT certificate_text, certificate, level_text, headcount, reason, year, plan_year, plan, before, "
       "COALESCE(block, ''), COALESCE(except_stage, ''), COALESCE(except_reason, ''), except_at, "
       "COALESCE(except_actor, '') FROM application_line "
       "WHERE application = :application AND revision = :revision ORDER BY position",
       "tntntnnnntttnt"});
  query.set("application", id).set("revision", revision);
  std::vector<core::Line> lines;
  while (query.next()) lines.push_back(read_line(query));
  return lines;
}

std::vector<std::int64_t> ApplicationRows::revisions(core::ApplicationId id) {
  auto query = session_.query(
      {"SELECT revision FROM application_line WHERE application = :id UNION SELECT revision FROM application "
       "WHERE id = :id ORDER BY 1",
       "n"});
  query.set("id", id);
  std::vector<std::int64_t> revisions;
  while (query.next()) revisions.push_back(query.number());
  return revisions;
}

/// Writes what differs only: most updates change the status and leave the lines alone.
void ApplicationRows::save_lines(const core::Application& application) {
  const auto stored = lines_of_revision(application.id, application.revision);
  for (std::size_t i = 0; i < application.lines.size(); ++i) {
    if (i >= stored.size()) {
      insert_line(application.id, application.revision, i, application.lines[i]);
    } else if (!same(stored[i], application.lines[i])) {
      update_line(application.id, application.revision, i, application.lines[i]);
    }
  }
  if (stored.size() <= application.lines.size()) return;
  session_
      .query({"DELETE FROM application_line WHERE application = :application AND revision = :revision "
              "AND position >= :position",
              ""})
      .set("application", application.id)
      .set("revision", application.revision)
      .set("position", static_cast<std::int64_t>(application.lines.size()))
      .run();
}

void ApplicationRows::insert_line(core::ApplicationId id, std::int64_t revision, std::size_t position,
                                  const core::Line& line) {
  auto query = session_.query(
      {"INSERT INTO application_line (application, revision, position, certificate_text, certificate, level_text, "
       "headcount, reason, year, plan_year, plan, before, block, except_at, except_stage, except_reason, except_actor) "
       "VALUES (:application, :revision, "
       ":position, :certificate_text, :certificate, :level_text, :headcount, :reason, :year, :plan_year, :plan, "
       ":before, :block, "
       ":except_at, :except_stage, :except_reason, :except_actor)",
       ""});
  set_line(query, id, revision, position, line);
  query.run();
}

void ApplicationRows::update_line(core::ApplicationId id, std::int64_t revision, std::size_t position,
                                  const core::Line& line) {
  auto query = session_.query(
      {"UPDATE application_line SET certificate_text = :certificate_text, certificate = :certificate, "
       "level_text = :level_text, headcount = :headcount, reason = :reason, year = :year, plan_year = :plan_year, "
       "plan = :plan, before = :before, block = :block, except_at = :except_at, except_stage = :except_stage, "
       "except_reason = :except_reason, except_actor = :except_actor "
       "WHERE application = :application AND revision = :revision AND position = :position",
       ""});
  set_line(query, id, revision, position, line);
  query.run();
}

}  // namespace kaoji::store_sql
