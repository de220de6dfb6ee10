#include <fmt/format.h>

#include <array>

#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/paper_flow.hpp"
#include "http/problem.hpp"
#include "http/rate_schemas.hpp"
#include "http/report_book.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"
#include "usecases/editions.hpp"
#include "usecases/year_reports.hpp"

namespace kaoji::http {

namespace {

constexpr TextRule kScope{.max_characters = 64, .min_characters = 1};
constexpr TextRule kNote{.max_characters = 2000, .lines = true};
/// Editions that an export holds at a time.
constexpr int kEditionsRead = 200;
/// A recomputation that goes wrong in more places than this is told in part.
constexpr std::size_t kMostDifferences = 500;

/// The members of schema Edition.
void write_edition(JsonWriter& json, Directory& directory, const ports::Edition& edition,
                   const core::PolicyBook& book) {
  json.key("id");
  if (edition.id == 0) {
    json.null();
  } else {
    json.value(edition.id);
  }
  json.member("number", edition.number)
      .member("year", edition.year)
      .member("scope", edition.scope)
      .member("scope_label", edition.scope_label)
      .key("policy");
  write_policy_ref(json, book.find(edition.policy_id));
  json.member("policy_digest", edition.policy_digest)
      .member("last_entry", edition.cut.last_entry.value)
      .member("frozen_at", edition.frozen_at)
      .member("frozen_by", actor_name(directory, edition.actor))
      .member("note", edition.note)
      .member("digest", edition.digest);
}

/// Schema EditionFigures.
void write_view(JsonWriter& json, Directory& directory, const usecases::EditionView& view,
                const core::PolicyBook& book) {
  const core::YearReport& report = view.report;
  const core::ReportRow& whole = core::whole(report);
  json.begin_object();
  write_edition(json, directory, view.edition, book);
  write_rates(json, core::rates_of(report.frame.formulas, whole.measures), whole.measures);
  json.key("side").begin_object();
  write_rates(json, core::side_rates(whole.measures), whole.measures);
  json.end_object().key("reviews").begin_array();
  for (const core::ReportShare& share : report.reviews) {
    for (core::ReviewShare words : core::review_words()) {
      if (words.name != share.name) continue;
      words.numerator = share.numerator;
      words.denominator = share.denominator;
      write_review_share(json, words);
    }
  }
  json.end_array().member("excluded", whole.excluded).end_object();
}

usecases::EditionQuery read_edition_query(QueryReader& query) {
  usecases::EditionQuery wanted;
  wanted.scope = query.text("scope", 64).value_or("");
  wanted.year = query.year("year");
  return wanted;
}

Answer list_editions(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::EditionQuery wanted = read_edition_query(query);
  wanted.before = cursor_number(query, "editions");
  wanted.limit = query.limit();
  query.done();
  const auto page = usecases::list_editions(tx, asked.context, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->editions.size() * 512 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::Edition& edition : page->editions) {
    json.begin_object();
    write_edition(json, directory, edition, asked.context.book);
    json.end_object();
  }
  json.end_array().member("total", page->total);
  const bool full = static_cast<int>(page->editions.size()) == wanted.limit;
  write_next(json, "editions", full && page->total > wanted.limit, full ? page->editions.back().id : 0);
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kEditionColumns{
    ports::SheetColumn{"年度", ports::SheetKind::ordinal, 8, "Year"},
    ports::SheetColumn{"范围", ports::SheetKind::text, 34, "Scope"},
    ports::SheetColumn{"版次", ports::SheetKind::ordinal, 8, "Edition"},
    ports::SheetColumn{"冻结时间", ports::SheetKind::instant, 18, "Frozen at"},
    ports::SheetColumn{"冻结人", ports::SheetKind::text, 24, "Frozen by"},
    ports::SheetColumn{"说明", ports::SheetKind::text, 40, "Note"},
    ports::SheetColumn{"政策", ports::SheetKind::text, 24, "Policy"},
    ports::SheetColumn{"台账位置", ports::SheetKind::ordinal, 12, "Ledger cut"},
    ports::SheetColumn{"数据摘要", ports::SheetKind::text, 66, "Digest"},
};

std::optional<Answer> fill_editions(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  usecases::EditionQuery wanted = read_edition_query(query);
  query.done();
  wanted.limit = kEditionsRead;
  Directory directory(tx);
  while (true) {
    const auto page = usecases::list_editions(tx, asked.context, wanted);
    if (!page) return asked.refused(page.error());
    for (const ports::Edition& one : page->editions)
      rows.row({number_cell(one.year), scope_word(one.scope, one.scope_label, rows.language()), number_cell(one.number),
                one.frozen_at, actor_name(directory, one.actor, rows.language()), one.note, one.policy_id,
                number_cell(one.cut.last_entry.value), one.digest});
    if (static_cast<int>(page->editions.size()) < wanted.limit) return std::nullopt;
    wanted.before = page->editions.back().id;
  }
}
constexpr ListSheet kEditionSheet{"冻结版", "editions.xlsx", kEditionColumns, fill_editions, "Editions"};

Answer read_edition(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const auto view = usecases::read_edition(tx, asked.context, asked.act, asked.id());
  if (!view) return asked.refused(view.error());
  Directory directory(tx);
  JsonWriter json = asked.json(8192);
  write_view(json, directory, *view, asked.context.book);
  return json_answer(json.take());
}

Prepared freeze(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  usecases::FreezeWish wish;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish.scope = body.required_text("scope", kScope);
    wish.year = static_cast<int>(body.required_integer("year", 2000, 2999));
    wish.note = body.maybe_text("note", kNote).value_or("");
    wish.dry_run = body.flag("dry_run");
  });
  const bool dry_run = wish.dry_run;
  return {[wish = std::move(wish)](ports::Transaction& tx, const Asked& asked) {
            if (wish.year > asked.context.year())
              throw field_invalid("year", "该年度尚未开始，没有可冻结的数据",
                                  "That year has not begun: there is nothing to freeze");
            const auto frozen = usecases::freeze_edition(tx, asked.context, wish);
            if (!frozen) return asked.refused(frozen.error());
            Directory directory(tx);
            JsonWriter json = asked.json(8192);
            write_view(json, directory, *frozen, asked.context.book);
            return json_answer(json.take(), wish.dry_run ? 200 : 201);
          },
          dry_run};
}

Answer recomputation_answer(const Asked& asked, const usecases::Recomputation& result) {
  JsonWriter json = asked.json(1024 + result.differences.size() * 256);
  json.begin_object()
      .member("equal", result.equal)
      .member("kept_sound", result.text_sound)
      .member("policy_same", result.policy_same)
      .member("digest", result.digest)
      .member("kept_digest", result.edition.digest)
      .member("total", static_cast<std::int64_t>(result.differences.size()))
      .key("differences")
      .begin_array();
  for (std::size_t i = 0; i < std::min(result.differences.size(), kMostDifferences); ++i) {
    const core::ReportDifference& each = result.differences[i];
    json.begin_object()
        .member("table_zh", each.table_zh)
        .member("table_en", each.table_en)
        .member("group", each.group)
        .member("figure_zh", each.figure_zh)
        .member("figure_en", each.figure_en)
        .member("kept", each.kept)
        .member("now", each.now)
        .end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

/// Folds the ledger in a snapshot, then notes what came of it.
void recompute(Site& site, const std::shared_ptr<Visit>& visit) {
  struct Found {
    core::Actor actor;
    std::optional<bool> equal;
    std::int64_t id = 0;
  };
  const auto found = std::make_shared<Found>();
  site.ask_then(
      visit,
      [found](ports::Transaction& tx, const Asked& asked) {
        asked.takes_no_query();
        const auto result = usecases::recompute_edition(tx, asked.context, asked.id());
        if (!result) return asked.refused(result.error());
        *found = {asked.context.actor, result->equal, result->edition.id};
        return recomputation_answer(asked, *result);
      },
      [&site, visit, found](Answer answer) {
        if (!found->equal) return visit->answer(std::move(answer));
        site.dependencies().store.write(
            [visit, found](ports::Transaction& tx) {
              usecases::Context context = visit->context;
              context.actor = found->actor;
              usecases::record_recomputation(tx, context, found->id, *found->equal);
            },
            [visit, answer = std::move(answer)](const std::exception_ptr& failure) {
              if (failure) return visit->fail(failure);
              visit->answer(answer);
            });
      });
}

ports::RatesReport paper_of(const Asked& asked, core::YearReport report) {
  ports::RatesReport paper;
  paper.digest = asked.context.crypto.sm3(core::to_text(report));
  paper.report = std::move(report);
  paper.zone = asked.zone;
  paper.made_up = asked.sandbox;
  return paper;
}

/// The report of the query's scope and year, as it is now.
base::Result<ports::RatesReport, Answer> live_report(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = begun_year(query, asked);
  const std::string scope = query.text("scope", 64).value_or("province");
  query.done();
  auto report = usecases::make_report(tx, asked.context, scope, year, tx.editions().present_cut());
  if (!report) return asked.refused(report.error());
  return paper_of(asked, std::move(report).value());
}

/// The report that the edition keeps.
base::Result<ports::RatesReport, Answer> kept_report(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  auto view = usecases::read_edition(tx, asked.context, asked.act, asked.id());
  if (!view) return asked.refused(view.error());
  usecases::EditionView kept = std::move(view).value();
  ports::RatesReport paper = paper_of(asked, std::move(kept.report));
  paper.digest = kept.edition.digest;
  paper.edition = kept.edition.number;
  paper.note = kept.edition.note;
  return paper;
}

std::string file_name(const ports::RatesReport& paper) {
  const core::ReportFrame& frame = paper.report.frame;
  return fmt::format("rates-{}-{}-{}", frame.scope, frame.year,
                     paper.edition == 0 ? std::string("live") : fmt::format("edition-{}", paper.edition));
}

using FindReport = base::Result<ports::RatesReport, Answer> (*)(ports::Transaction&, const Asked&);

template <FindReport find>
Answer find_paper(ports::Transaction& tx, const Asked& asked, FoundPaper& found) {
  auto paper = find(tx, asked);
  if (!paper) return paper.error();
  found.name = file_name(*paper);
  found.paper = std::move(paper).value();
  return {};
}

template <FindReport find>
void print_report(Site& site, const std::shared_ptr<Visit>& visit) {
  print_paper(site, visit, find_paper<find>);
}

template <FindReport find>
void export_report(Site& site, const std::shared_ptr<Visit>& visit) {
  export_book(site, visit, "rates-report.xlsx",
              [&site](ports::Transaction& tx, const Asked& asked, ExportedBook& made) -> std::optional<Answer> {
                const auto paper = find(tx, asked);
                if (!paper) return paper.error();
                const auto writer = site.dependencies().books.book(asked.zone);
                made.rows = write_report_book(*writer, *paper, asked.language());
                made.name =
                    fmt::format("监测指标年度报告 {} {}", paper->report.frame.scope_label, paper->report.frame.year);
                made.bytes = writer->finish();
                return std::nullopt;
              });
}

constexpr std::array kEditionRoutes{
    flows(Method::get, "/api/rates/report.pdf", core::Act::rate_export, print_report<live_report>),
    flows(Method::get, "/api/rates/report.xlsx", core::Act::rate_export, export_report<live_report>),
    asks("/api/editions", core::Act::edition_list, list_editions),
    flows(Method::get, "/api/editions.xlsx", core::Act::rate_export, exports<kEditionSheet>),
    writes(Method::post, "/api/editions", core::Act::edition_freeze, BodyType::json, freeze),
    asks("/api/editions/{id}", core::Act::edition_list, read_edition),
    flows(Method::get, "/api/editions/{id}/recomputation", core::Act::edition_recompute, recompute),
    flows(Method::get, "/api/editions/{id}/report.pdf", core::Act::rate_export, print_report<kept_report>),
    flows(Method::get, "/api/editions/{id}/report.xlsx", core::Act::rate_export, export_report<kept_report>),
};
static_assert(all_have_rows(kEditionRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> edition_routes() {
  return kEditionRoutes;
}

}  // namespace kaoji::http
