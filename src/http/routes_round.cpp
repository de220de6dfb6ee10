#include <algorithm>
#include <array>

#include "http/cursor.hpp"
#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/round_schemas.hpp"
#include "http/routes.hpp"

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

Answer read_progress(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const auto year = query.year("year");
  const auto name = query.text("round", 64);
  ProgressFilter filter;
  filter.bureau = query.text("bureau", 32).value_or("");
  filter.kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  filter.standings = read_standings(query);
  filter.search = query.text("q", 64).value_or("");
  const Slice slice = read_slice(query, kProgress);
  query.done();
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const auto round = usecases::progress_round(asked.context, name, year);
  if (!round) {
    if (name) throw parameter_invalid("round", "该年度没有这个批次", "There is no such round in that year");
    usecases::RoundProgress none;
    return progress_answer(tx, asked, none, nullptr, filter, slice);
  }
  auto found = usecases::round_progress(tx, asked.context, asked.act, *round);
  if (!found) return asked.refused(found.error());
  usecases::RoundProgress progress = std::move(found).value();
  return progress_answer(tx, asked, progress, &*round, filter, slice);
}

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
    writes(Method::post, "/api/reminders", core::Act::reminder_send, BodyType::json, send_reminders),
};
static_assert(all_have_rows(kRoundRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> round_routes() {
  return kRoundRoutes;
}

}  // namespace kaoji::http
