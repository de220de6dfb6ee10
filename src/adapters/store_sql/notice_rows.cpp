#include "adapters/store_sql/notice_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kMembers =
    "n.id, n.kind, n.institution, n.bureau, n.round_policy, n.round_name, n.round_year, n.standing, n.application, "
    "n.plan, n.year, n.plans, n.headcount, n.days_left, n.note, n.sender, n.created_at";
constexpr std::string_view kColumns =
    "ntnttt"
    "ntnnnnnnttn"
    "n";
/// With the reading of one account.
constexpr std::string_view kFrom =
    ", r.read_at FROM notice n LEFT JOIN notice_reading r ON r.notice = n.id AND r.account = :account";

void read_notice(Query& query, ports::Notice& notice) {
  notice.id = query.number();
  notice.kind = query.text();
  notice.institution = query.id<core::InstitutionId>();
  notice.bureau = query.text();
  notice.round.policy_id = query.text();
  notice.round.name = query.text();
  notice.round.year = query.small();
  notice.standing = query.text();
  notice.application = query.id<core::ApplicationId>();
  notice.plan = query.id<core::PlanId>();
  notice.year = query.small();
  notice.plans = query.number();
  notice.headcount = query.number();
  notice.days_left = query.small();
  notice.note = query.text();
  notice.sender = query.text();
  notice.created_at = query.instant();
  notice.read_at = query.instant_or_null();
}

/// Those on the desk; a filter that names nobody finds nothing.
Conditions conditions_of(const ports::NoticeFilter& filter) {
  Conditions conditions;
  if (filter.institution.some()) {
    conditions.add("n.institution = :institution", "institution", filter.institution.value);
  } else {
    conditions.add("n.institution IS NULL AND n.bureau = :bureau", "bureau", filter.bureau);
  }
  if (filter.unread_only) conditions.add("r.read_at IS NULL");
  return conditions;
}

}  // namespace

std::int64_t NoticeRows::insert(const ports::Notice& notice) {
  auto query = session_.insertion(
      "INSERT INTO notice (kind, institution, bureau, round_policy, round_name, round_year, standing, application, "
      "plan, year, plans, headcount, days_left, note, sender, created_at) VALUES (:kind, :institution, :bureau, "
      ":round_policy, :round_name, :round_year, :standing, :application, :plan, :year, :plans, :headcount, :days_left, "
      ":note, :sender, :created_at)");
  query.set("kind", notice.kind)
      .set_or_null("institution", notice.institution)
      .set("bureau", notice.bureau)
      .set("round_policy", notice.round.policy_id)
      .set("round_name", notice.round.name)
      .set("round_year", notice.round.year)
      .set("standing", notice.standing)
      .set_or_null("application", notice.application)
      .set_or_null("plan", notice.plan)
      .set("year", notice.year)
      .set("plans", notice.plans)
      .set("headcount", notice.headcount)
      .set("days_left", notice.days_left)
      .set("note", notice.note)
      .set("sender", notice.sender)
      .set("created_at", notice.created_at);
  return session_.insert(query);
}

std::vector<ports::Notice> NoticeRows::notices(const ports::NoticeFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.before > 0) conditions.add("n.id < :before", "before", filter.before);
  const std::string text =
      fmt::format("SELECT {}{}{} ORDER BY n.id DESC LIMIT :limit", kMembers, kFrom, conditions.where());
  auto query = session_.query({text, kColumns});
  query.set("account", filter.account);
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::Notice> found;
  while (query.next()) read_notice(query, found.emplace_back());
  return found;
}

std::int64_t NoticeRows::count(const ports::NoticeFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format(
      "SELECT COUNT(*) FROM notice n LEFT JOIN notice_reading r ON r.notice = n.id AND r.account = :account{}",
      conditions.where());
  auto query = session_.query({text, "n"});
  query.set("account", filter.account);
  conditions.set(query);
  query.next();
  return query.number();
}

std::optional<ports::Notice> NoticeRows::notice(std::int64_t id, core::AccountId account) {
  static const std::string text = fmt::format("SELECT {}{} WHERE n.id = :id", kMembers, kFrom);
  auto query = session_.query({text, kColumns});
  query.set("account", account).set("id", id);
  if (!query.next()) return std::nullopt;
  ports::Notice notice;
  read_notice(query, notice);
  return notice;
}

void NoticeRows::mark_read(std::int64_t id, core::AccountId account, base::Instant at) {
  session_
      .query({"INSERT INTO notice_reading (notice, account, read_at) VALUES (:notice, :account, :at) "
              "ON CONFLICT (notice, account) DO NOTHING",
              ""})
      .set("notice", id)
      .set("account", account)
      .set("at", at)
      .run();
}

void NoticeRows::queue(const ports::Job& job) {
  session_
      .query({"INSERT INTO job (kind, institution, year, step, notice, queued_at) "
              "VALUES (:kind, :institution, :year, :step, :notice, :queued_at)",
              ""})
      .set("kind", job.kind)
      .set("institution", job.institution)
      .set("year", job.year)
      .set("step", job.step)
      .set("notice", job.notice)
      .set("queued_at", job.queued_at)
      .run();
}

std::set<core::InstitutionId> NoticeRows::queued(std::string_view kind, int year, int step) {
  auto query =
      session_.query({"SELECT institution FROM job WHERE kind = :kind AND year = :year AND step = :step", "n"});
  query.set("kind", kind).set("year", year).set("step", step);
  std::set<core::InstitutionId> institutions;
  while (query.next()) institutions.insert(query.id<core::InstitutionId>());
  return institutions;
}

std::vector<ports::Notice> NoticeRows::reminders(const core::RoundRef& round) {
  static const std::string text = fmt::format(
      "SELECT {}, (SELECT MIN(r.read_at) FROM notice_reading r WHERE r.notice = n.id) FROM notice n "
      "WHERE n.round_year = :year AND n.round_name = :name AND n.round_policy = :policy AND n.kind = 'reminder' "
      "ORDER BY n.id",
      kMembers);
  auto query = session_.query({text, kColumns});
  query.set("year", round.year).set("name", round.name).set("policy", round.policy_id);
  std::vector<ports::Notice> found;
  while (query.next()) read_notice(query, found.emplace_back());
  return found;
}

}  // namespace kaoji::store_sql
