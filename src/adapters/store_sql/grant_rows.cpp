#include "adapters/store_sql/grant_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kAdmission = "SELECT id, institution, until_day, used_by, granted_at, actor FROM admission";
constexpr std::string_view kAdmissionColumns = "nntnnt";

std::vector<ports::Admission> read_admissions(Query& query) {
  std::vector<ports::Admission> admissions;
  while (query.next()) {
    ports::Admission& admission = admissions.emplace_back();
    admission.id = query.number();
    admission.institution = core::InstitutionId{query.number()};
    admission.until = query.date_or_null();
    admission.used_by = query.id<core::ApplicationId>();
    admission.granted_at = query.instant();
    admission.actor = query.text();
  }
  return admissions;
}

void read_round(Query& query, core::RoundRef& round) {
  round.policy_id = query.text();
  round.name = query.text();
  round.year = query.small();
}

void set_round(Query& query, const core::RoundRef& round) {
  query.set("round_policy", round.policy_id).set("round_name", round.name).set("round_year", round.year);
}

void read_extension(Query& query, core::Extension& extension) {
  read_round(query, extension.round);
  extension.stage = stage_in(query.text());
  extension.until = query.date();
  extension.institution = query.text();
  extension.bureau = query.text();
}

constexpr std::string_view kHold = "id, plan, year, reason, granted_at, actor, lifted_at, lifted_by, lift_reason";
constexpr std::string_view kHoldColumns = "nnntntntt";

void read_hold(Query& query, ports::Hold& hold) {
  hold.id = query.number();
  hold.plan = core::PlanId{query.number()};
  hold.year = query.small();
  hold.reason = query.text();
  hold.granted_at = query.instant();
  hold.actor = query.text();
  hold.lifted_at = query.instant_or_null();
  hold.lifted_by = query.text();
  hold.lift_reason = query.text();
}

Conditions of_institution(std::optional<core::InstitutionId> institution) {
  Conditions conditions;
  if (institution) conditions.add("institution = :institution", "institution", institution->value);
  return conditions;
}

}  // namespace

std::vector<ports::Admission> GrantRows::admissions(std::optional<core::InstitutionId> institution) {
  const Conditions conditions = of_institution(institution);
  const std::string text = std::string{kAdmission} + conditions.where() + " ORDER BY id DESC";
  auto query = session_.query({text, kAdmissionColumns});
  conditions.set(query);
  return read_admissions(query);
}

void GrantRows::insert_admission(const ports::Admission& admission) {
  session_
      .query({"INSERT INTO admission (institution, until_day, used_by, granted_at, actor) "
              "VALUES (:institution, :until_day, :used_by, :granted_at, :actor)",
              ""})
      .set("institution", admission.institution)
      .set_or_null("until_day", admission.until)
      .set_or_null("used_by", admission.used_by)
      .set("granted_at", admission.granted_at)
      .set("actor", admission.actor)
      .run();
}

void GrantRows::use_admission(std::int64_t id, core::ApplicationId application) {
  session_.query({"UPDATE admission SET used_by = :application WHERE id = :id", ""})
      .set("application", application)
      .set("id", id)
      .run();
}

std::vector<ports::Admission> GrantRows::usable_admissions(core::InstitutionId institution, base::Date day) {
  static const std::string text =
      std::string{kAdmission} +
      " WHERE institution = :institution AND used_by IS NULL AND (until_day IS NULL OR until_day >= :day) "
      "ORDER BY (until_day IS NULL), until_day, id";
  auto query = session_.query({text, kAdmissionColumns});
  query.set("institution", institution).set("day", day);
  return read_admissions(query);
}

std::vector<ports::Waiver> GrantRows::waivers(std::optional<core::InstitutionId> institution) {
  const Conditions conditions = of_institution(institution);
  const std::string text =
      "SELECT id, institution, round_policy, round_name, round_year, reason, used_by, granted_at, actor FROM waiver" +
      conditions.where() + " ORDER BY id DESC";
  auto query = session_.query({text, "nnttntnnt"});
  conditions.set(query);
  std::vector<ports::Waiver> waivers;
  while (query.next()) {
    ports::Waiver& waiver = waivers.emplace_back();
    waiver.id = query.number();
    waiver.institution = core::InstitutionId{query.number()};
    read_round(query, waiver.round);
    waiver.reason = query.text();
    waiver.used_by = query.id<core::ApplicationId>();
    waiver.granted_at = query.instant();
    waiver.actor = query.text();
  }
  return waivers;
}

void GrantRows::insert_waiver(const ports::Waiver& waiver) {
  auto query = session_.query(
      {"INSERT INTO waiver (institution, round_policy, round_name, round_year, reason, used_by, granted_at, actor) "
       "VALUES (:institution, :round_policy, :round_name, :round_year, :reason, :used_by, :granted_at, :actor)",
       ""});
  query.set("institution", waiver.institution);
  set_round(query, waiver.round);
  query.set("reason", waiver.reason)
      .set_or_null("used_by", waiver.used_by)
      .set("granted_at", waiver.granted_at)
      .set("actor", waiver.actor)
      .run();
}

void GrantRows::use_waiver(std::int64_t id, core::ApplicationId application) {
  session_.query({"UPDATE waiver SET used_by = :application WHERE id = :id", ""})
      .set("application", application)
      .set("id", id)
      .run();
}

std::vector<ports::GrantedExtension> GrantRows::extensions() {
  auto query = session_.query(
      {"SELECT id, round_policy, round_name, round_year, stage, until_day, institution, bureau, reason, granted_at, "
       "actor FROM extension ORDER BY id DESC",
       "nttnttt"
       "ttnt"});
  std::vector<ports::GrantedExtension> extensions;
  while (query.next()) {
    ports::GrantedExtension& granted = extensions.emplace_back();
    granted.id = query.number();
    read_extension(query, granted.extension);
    granted.reason = query.text();
    granted.granted_at = query.instant();
    granted.actor = query.text();
  }
  return extensions;
}

std::vector<core::Extension> GrantRows::extensions_for(std::string_view institution, std::string_view bureau) {
  auto query = session_.query(
      {"SELECT round_policy, round_name, round_year, stage, until_day, institution, bureau FROM extension "
       "WHERE (institution = '' AND bureau = '') OR (institution <> '' AND institution = :institution) "
       "OR (bureau <> '' AND bureau = :bureau) ORDER BY id",
       "ttntttt"});
  query.set("institution", institution).set("bureau", bureau);
  std::vector<core::Extension> extensions;
  while (query.next()) read_extension(query, extensions.emplace_back());
  return extensions;
}

void GrantRows::insert_extension(const ports::GrantedExtension& granted) {
  auto query = session_.query(
      {"INSERT INTO extension (round_policy, round_name, round_year, stage, until_day, institution, bureau, reason, "
       "granted_at, actor) VALUES (:round_policy, :round_name, :round_year, :stage, :until_day, :institution, :bureau, "
       ":reason, :granted_at, :actor)",
       ""});
  set_round(query, granted.extension.round);
  query.set("stage", core::to_text(granted.extension.stage))
      .set("until_day", granted.extension.until)
      .set("institution", granted.extension.institution)
      .set("bureau", granted.extension.bureau)
      .set("reason", granted.reason)
      .set("granted_at", granted.granted_at)
      .set("actor", granted.actor)
      .run();
}

std::vector<ports::Hold> GrantRows::holds(int year) {
  static const std::string text = fmt::format(
      "SELECT {} FROM exit_hold WHERE year = :year AND EXISTS (SELECT 1 FROM plan p WHERE p.id = exit_hold.plan) ORDER "
      "BY id",
      kHold);
  auto query = session_.query({text, kHoldColumns});
  query.set("year", year);
  std::vector<ports::Hold> holds;
  while (query.next()) read_hold(query, holds.emplace_back());
  return holds;
}

std::optional<ports::Hold> GrantRows::hold(std::int64_t id) {
  static const std::string text = fmt::format(
      "SELECT {} FROM exit_hold WHERE id = :id AND EXISTS (SELECT 1 FROM plan p WHERE p.id = exit_hold.plan)", kHold);
  auto query = session_.query({text, kHoldColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::Hold hold;
  read_hold(query, hold);
  return hold;
}

void GrantRows::lift_holds(core::PlanId plan, int year, base::Instant at, std::string_view actor,
                           std::string_view reason) {
  session_
      .query({"UPDATE exit_hold SET lifted_at = :at, lifted_by = :actor, lift_reason = :reason "
              "WHERE plan = :plan AND year = :year AND lifted_at IS NULL",
              ""})
      .set("at", at)
      .set("actor", actor)
      .set("reason", reason)
      .set("plan", plan)
      .set("year", year)
      .run();
}

void GrantRows::insert_hold(const ports::Hold& hold) {
  session_
      .query({"INSERT INTO exit_hold (plan, year, reason, granted_at, actor) "
              "VALUES (:plan, :year, :reason, :granted_at, :actor)",
              ""})
      .set("plan", hold.plan)
      .set("year", hold.year)
      .set("reason", hold.reason)
      .set("granted_at", hold.granted_at)
      .set("actor", hold.actor)
      .run();
}

std::vector<ports::Closure> GrantRows::closures() {
  static const std::string text =
      "SELECT closure.id, closure.certificate, c.name, level, from_day, granted_at, actor FROM closure "
      "JOIN certificate c ON c.id = closure.certificate ORDER BY c.name, " +
      std::string{kLevelOrder};
  auto query = session_.query({text, "nntttnt"});
  std::vector<ports::Closure> closures;
  while (query.next()) {
    ports::Closure& closure = closures.emplace_back();
    closure.id = query.number();
    closure.certificate = core::CertificateId{query.number()};
    closure.certificate_name = query.text();
    closure.level = level_in(query.text());
    closure.from = query.date();
    closure.granted_at = query.instant();
    closure.actor = query.text();
  }
  return closures;
}

void GrantRows::put_closure(const ports::Closure& closure) {
  session_
      .query({"INSERT INTO closure (certificate, level, from_day, granted_at, actor) "
              "VALUES (:certificate, :level, :from_day, :granted_at, :actor) ON CONFLICT (certificate, level) "
              "DO UPDATE SET from_day = excluded.from_day, granted_at = excluded.granted_at, actor = excluded.actor",
              ""})
      .set("certificate", closure.certificate)
      .set("level", core::to_text(closure.level))
      .set("from_day", closure.from)
      .set("granted_at", closure.granted_at)
      .set("actor", closure.actor)
      .run();
  close_level(closure.certificate, core::to_text(closure.level), closure.from);
}

void GrantRows::remove_closure(std::int64_t id) {
  core::CertificateId certificate;
  std::string level;
  {
    auto query = session_.query({"DELETE FROM closure WHERE id = :id RETURNING certificate, level", "nt"});
    query.set("id", id);
    if (!query.next()) return;
    certificate = core::CertificateId{query.number()};
    level = query.text();
  }
  close_level(certificate, level, std::nullopt);
}

void GrantRows::close_level(core::CertificateId certificate, std::string_view level, std::optional<base::Date> from) {
  memo_.change();
  session_
      .query({"UPDATE certificate_level SET closed_from = :closed_from WHERE certificate = :certificate "
              "AND level = :level",
              ""})
      .set_or_null("closed_from", from)
      .set("certificate", certificate)
      .set("level", level)
      .run();
}

ports::PlatformState GrantRows::platform() {
  auto query = session_.query({"SELECT open, changed_at, actor FROM platform", "nnt"});
  ports::PlatformState state;
  if (!query.next()) return state;
  state.open = query.flag();
  state.changed_at = query.instant_or_null();
  state.actor = query.text();
  return state;
}

void GrantRows::set_platform(const ports::PlatformState& state) {
  session_
      .query({"INSERT INTO platform (id, open, changed_at, actor) VALUES (1, :open, :changed_at, :actor) "
              "ON CONFLICT (id) DO UPDATE SET open = excluded.open, changed_at = excluded.changed_at, "
              "actor = excluded.actor",
              ""})
      .set("open", state.open ? 1 : 0)
      .set_or_null("changed_at", state.changed_at)
      .set("actor", state.actor)
      .run();
}

}  // namespace kaoji::store_sql
