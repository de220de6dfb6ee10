#include "adapters/store_sql/assessment_rows.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/conditions.hpp"
#include "adapters/store_sql/ledger_select.hpp"
#include "adapters/store_sql/seals.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kFrom =
    "FROM ledger_entry e JOIN plan p ON p.id = e.plan JOIN institution i ON i.id = p.institution "
    "JOIN certificate c ON c.id = p.certificate LEFT JOIN application a ON a.id = e.application "
    "LEFT JOIN assessment_batch b ON b.entry = e.id LEFT JOIN ledger_entry x ON x.reverses = e.id "
    "LEFT JOIN assessment_fee f ON f.id = (SELECT MAX(l.id) FROM assessment_fee l WHERE l.entry = e.id)";
constexpr std::string_view kBeside =
    "COALESCE(b.batch, ''), COALESCE(f.id, 0), COALESCE(f.rate_fen, 0), f.due_on, f.paid_on, "
    "COALESCE(f.invoice, ''), COALESCE(f.reason, ''), COALESCE(f.recorded_at, 0), COALESCE(f.actor, '')";

const std::string& columns() {
  static const std::string all = std::string{kEntryColumns} + std::string{kEntryPlaceColumns} + "tnntttt" + "nt";
  return all;
}

std::string select(std::string_view tail) {
  return fmt::format("SELECT {}, {}, {} {}{}", kEntrySelect, kEntryPlaceSelect, kBeside, kFrom, tail);
}

void read_assessment(Query& query, ports::AssessmentRow& row) {
  read_entry_row(query, row.row);
  row.batch = query.text();
  row.reversed_by = row.row.reversed_by;
  const bool has_fee = query.number() != 0;
  core::Fee fee;
  fee.assessment = row.row.entry.id;
  fee.terms.rate = query.number();
  fee.terms.due_on = query.date_or_null().value_or(base::Date{});
  fee.terms.paid_on = query.date_or_null();
  fee.terms.invoice = query.text();
  fee.reason = query.text();
  fee.recorded_at = query.instant();
  fee.actor = query.text();
  if (has_fee) row.fee = std::move(fee);
}

void add_fee_state(Conditions& conditions, const ports::AssessmentFilter& filter) {
  if (!filter.fee) return;
  conditions.add("x.id IS NULL");
  conditions.add("e.reverses IS NULL");
  switch (*filter.fee) {
    case core::FeeState::none:
      conditions.add("f.id IS NULL");
      break;
    case core::FeeState::paid:
      conditions.add("f.paid_on IS NOT NULL");
      break;
    case core::FeeState::due:
      conditions.add("f.paid_on IS NULL");
      conditions.add("f.due_on >= :today", "today", base::to_text(filter.today));
      break;
    case core::FeeState::overdue:
      conditions.add("f.paid_on IS NULL");
      conditions.add("f.due_on < :today", "today", base::to_text(filter.today));
      break;
  }
}

Conditions conditions_of(const ports::AssessmentFilter& filter) {
  Conditions conditions;
  conditions.add("e.kind = 'examined'");
  add_entry_scope(conditions, filter.scope);
  if (filter.plan) conditions.add("e.plan = :plan", "plan", filter.plan->value);
  if (filter.effective_year)
    conditions.add("e.effective_year = :effective_year", "effective_year", *filter.effective_year);
  add_fee_state(conditions, filter);
  return conditions;
}

constexpr std::string_view kSchedule =
    "SELECT COALESCE(e.first, e.id), e.plan, e.planned_on, e.place, e.headcount, e.contact, e.cancelled, e.reason, "
    "e.recorded_at, e.actor, e.training_from, e.training_to, e.rate_fen, p.institution, p.certificate, p.level, "
    "p.plan_year, i.code, i.name, c.name "
    "FROM assessment_schedule e JOIN plan p ON p.id = e.plan JOIN institution i ON i.id = p.institution "
    "JOIN certificate c ON c.id = p.certificate";
constexpr std::string_view kScheduleColumns = "nnttntntntttnnntnttt";

void read_schedule(const Session& session, Query& query, ports::ScheduleRow& row) {
  core::Schedule& schedule = row.schedule;
  schedule.id = core::ScheduleId{query.number()};
  schedule.plan = core::PlanId{query.number()};
  schedule.planned_on = query.date();
  schedule.place = query.text();
  schedule.headcount = query.number();
  schedule.contact = opened(session, schedule_purpose(schedule.plan.value), query.text());
  schedule.cancelled = query.flag();
  schedule.reason = query.text();
  schedule.recorded_at = query.instant();
  schedule.actor = query.text();
  schedule.training.from = query.date_or_null();
  schedule.training.to = query.date_or_null();
  schedule.rate = query.number_or_null();
  row.key.institution = core::InstitutionId{query.number()};
  row.key.certificate = core::CertificateId{query.number()};
  row.key.level = level_in(query.text());
  row.key.year = query.small();
  row.institution_code = query.text();
  row.institution_name = query.text();
  row.certificate_name = query.text();
}

}  // namespace

std::vector<ports::AssessmentRow> AssessmentRows::assessments(const ports::AssessmentFilter& filter) {
  Conditions conditions = conditions_of(filter);
  if (filter.before.some()) conditions.add("e.id < :before", "before", filter.before.value);
  const std::string text = select(conditions.where() + " ORDER BY e.id DESC LIMIT :limit");
  auto query = session_.query({text, columns()});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::AssessmentRow> rows;
  while (query.next()) read_assessment(query, rows.emplace_back());
  return rows;
}

std::int64_t AssessmentRows::count_overdue_fees(const ports::Scope& scope, base::Date today) {
  Conditions conditions;
  conditions.add("f.paid_on IS NULL");
  conditions.add("f.due_on < :today", "today", base::to_text(today));
  conditions.add("NOT EXISTS (SELECT 1 FROM assessment_fee l WHERE l.entry = f.entry AND l.id > f.id)");
  conditions.add("NOT EXISTS (SELECT 1 FROM ledger_entry x WHERE x.reverses = f.entry)");
  add_entry_scope(conditions, scope);
  const std::string text =
      fmt::format("SELECT COUNT(*) FROM assessment_fee f JOIN ledger_entry e ON e.id = f.entry{}", conditions.where());
  auto query = session_.query({text, "n"});
  conditions.set(query);
  query.next();
  return query.number();
}

std::int64_t AssessmentRows::count_assessments(const ports::AssessmentFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  const std::string text = fmt::format("SELECT COUNT(*) {}{}", kFrom, conditions.where());
  auto query = session_.query({text, "n"});
  conditions.set(query);
  query.next();
  return query.number();
}

std::optional<ports::AssessmentRow> AssessmentRows::assessment(core::EntryId id) {
  static const std::string text = select(" WHERE e.id = :id AND e.kind = 'examined'");
  auto query = session_.query({text, columns()});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::AssessmentRow row;
  read_assessment(query, row);
  return row;
}

void AssessmentRows::keep_batch(core::EntryId assessment, const std::string& batch) {
  session_.query({"INSERT INTO assessment_batch (entry, batch) VALUES (:entry, :batch)", ""})
      .set("entry", assessment)
      .set("batch", batch)
      .run();
}

void AssessmentRows::append_fee(const core::Fee& fee) {
  session_
      .query({"INSERT INTO assessment_fee (entry, rate_fen, due_on, paid_on, invoice, reason, recorded_at, actor) "
              "VALUES (:entry, :rate_fen, :due_on, :paid_on, :invoice, :reason, :recorded_at, :actor)",
              ""})
      .set("entry", fee.assessment)
      .set("rate_fen", fee.terms.rate)
      .set("due_on", fee.terms.due_on)
      .set_or_null("paid_on", fee.terms.paid_on)
      .set("invoice", fee.terms.invoice)
      .set("reason", fee.reason)
      .set("recorded_at", fee.recorded_at)
      .set("actor", fee.actor)
      .run();
}

std::vector<ports::ScheduleRow> AssessmentRows::schedules(const ports::ScheduleFilter& filter) {
  Conditions conditions;
  conditions.add("e.id IN (SELECT MAX(id) FROM assessment_schedule GROUP BY COALESCE(first, id))");
  add_entry_scope(conditions, filter.scope);
  if (filter.plan) conditions.add("e.plan = :plan", "plan", filter.plan->value);
  if (filter.year) conditions.add("substr(e.planned_on, 1, 4) = :year", "year", fmt::format("{:04}", *filter.year));
  if (!filter.with_cancelled) conditions.add("e.cancelled = 0");
  const std::string text = fmt::format("{}{} ORDER BY e.planned_on, e.id LIMIT :limit", kSchedule, conditions.where());
  auto query = session_.query({text, kScheduleColumns});
  conditions.set(query);
  query.set("limit", filter.limit);
  std::vector<ports::ScheduleRow> rows;
  while (query.next()) read_schedule(session_, query, rows.emplace_back());
  return rows;
}

std::optional<ports::ScheduleRow> AssessmentRows::schedule(core::ScheduleId id) {
  static const std::string text = fmt::format(
      "{} WHERE e.id = (SELECT MAX(l.id) FROM assessment_schedule l WHERE l.id = :id OR l.first = :first) "
      "AND COALESCE(e.first, e.id) = :whole",
      kSchedule);
  auto query = session_.query({text, kScheduleColumns});
  query.set("id", id).set("first", id).set("whole", id);
  if (!query.next()) return std::nullopt;
  ports::ScheduleRow row;
  read_schedule(session_, query, row);
  return row;
}

core::ScheduleId AssessmentRows::append_schedule(const core::Schedule& schedule) {
  auto query = session_.insertion(
      "INSERT INTO assessment_schedule (first, plan, planned_on, place, headcount, contact, cancelled, reason, "
      "recorded_at, actor, training_from, training_to, rate_fen) VALUES (:first, :plan, :planned_on, :place, "
      ":headcount, :contact, :cancelled, :reason, :recorded_at, :actor, :training_from, :training_to, :rate_fen)");
  query.set_or_null("first", schedule.id)
      .set("plan", schedule.plan)
      .set("planned_on", schedule.planned_on)
      .set("place", schedule.place)
      .set("headcount", schedule.headcount)
      .set("contact", sealed(session_, schedule_purpose(schedule.plan.value), schedule.contact))
      .set("cancelled", schedule.cancelled ? 1 : 0)
      .set("reason", schedule.reason)
      .set("recorded_at", schedule.recorded_at)
      .set("actor", schedule.actor)
      .set_or_null("training_from", schedule.training.from)
      .set_or_null("training_to", schedule.training.to)
      .set_or_null("rate_fen", schedule.rate);
  const core::ScheduleId made{session_.insert(query)};
  return schedule.id.some() ? schedule.id : made;
}

}  // namespace kaoji::store_sql
