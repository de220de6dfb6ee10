#include <array>
#include <limits>

#include "core/access/masked.hpp"
#include "http/assessment_schemas.hpp"
#include "http/listed.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/reveal_contact.hpp"

namespace kaoji::http {

namespace {

constexpr int kAssessmentExportPage = 1000;
constexpr TextRule kCorrectionReason{.max_characters = 2000, .lines = true};

usecases::AssessmentQuery read_assessment_query(QueryReader& query) {
  usecases::AssessmentQuery wanted;
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.bureau = query.text("bureau", 32).value_or("");
  wanted.year = query.year("year");
  wanted.fee = query.choice<core::FeeState>("fee", core::parse_fee_state);
  if (const auto plan = query.integer("plan", 1, std::numeric_limits<std::int64_t>::max()))
    wanted.plan = core::PlanId{*plan};
  return wanted;
}

Answer list_assessments(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::AssessmentQuery wanted = read_assessment_query(query);
  wanted.before = cursor_number(query, "assessments");
  wanted.limit = query.limit();
  query.done();
  const auto page = usecases::list_assessments(tx, asked.context, asked.act, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->rows.size() * 640 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::AssessmentRow& row : page->rows) write_assessment(json, directory, row, asked.context.today());
  json.end_array().member("total", page->total);
  const bool full = static_cast<int>(page->rows.size()) == wanted.limit;
  write_next(json, "assessments", full && (wanted.before != 0 || page->total > wanted.limit),
             full ? page->rows.back().row.entry.id.value : 0);
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kAssessmentColumns{
    ports::SheetColumn{"序号", ports::SheetKind::ordinal, 10, "No."},
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"考核日期", ports::SheetKind::date, 12, "Assessed on"},
    ports::SheetColumn{"已考核", ports::SheetKind::number, 10, "Examined"},
    ports::SheetColumn{"合格", ports::SheetKind::number, 10, "Passed"},
    ports::SheetColumn{"考核批次号", ports::SheetKind::text, 20, "Batch"},
    ports::SheetColumn{"每人费用（元）", ports::SheetKind::money, 14, "Fee per person (yuan)"},
    ports::SheetColumn{"费用合计（元）", ports::SheetKind::money, 14, "Fee in all (yuan)"},
    ports::SheetColumn{"缴费截止日", ports::SheetKind::date, 12, "Fee due on"},
    ports::SheetColumn{"缴费日期", ports::SheetKind::date, 12, "Fee paid on"},
    ports::SheetColumn{"缴费状态", ports::SheetKind::text, 10, "Fee state"},
    ports::SheetColumn{"发票号码", ports::SheetKind::text, 22, "Invoice"},
    ports::SheetColumn{"冲销", ports::SheetKind::ordinal, 10, "Reverses"},
    ports::SheetColumn{"被冲销", ports::SheetKind::ordinal, 10, "Reversed by"},
    ports::SheetColumn{"理由", ports::SheetKind::text, 40, "Reason"},
    ports::SheetColumn{"登记时间", ports::SheetKind::instant, 18, "Recorded at"},
    ports::SheetColumn{"登记人", ports::SheetKind::text, 24, "Recorded by"},
};

ports::SheetCell entry_cell(core::EntryId id) {
  return id.some() ? ports::SheetCell(id.value) : ports::SheetCell();
}

std::optional<Answer> fill_assessments(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  usecases::AssessmentQuery wanted = read_assessment_query(query);
  query.done();
  wanted.limit = kAssessmentExportPage;
  Directory directory(tx);
  for (;;) {
    const auto page = usecases::list_assessments(tx, asked.context, asked.act, wanted);
    if (!page) return asked.refused(page.error());
    for (const ports::AssessmentRow& row : page->rows) {
      const core::LedgerEntry& entry = row.row.entry;
      const auto& fee = row.fee;
      const auto state = core::fee_state(fee, asked.context.today());
      rows.row({entry.id.value,
                row.row.institution_code,
                row.row.institution_name,
                row.row.certificate_name,
                rows.word(row.row.key.level),
                number_cell(row.row.key.year),
                entry.effective_on,
                entry.headcount,
                entry.passed,
                row.batch,
                fee ? ports::SheetCell(fee->terms.rate) : ports::SheetCell(),
                fee ? ports::SheetCell(fee->terms.rate * entry.headcount) : ports::SheetCell(),
                fee ? ports::SheetCell(fee->terms.due_on) : ports::SheetCell(),
                fee ? maybe_cell(fee->terms.paid_on) : ports::SheetCell(),
                rows.word(state),
                fee ? ports::SheetCell(std::string_view(fee->terms.invoice)) : ports::SheetCell(),
                entry_cell(entry.reverses),
                entry_cell(row.reversed_by),
                entry.reason,
                entry.recorded_at,
                actor_name(directory, entry.actor, rows.language())});
    }
    if (static_cast<int>(page->rows.size()) < kAssessmentExportPage) return std::nullopt;
    wanted.before = page->rows.back().row.entry.id.value;
  }
}
constexpr ListSheet kAssessmentSheet{"考核实施", "assessments.xlsx", kAssessmentColumns, fill_assessments,
                                     "Assessments"};

Answer assessment_answer(ports::Transaction& tx, const Asked& asked, const usecases::Outcome<ports::AssessmentRow>& row,
                         int status) {
  if (!row) return asked.refused(row.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_assessment(json, directory, *row, asked.context.today());
  return json_answer(json.take(), status);
}

Prepared record_assessment(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::PlanName name;
  usecases::AssessmentReport report;
  read_json_object(request.body, [&](ObjectReader& body) {
    name = read_plan_name(body);
    report.wish.on = body.required_date("on");
    report.wish.examined = body.typed_number("examined", false);
    report.wish.passed = body.typed_number("passed", false);
    report.batch = body.maybe_text("batch", {.max_characters = 64}).value_or("");
    if (body.has("rate_fen")) report.fee = read_fee(body);
  });
  return {[name = std::move(name), report = std::move(report)](ports::Transaction& tx, const Asked& asked) {
    return assessment_answer(tx, asked, usecases::report_assessment(tx, asked.context, name, report), 201);
  }};
}

Prepared reverse_assessment(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string reason;
  read_json_object(request.body,
                   [&](ObjectReader& body) { reason = body.maybe_text("reason", kCorrectionReason).value_or(""); });
  return {[reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    return assessment_answer(tx, asked, usecases::reverse_assessment(tx, asked.context, {asked.id()}, reason), 201);
  }};
}

Prepared record_fee(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  core::FeeWish fee;
  std::string reason;
  read_json_object(request.body, [&](ObjectReader& body) {
    fee = read_fee(body);
    reason = body.maybe_text("reason", kCorrectionReason).value_or("");
  });
  return {[fee = std::move(fee), reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    return assessment_answer(tx, asked, usecases::record_fee(tx, asked.context, {asked.id()}, fee, reason), 200);
  }};
}

usecases::ScheduleQuery read_schedule_query(QueryReader& query) {
  return {query.text("institution", 32).value_or(""), query.text("bureau", 32).value_or(""), query.year("year")};
}

Answer list_schedules(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const usecases::ScheduleQuery wanted = read_schedule_query(query);
  query.done();
  const auto rows = usecases::list_schedules(tx, asked.context, asked.act, wanted);
  if (!rows) return asked.refused(rows.error());
  Directory directory(tx);
  JsonWriter json = asked.json(rows->size() * 480 + 64);
  json.begin_object().key("items").begin_array();
  for (const ports::ScheduleRow& row : *rows) write_schedule(json, directory, row);
  json.end_array().end_object();
  return json_answer(json.take());
}

constexpr std::array kScheduleColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"计划考核日期", ports::SheetKind::date, 14, "Planned on"},
    ports::SheetColumn{"考核地点", ports::SheetKind::text, 30, "Place"},
    ports::SheetColumn{"计划考核人数", ports::SheetKind::number, 14, "Planned headcount"},
    ports::SheetColumn{"评价组织联系人", ports::SheetKind::text, 24, "Contact at the organisation"},
    ports::SheetColumn{"培训开始日", ports::SheetKind::date, 12, "Training from"},
    ports::SheetColumn{"培训结束日", ports::SheetKind::date, 12, "Training to"},
    ports::SheetColumn{"预计每人费用（元）", ports::SheetKind::money, 18, "Expected fee per person (yuan)"},
};

std::optional<Answer> fill_schedules(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const usecases::ScheduleQuery wanted = read_schedule_query(query);
  query.done();
  const auto found = usecases::list_schedules(tx, asked.context, asked.act, wanted);
  if (!found) return asked.refused(found.error());
  for (const ports::ScheduleRow& row : *found) {
    const bool whole = usecases::shows_contacts(asked.context, row.key.institution);
    const std::string contact = whole ? row.schedule.contact : core::masked_contact(row.schedule.contact);
    rows.row({row.institution_code, row.institution_name, row.certificate_name, rows.word(row.key.level),
              number_cell(row.key.year), row.schedule.planned_on, row.schedule.place, row.schedule.headcount,
              std::string_view(contact), maybe_cell(row.schedule.training.first()),
              maybe_cell(row.schedule.training.last()), maybe_cell(row.schedule.rate)});
  }
  return std::nullopt;
}
constexpr ListSheet kScheduleSheet{"考核安排", "assessment-schedules.xlsx", kScheduleColumns, fill_schedules,
                                   "Schedules"};

Answer schedule_answer(ports::Transaction& tx, const Asked& asked, const usecases::Outcome<ports::ScheduleRow>& row,
                       int status) {
  if (!row) return asked.refused(row.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_schedule(json, directory, *row);
  return json_answer(json.take(), status);
}

Prepared schedule_assessment(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::PlanName name;
  core::ScheduleWish wish;
  read_json_object(request.body, [&](ObjectReader& body) {
    name = read_plan_name(body);
    wish = read_schedule_wish(body);
  });
  return {[name = std::move(name), wish = std::move(wish)](ports::Transaction& tx, const Asked& asked) {
    return schedule_answer(tx, asked, usecases::schedule_assessment(tx, asked.context, name, wish), 201);
  }};
}

Prepared change_schedule(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  core::ScheduleWish wish;
  std::string reason;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish = read_schedule_wish(body);
    reason = body.maybe_text("reason", kCorrectionReason).value_or("");
  });
  return {[wish = std::move(wish), reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    return schedule_answer(tx, asked, usecases::change_schedule(tx, asked.context, {asked.id()}, wish, reason), 200);
  }};
}

Prepared cancel_schedule(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string reason;
  read_json_object(request.body,
                   [&](ObjectReader& body) { reason = body.maybe_text("reason", kCorrectionReason).value_or(""); });
  return {[reason = std::move(reason)](ports::Transaction& tx, const Asked& asked) {
    return schedule_answer(tx, asked, usecases::cancel_schedule(tx, asked.context, {asked.id()}, reason), 200);
  }};
}

constexpr std::array kAssessmentRoutes{
    asks("/api/assessments", core::Act::assessment_list, list_assessments),
    flows(Method::get, "/api/assessments.xlsx", core::Act::assessment_export, exports<kAssessmentSheet>),
    writes(Method::post, "/api/assessments", core::Act::assessment_record, BodyType::json, record_assessment),
    writes(Method::post, "/api/assessments/{id}/reversal", core::Act::assessment_reverse, BodyType::json,
           reverse_assessment),
    writes(Method::put, "/api/assessments/{id}/fee", core::Act::fee_record, BodyType::json, record_fee),
    asks("/api/assessment-schedules", core::Act::schedule_list, list_schedules),
    flows(Method::get, "/api/assessment-schedules.xlsx", core::Act::assessment_export, exports<kScheduleSheet>),
    writes(Method::post, "/api/assessment-schedules", core::Act::schedule_record, BodyType::json, schedule_assessment),
    writes(Method::put, "/api/assessment-schedules/{id}", core::Act::schedule_record, BodyType::json, change_schedule),
    writes(Method::post, "/api/assessment-schedules/{id}/cancellation", core::Act::schedule_record, BodyType::json,
           cancel_schedule),
};
static_assert(all_have_rows(kAssessmentRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> assessment_routes() {
  return kAssessmentRoutes;
}

}  // namespace kaoji::http
