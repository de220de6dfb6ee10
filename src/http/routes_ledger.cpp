#include <array>

#include "http/listed.hpp"
#include "http/plan_schemas.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "usecases/plan_questions.hpp"

namespace kaoji::http {

namespace {

constexpr int kLedgerExportPage = 1000;

/// A page of entries, newest first; `write` is told what the page says of its measure.
template <class Write>
Answer entries_page(ports::Transaction& tx, const Asked& asked, const usecases::EntryQuery& wanted,
                    std::string_view list, bool with_sum, const Write& write) {
  const auto page = usecases::list_entries(tx, asked.context, asked.act, wanted);
  if (!page) return asked.refused(page.error());
  Directory directory(tx);
  JsonWriter json = asked.json(page->rows.size() * 512 + 128);
  json.begin_object().key("items").begin_array();
  for (const ports::EntryRow& row : page->rows) write(json, directory, row, page->measure);
  json.end_array().member("total", page->total);
  if (with_sum) json.member("sum", page->sum);
  const bool full = static_cast<int>(page->rows.size()) == wanted.limit;
  write_next(json, list, full && (wanted.before != 0 || page->total > wanted.limit),
             full ? page->rows.back().entry.id.value : 0);
  json.end_object();
  return json_answer(json.take());
}

/// The instant of the run of that id; the epoch, at which nothing was recorded, where none took anything.
base::Instant instant_of_run(ports::Transaction& tx, std::int64_t id) {
  const auto run = tx.records().exit_run(id);
  return run && run->plans > 0 ? run->ran_at : base::Instant{};
}

usecases::EntryQuery read_ledger_query(ports::Transaction& tx, QueryReader& query) {
  usecases::EntryQuery wanted;
  wanted.institution = query.text("institution", 32).value_or("");
  wanted.bureau = query.text("bureau", 32).value_or("");
  wanted.institution_kind = query.choice<core::InstitutionKind>("institution_kind", core::parse_institution_kind);
  wanted.certificate = query.text("certificate", 200).value_or("");
  wanted.organisation = query.text("organisation", 200).value_or("");
  wanted.effective_year = query.year("year");
  wanted.in_indicators = query.maybe_flag("in_indicators");
  wanted.kind = query.choice<core::EntryKind>("kind", core::parse_entry_kind);
  wanted.measure = query.choice<core::Measure>("measure", core::parse_measure);
  if (const auto run = query.integer("exit_run", 1, std::numeric_limits<std::int64_t>::max())) {
    wanted.recorded_at = instant_of_run(tx, *run);
    wanted.originals_only = true;
  }
  return wanted;
}

Answer list_ledger(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  usecases::EntryQuery wanted = read_ledger_query(tx, query);
  wanted.before = cursor_number(query, "ledger");
  wanted.limit = query.limit();
  query.done();
  return entries_page(tx, asked, wanted, "ledger", true,
                      [](JsonWriter& json, Directory& directory, const ports::EntryRow& row,
                         const std::optional<core::MeasureEntries>& measure) {
                        std::optional<std::int64_t> counts;
                        if (measure) counts = core::share_of(measure->share, row.entry);
                        write_entry(json, directory, row, {std::nullopt, counts});
                      });
}

/// Hands over all pages of the entries, newest first.
template <class Row>
std::optional<Answer> each_entry(ports::Transaction& tx, const Asked& asked, usecases::EntryQuery wanted,
                                 const Row& row) {
  wanted.limit = kLedgerExportPage;
  for (;;) {
    const auto page = usecases::list_entries(tx, asked.context, asked.act, wanted);
    if (!page) return asked.refused(page.error());
    for (const ports::EntryRow& entry : page->rows) row(entry);
    if (static_cast<int>(page->rows.size()) < kLedgerExportPage) return std::nullopt;
    wanted.before = page->rows.back().entry.id.value;
  }
}

constexpr std::array kLedgerColumns{
    ports::SheetColumn{"序号", ports::SheetKind::ordinal, 10, "No."},
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"分录", ports::SheetKind::text, 10, "Entry"},
    ports::SheetColumn{"人数", ports::SheetKind::number, 10, "Headcount"},
    ports::SheetColumn{"合格", ports::SheetKind::number, 10, "Passed"},
    ports::SheetColumn{"生效时间", ports::SheetKind::instant, 18, "In effect from"},
    ports::SheetColumn{"登记时间", ports::SheetKind::instant, 18, "Recorded at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 24, "By"},
    ports::SheetColumn{"申报编号", ports::SheetKind::text, 22, "Application"},
    ports::SheetColumn{"理由", ports::SheetKind::text, 40, "Reason"},
    ports::SheetColumn{"冲销", ports::SheetKind::ordinal, 10, "Reverses"},
};

std::optional<Answer> fill_ledger(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const usecases::EntryQuery wanted = read_ledger_query(tx, query);
  query.done();
  Directory directory(tx);
  return each_entry(tx, asked, wanted, [&](const ports::EntryRow& row) {
    const core::LedgerEntry& entry = row.entry;
    const bool sat = entry.kind == core::EntryKind::examined;
    rows.row({entry.id.value, row.institution_code, row.institution_name, row.certificate_name,
              rows.word(row.key.level), number_cell(row.key.year), rows.word(entry.kind), entry.headcount,
              sat ? ports::SheetCell(entry.passed) : ports::SheetCell(), entry.effective_at, entry.recorded_at,
              actor_name(directory, entry.actor, rows.language()), row.application_number, entry.reason,
              entry.reverses.some() ? ports::SheetCell(entry.reverses.value) : ports::SheetCell()});
  });
}
constexpr ListSheet kLedgerSheet{"台账", "ledger.xlsx", kLedgerColumns, fill_ledger, "Ledger"};

constexpr std::array kLedgerRoutes{
    asks("/api/ledger", core::Act::ledger_read, list_ledger),
    flows(Method::get, "/api/ledger.xlsx", core::Act::plan_export, exports<kLedgerSheet>),
};
static_assert(all_have_rows(kLedgerRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> ledger_routes() {
  return kLedgerRoutes;
}

}  // namespace kaoji::http
