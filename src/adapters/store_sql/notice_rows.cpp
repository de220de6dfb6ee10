#include "adapters/store_sql/notice_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kMembers =
    "n.id, n.kind, n.institution, n.bureau, n.round_policy, n.round_name, n.round_year, n.standing, n.application, "
    "n.year, n.plans, n.headcount, n.note, n.sender, n.created_at";
constexpr std::string_view kColumns =
    "ntnttt"
    "ntnnnnttn"
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
  notice.year = query.small();
  notice.plans = query.number();
  notice.headcount = query.number();
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
      "year, plans, headcount, note, sender, created_at) VALUES (:kind, :institution, :bureau, :round_policy, "
      ":round_name, :round_year, :standing, :application, :year, :plans, :headcount, :note, :sender, :created_at)");
  query.set("kind", notice.kind)
      .set_or_null("institution", notice.institution)
      .set("bureau", notice.bureau)
      .set("round_policy", notice.round.policy_id)
      .set("round_name", notice.round.name)
      .set("round_year", notice.round.year)
      .set("standing", notice.standing)
      .set_or_null("application", notice.application)
      .set("year", notice.year)
      .set("plans", notice.plans)
      .set("headcount", notice.headcount)
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
