#include "http/problem.hpp"

#include <fmt/format.h>

#include "http/reason_phrase.hpp"
#include "http/shared_schemas.hpp"

namespace kaoji::http {

namespace {

struct Head {
  std::string_view type;
  std::string_view title;
  int status;
  std::string_view code;
  std::string_view clause;
  std::string_view zh;
  std::string_view en;
};

void write_head(JsonWriter& json, const Head& head) {
  json.begin_object()
      .member("type", head.type)
      .member("title", head.title)
      .member("status", head.status)
      .member("code", head.code)
      .member_or_null("clause", head.clause)
      .member("detail_zh", head.zh)
      .member("detail_en", head.en);
}

Answer finished(JsonWriter& json, int status) {
  json.end_object();
  Answer answer = json_answer(json.take(), status);
  answer.content_type = kProblemType;
  return answer;
}

/// Absent and a stranger's must not differ by one byte, so this one names neither request nor time.
Answer absent(const core::Finding& finding, const ProblemContext& context) {
  JsonWriter json(context.zone);
  const auto& text = core::text_of(core::Code::not_yours);
  write_head(json, {"/help/refusals#not-yours", text.meaning_zh, 404, text.code, {}, finding.zh, finding.en});
  json.member("request_id", "");
  return finished(json, 404);
}

void write_change(JsonWriter& json, const std::optional<core::LastChange>& changed) {
  if (!changed) return;
  json.key("changed").begin_object().member("by", changed->by).member("at", changed->at).end_object();
}

Answer stale(std::int64_t version, const std::optional<core::LastChange>& changed, const ProblemContext& context) {
  JsonWriter json(context.zone);
  const std::string when = changed ? core::spoken_instant(context.zone, changed->at) : std::string();
  const std::string who_zh = changed ? fmt::format("{}于{}", changed->by, when) : "他人";
  const std::string who_en =
      changed ? fmt::format("{} changed it first, at {}", changed->by, when) : "Someone changed it first";
  const std::string zh = fmt::format("已被{}修改，现为第 {} 版，请刷新后再试", who_zh, version);
  const std::string en = fmt::format("{}; it is at version {} now", who_en, version);
  write_head(json, {"about:blank", reason_of(412), 412, "version-stale", {}, zh, en});
  json.member("request_id", context.request_id).member("server_time", context.now);
  write_change(json, changed);
  Answer answer = finished(json, 412);
  answer.headers.emplace_back("ETag", fmt::format("\"{}\"", version));
  return answer;
}

/// The round and stage whose window this is; of several that are the same, the earliest stage of the earliest round.
void write_window_owner(JsonWriter& json, const core::DayWindow& window, const core::PolicyBook* book) {
  if (book != nullptr) {
    for (const core::Round& round : book->rounds_of_year(base::year_of(window.first))) {
      for (const core::Stage stage : {core::Stage::submit, core::Stage::preliminary, core::Stage::final}) {
        if (round.window(stage) != window) continue;
        json.member("stage", core::to_text(stage));
        json.key("round");
        write_round_ref(json, round);
        return;
      }
    }
  }
  json.null_member("stage").null_member("round");
}

void write_window(JsonWriter& json, const core::DayWindow& window, const core::PolicyBook* book) {
  json.begin_object();
  write_window_owner(json, window, book);
  json.member("opens", window.first)
      .member("closes", window.last)
      .member("opens_at", base::start_of(json.zone(), window.first))
      .member("closes_at", base::start_of(json.zone(), base::plus_days(window.last, 1)))
      .end_object();
}

void write_finding(JsonWriter& json, const core::Finding& finding, const core::PolicyBook* book) {
  json.begin_object()
      .member("code", core::to_text(finding.code))
      .member_or_null("clause", finding.clause)
      .member_or_null("field", finding.field)
      .member("zh", finding.zh)
      .member("en", finding.en);
  json.key("numbers").begin_object();
  for (const auto& number : finding.numbers) json.member(number.name, number.value);
  json.end_object();
  if (finding.next_window) {
    json.key("next_window");
    write_window(json, *finding.next_window, book);
  }
  write_change(json, finding.changed);
  json.member("remedy_zh", finding.remedy_zh).member("remedy_en", finding.remedy_en).end_object();
}

}  // namespace

int status_of(core::Code code) {
  switch (code) {
    case core::Code::empty_application:
    case core::Code::certificate_unknown:
    case core::Code::level_unknown:
    case core::Code::headcount_invalid:
    case core::Code::duplicate_line:
    case core::Code::reason_required:
    case core::Code::date_invalid:
    case core::Code::note_required:
      return 422;
    case core::Code::not_yours:
      return 404;
    default:
      return 409;
  }
}

void write_findings(JsonWriter& json, const core::Findings& findings, const core::PolicyBook* book) {
  json.begin_array();
  const core::Findings sorted = findings.sorted();
  for (const auto& finding : sorted.all()) write_finding(json, finding, book);
  json.end_array();
}

Answer problem_of(const Fault& fault, const ProblemContext& context) {
  JsonWriter json(context.zone);
  write_head(json, {"about:blank", reason_of(fault.status), fault.status, fault.code, {}, fault.zh, fault.en});
  json.member("request_id", context.request_id);
  if (context.now != base::Instant{}) json.member("server_time", context.now);
  if (!fault.field.empty()) json.member("field", fault.field);
  if (fault.position) json.member("position", *fault.position);
  Answer answer = finished(json, fault.status);
  if (fault.retry_after > 0) answer.headers.emplace_back("Retry-After", std::to_string(fault.retry_after));
  return answer;
}

Answer problem_of(const usecases::Refusal& refusal, bool role_never, const ProblemContext& context) {
  if (refusal.current_version) return stale(*refusal.current_version, refusal.changed, context);
  const core::Findings sorted = refusal.findings.sorted();
  const core::Finding& first = sorted.headline();
  int status = status_of(first.code);
  if (first.code == core::Code::not_yours) {
    if (!role_never) return absent(first, context);
    status = 403;
  }
  JsonWriter json(context.zone, 1024);
  const auto& text = core::text_of(first.code);
  const std::string type = fmt::format("/help/refusals#{}", text.code);
  write_head(json, {type, text.meaning_zh, status, text.code, first.clause, first.zh, first.en});
  json.key("findings");
  write_findings(json, sorted, context.book);
  json.member("request_id", context.request_id).member("server_time", context.now);
  return finished(json, status);
}

Answer incident(const ProblemContext& context) {
  JsonWriter json(context.zone);
  const std::string zh = fmt::format("系统内部错误，请把编号 {} 告诉管理员", context.request_id);
  const std::string en = fmt::format("Internal error; tell the administrator the number {}", context.request_id);
  write_head(json, {"about:blank", reason_of(500), 500, "internal", {}, zh, en});
  json.member("request_id", context.request_id).member("server_time", context.now);
  return finished(json, 500);
}

}  // namespace kaoji::http
