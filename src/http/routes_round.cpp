#include <algorithm>
#include <array>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/round_schemas.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kProgress = "progress";
constexpr TextRule kRemindedCode{.max_characters = 32, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kReminderNote{.max_characters = 500, .lines = true};
constexpr std::size_t kMostReminded = 5000;

/// Which institutions of the round a list shows.
struct ProgressFilter {
  std::string bureau;
  std::optional<core::InstitutionKind> kind;
  std::string search;
  std::vector<core::Standing> standings;

  [[nodiscard]] bool takes(const core::Institution& institution) const {
    if (!bureau.empty() && institution.bureau != bureau) return false;
    if (kind && institution.kind != *kind) return false;
    return search.empty() || institution.name.find(search) != std::string::npos ||
           institution.code.find(search) != std::string::npos;
  }
  [[nodiscard]] bool takes(core::Standing standing) const {
    return standings.empty() || std::ranges::find(standings, standing) != standings.end();
  }
};

std::vector<core::Standing> read_standings(QueryReader& query) {
  std::vector<core::Standing> standings;
  for (const std::string& words : query.list("standing", core::kStandingCount)) {
    for (std::size_t at = 0; at <= words.size();) {
      const std::size_t comma = std::min(words.find(',', at), words.size());
      const auto standing = core::parse_standing(std::string_view(words).substr(at, comma - at));
      if (!standing) throw parameter_invalid("standing", "不是批次进度的状态", "Not a standing in a round");
      standings.push_back(*standing);
      at = comma + 1;
    }
  }
  return standings;
}

void write_days(JsonWriter& json, const core::Round* round) {
  for (const core::Stage stage : {core::Stage::submit, core::Stage::preliminary, core::Stage::final}) {
    json.key(core::to_text(stage));
    if (round == nullptr) {
      json.null();
      continue;
    }
    const core::DayWindow& window = round->window(stage);
    json.begin_object().member("from", window.first).member("to", window.last).end_object();
  }
}

void write_standings(JsonWriter& json, const usecases::RoundProgress& progress) {
  json.key("standings").begin_array();
  for (std::size_t i = 0; i < core::kStandingCount; ++i) {
    const auto standing = static_cast<core::Standing>(i);
    json.begin_object()
        .member("standing", core::to_text(standing))
        .member("institutions",
                std::ranges::count(progress.institutions, standing, &usecases::InstitutionProgress::standing))
        .end_object();
  }
  json.end_array();
}

Answer progress_answer(ports::Transaction& tx, const Asked& asked, usecases::RoundProgress& progress,
                       const core::Round* round, const ProgressFilter& filter, const Slice& slice) {
  std::erase_if(progress.institutions, [&](const auto& one) { return !filter.takes(one.institution); });
  std::erase_if(progress.bureaus,
                [&](const auto& one) { return !filter.bureau.empty() && one.bureau.code != filter.bureau; });
  Directory directory(tx);
  JsonWriter json = asked.json(8192);
  json.begin_object().member("server_time", asked.context.now).key("round");
  write_maybe_round(json, round == nullptr ? std::nullopt : std::optional(*round));
  write_days(json, round);
  write_standings(json, progress);
  json.key("bureaus").begin_array();
  for (const auto& one : progress.bureaus) write_progress_bureau(json, directory, asked.context, one);
  json.end_array();
  std::erase_if(progress.institutions, [&](const auto& one) { return !filter.takes(one.standing); });
  const auto total = static_cast<std::int64_t>(progress.institutions.size());
  const std::int64_t end = std::min(total, slice.offset + slice.limit);
  json.key("items").begin_array();
  for (std::int64_t i = slice.offset; i < end; ++i)
    write_progress_item(json, directory, asked.context, progress.institutions[static_cast<std::size_t>(i)]);
  json.end_array().member("total", total).key("next_cursor");
  if (end < total) {
    json.value(cursor_text(kProgress, end));
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

/// What a list of the progress is asked for: which round, and which of it.
struct ProgressQuery {
  std::optional<std::string> round;
  std::optional<int> year;
  ProgressFilter filter;
};

ProgressQuery read_progress_query(QueryReader& query) {
  ProgressQuery wanted;
  wanted.year = query.year("year");
  wanted.round = query.text("round", 64);
  wanted.filter.bureau = query.text("bureau", 32).value_or("");
  wanted.filter.kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  wanted.filter.standings = read_standings(query);
  wanted.filter.search = query.text("q", 64).value_or("");
  return wanted;
}

/// The progress of the round asked for; of none when there is none.
struct FoundProgress {
  std::optional<core::Round> round;
  usecases::RoundProgress progress;
};

base::Result<FoundProgress, Answer> progress_asked(ports::Transaction& tx, const Asked& asked,
                                                   const ProgressQuery& wanted) {
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const auto round = usecases::progress_round(asked.context, wanted.round, wanted.year);
  if (!round) {
    if (wanted.round) throw no_such_round();
    return FoundProgress{};
  }
  auto found = usecases::round_progress(tx, asked.context, asked.act, *round);
  if (!found) return asked.refused(found.error());
  return FoundProgress{round, std::move(found).value()};
}

Answer read_progress(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const ProgressQuery wanted = read_progress_query(query);
  const Slice slice = read_slice(query, kProgress);
  query.done();
  auto found = progress_asked(tx, asked, wanted);
  if (!found) return found.error();
  FoundProgress of_round = std::move(found).value();
  return progress_answer(tx, asked, of_round.progress, of_round.round ? &*of_round.round : nullptr, wanted.filter,
                         slice);
}

constexpr std::array kProgressColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"院校类别", ports::SheetKind::text, 14, "Kind of institution"},
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 28, "Bureau"},
    ports::SheetColumn{"进度", ports::SheetKind::text, 12, "Standing"},
    ports::SheetColumn{"草稿", ports::SheetKind::number, 8, "Drafts"},
    ports::SheetColumn{"待审", ports::SheetKind::number, 8, "Awaiting"},
    ports::SheetColumn{"退回", ports::SheetKind::number, 8, "Returned"},
    ports::SheetColumn{"已办结", ports::SheetKind::number, 8, "Decided"},
    ports::SheetColumn{"最近变动", ports::SheetKind::instant, 18, "Changed at"},
    ports::SheetColumn{"截止日期", ports::SheetKind::date, 12, "Due on"},
    ports::SheetColumn{"最近催办", ports::SheetKind::instant, 18, "Reminded at"},
    ports::SheetColumn{"催办说明", ports::SheetKind::text, 40, "Note of the reminder"},
    ports::SheetColumn{"催办阅读时间", ports::SheetKind::instant, 18, "Reminder read at"},
};

std::optional<Answer> fill_progress(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const ProgressQuery wanted = read_progress_query(query);
  query.done();
  const auto found = progress_asked(tx, asked, wanted);
  if (!found) return found.error();
  Directory directory(tx);
  for (const usecases::InstitutionProgress& one : found->progress.institutions) {
    const core::Institution& institution = one.institution;
    if (!wanted.filter.takes(institution) || !wanted.filter.takes(one.standing)) continue;
    const auto& reminder = one.reminder;
    rows.row({institution.code, institution.name, rows.word(institution.kind),
              bureau_cell(directory, institution.bureau, rows.language()), rows.word(one.standing), one.drafts,
              one.awaiting, one.returned, one.decided, maybe_cell(one.changed_at), maybe_cell(one.last_day),
              reminder ? ports::SheetCell(reminder->created_at) : ports::SheetCell(),
              reminder ? ports::SheetCell(std::string_view(reminder->note)) : ports::SheetCell(),
              reminder ? maybe_cell(reminder->read_at) : ports::SheetCell()});
  }
  return std::nullopt;
}
constexpr ListSheet kProgressSheet{"批次进度", "round-progress.xlsx", kProgressColumns, fill_progress,
                                   "Round progress"};

constexpr std::array kBureauProgressColumns{
    ports::SheetColumn{"市县教育行政部门", ports::SheetKind::text, 30, "Bureau"},
    ports::SheetColumn{"未开始", ports::SheetKind::number, 10, "Not begun"},
    ports::SheetColumn{"填报中", ports::SheetKind::number, 10, "Draft"},
    ports::SheetColumn{"缺扫描件", ports::SheetKind::number, 10, "No scan"},
    ports::SheetColumn{"待提交", ports::SheetKind::number, 10, "Not submitted"},
    ports::SheetColumn{"退回未改", ports::SheetKind::number, 10, "Returned, idle"},
    ports::SheetColumn{"已提交", ports::SheetKind::number, 10, "Submitted"},
    ports::SheetColumn{"已办结", ports::SheetKind::number, 10, "Decided"},
    ports::SheetColumn{"待初审", ports::SheetKind::number, 10, "Awaiting the bureau"},
    ports::SheetColumn{"已初审上报", ports::SheetKind::number, 12, "Handed over"},
    ports::SheetColumn{"初审截止日期", ports::SheetKind::date, 14, "Due on"},
    ports::SheetColumn{"最近催办", ports::SheetKind::instant, 18, "Reminded at"},
    ports::SheetColumn{"催办说明", ports::SheetKind::text, 40, "Note of the reminder"},
    ports::SheetColumn{"催办阅读时间", ports::SheetKind::instant, 18, "Reminder read at"},
};

/// By bureau, with the filter for one bureau alone, as the page has it.
std::optional<Answer> fill_bureau_progress(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  ProgressQuery wanted;
  wanted.year = query.year("year");
  wanted.round = query.text("round", 64);
  wanted.filter.bureau = query.text("bureau", 32).value_or("");
  query.done();
  const auto found = progress_asked(tx, asked, wanted);
  if (!found) return found.error();
  for (const usecases::BureauProgress& one : found->progress.bureaus) {
    if (!wanted.filter.bureau.empty() && one.bureau.code != wanted.filter.bureau) continue;
    std::vector<ports::SheetCell> cells{std::string_view(one.bureau.name)};
    cells.insert(cells.end(), one.institutions.begin(), one.institutions.end());
    const auto& reminder = one.reminder;
    cells.insert(cells.end(), {one.awaiting, one.handed_over, maybe_cell(one.last_day),
                               reminder ? ports::SheetCell(reminder->created_at) : ports::SheetCell(),
                               reminder ? ports::SheetCell(std::string_view(reminder->note)) : ports::SheetCell(),
                               reminder ? maybe_cell(reminder->read_at) : ports::SheetCell()});
    rows.row(cells);
  }
  return std::nullopt;
}
constexpr ListSheet kBureauProgressSheet{"市县批次进度", "bureau-progress.xlsx", kBureauProgressColumns,
                                         fill_bureau_progress, "Progress by bureau"};

struct RemindersBody {
  usecases::ReminderCommand command;
  std::optional<std::string> round;
  std::optional<int> year;
  bool dry_run = false;
};

RemindersBody read_reminders(std::string_view text) {
  RemindersBody asked;
  read_json_object(text, [&](ObjectReader& body) {
    asked.round = body.maybe_text("round", {.max_characters = 64, .min_characters = 1});
    if (const auto year = body.maybe_integer("year", 2000, 2999)) asked.year = static_cast<int>(*year);
    if (body.has("institutions"))
      asked.command.institutions = body.required_texts("institutions", kMostReminded, kRemindedCode);
    if (body.has("bureaus")) asked.command.bureaus = body.required_texts("bureaus", kMostReminded, kRemindedCode);
    asked.command.note = body.maybe_text("note", kReminderNote).value_or("");
    asked.command.again = body.flag("again");
    asked.dry_run = body.flag("dry_run");
  });
  if (asked.command.institutions.empty() && asked.command.bureaus.empty())
    throw field_invalid("institutions", "至少一所院校或一个市县", "At least one institution or bureau");
  return asked;
}

Prepared send_reminders(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  RemindersBody body = read_reminders(request.body);
  const bool dry_run = body.dry_run;
  return {[body = std::move(body)](ports::Transaction& tx, const Asked& asked) {
            const auto round = usecases::progress_round(asked.context, body.round, body.year);
            if (!round) throw field_invalid("round", "没有这个批次", "There is no such round");
            const auto reminded = usecases::send_reminders(tx, asked.context, *round, body.command, body.dry_run);
            if (!reminded) return asked.refused(reminded.error());
            Directory directory(tx);
            return json_answer(reminders_text(asked.json(4096), directory, *round, *reminded, body.dry_run));
          },
          dry_run};
}

constexpr std::array kRoundRoutes{
    asks("/api/rounds/progress", core::Act::progress_read, read_progress),
    flows(Method::get, "/api/rounds/progress.xlsx", core::Act::progress_export, exports<kProgressSheet>),
    flows(Method::get, "/api/rounds/progress/bureaus.xlsx", core::Act::progress_export, exports<kBureauProgressSheet>),
    writes(Method::post, "/api/reminders", core::Act::reminder_send, BodyType::json, send_reminders),
};
static_assert(all_have_rows(kRoundRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> round_routes() {
  return kRoundRoutes;
}

}  // namespace kaoji::http
