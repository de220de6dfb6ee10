#include "http/reconcile_flows.hpp"

#include <fmt/format.h>

#include "http/idempotency.hpp"
#include "http/json_reader.hpp"
#include "http/reconcile_schemas.hpp"
#include "http/request_log.hpp"
#include "http/site.hpp"
#include "usecases/upload_reconciliation.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kColumnsAtMost = 100;

Fault table_invalid(const ports::TableTrouble& trouble) {
  std::string zh = trouble.zh;
  std::string en = trouble.en;
  if (trouble.line > 0 && trouble.column > 0) {
    zh = fmt::format("第 {} 行第 {} 列：{}", trouble.line, trouble.column, zh);
    en = fmt::format("Line {}, column {}: {}", trouble.line, trouble.column, en);
  } else if (trouble.line > 0) {
    zh = fmt::format("第 {} 行：{}", trouble.line, zh);
    en = fmt::format("Line {}: {}", trouble.line, en);
  }
  return {422, "table-invalid", std::move(zh), std::move(en), {}, {}, 0};
}

Answer reconciliation_answer(ports::Transaction& tx, const Asked& asked, const ports::Reconciliation& one, int status) {
  Directory directory(tx);
  JsonWriter json = asked.json(1024);
  write_reconciliation(json, directory, one, std::nullopt);
  return json_answer(json.take(), status);
}

/// The first part of a long write: gives the kept answer of the key, or lets `work` say whether it may go on.
using FirstPart = std::function<Answer(ports::Transaction&, const Asked&, bool& goes_on)>;

void first_part(Site& site, const std::shared_ptr<Visit>& visit, FirstPart work, std::function<void()> go_on) {
  const auto goes_on = std::make_shared<bool>(false);
  site.change_part(
      visit,
      [&site, visit, goes_on, work = std::move(work)](ports::Transaction& tx, const Asked& asked) {
        *goes_on = false;
        if (auto kept = kept_answer(tx, asked.context.actor.account, visit->request().idempotency_key,
                                    request_digest(visit->request(), site.dependencies().crypto)))
          return *std::move(kept);
        return work(tx, asked, *goes_on);
      },
      "",
      [&site, visit, goes_on, go_on = std::move(go_on)](Answer answer) {
        if (!*goes_on) return visit->answer(std::move(answer));
        site.slowly(visit, go_on);
      });
}

void keep_table(Site& site, const std::shared_ptr<Visit>& visit, const std::string& name) {
  const Dependencies& parts = site.dependencies();
  const std::string_view body = visit->request().body;
  auto start = usecases::look_at_table({parts.tables, parts.sheets}, body);
  if (!start) throw table_invalid(start.error());
  const auto table = std::make_shared<usecases::UploadedTable>();
  table->name = name;
  table->bytes = static_cast<std::int64_t>(body.size());
  table->start = std::move(start).value();
  table->digest = parts.files.keep(body);
  site.change_part(
      visit,
      [table](ports::Transaction& tx, const Asked& asked) {
        const auto kept = usecases::keep_reconciliation(tx, asked.context, *table);
        return kept ? reconciliation_answer(tx, asked, *kept, 201) : asked.refused(kept.error());
      },
      std::string(visit->request().idempotency_key), [visit](Answer answer) { visit->answer(std::move(answer)); });
}

usecases::ReadingOfTable read_reading(const Request& request) {
  QueryReader(request.query).done();
  usecases::ReadingOfTable reading;
  read_json_object(request.body, [&](ObjectReader& body) {
    body.required_each("columns", core::kPlatformFieldCount, [&](ObjectReader& item) {
      const auto field = item.required_choice<core::PlatformField>("field", core::parse_platform_field);
      reading.columns.put(field, static_cast<std::size_t>(item.required_integer("column", 0, kColumnsAtMost - 1)));
    });
    if (const auto year = body.nullable_integer("year", 2000, 2999)) reading.year = static_cast<int>(*year);
  });
  return reading;
}

Fault map_fault(core::MapTrouble trouble) {
  switch (trouble) {
    case core::MapTrouble::no_institution:
      return field_invalid("columns", "请指定院校代码或院校名称所在的列", "Say which column holds the institution");
    case core::MapTrouble::no_certificate:
      return field_invalid("columns", "请指定证书所在的列", "Say which column holds the certificate");
    case core::MapTrouble::no_headcount:
      return field_invalid("columns", "请指定人数所在的列", "Say which column holds the number of persons");
    case core::MapTrouble::no_year:
      return field_invalid("year", "请指定计划年度，或年度所在的列", "Say the plan year, or which column holds it");
    case core::MapTrouble::column_missing:
      break;
  }
  return field_invalid("columns", "文件里没有这一列", "The file has no such column");
}

/// What lies between a comparison's first and last transaction.
struct UnderWay {
  usecases::ReadingOfTable reading;
  usecases::BegunComparison begun;
  std::shared_ptr<Comparisons::Turn> turn;
};

void end_comparison(Site& site, const std::shared_ptr<Visit>& visit, const std::shared_ptr<UnderWay>& under_way,
                    const ports::Reconciliation& compared) {
  site.change_part(
      visit,
      [compared, under_way](ports::Transaction& tx, const Asked& asked) {
        const auto done = usecases::finish_comparison(tx, asked.context, compared, under_way->begun.begun_at);
        return done ? reconciliation_answer(tx, asked, *done, 200) : asked.refused(done.error());
      },
      std::string(visit->request().idempotency_key),
      [&site, visit, under_way, compared](Answer answer) {
        under_way->turn->end();
        visit->answer(std::move(answer));
        site.slowly(visit, [&site, compared, now = visit->context.now] {
          usecases::drop_earlier_comparisons(site.dependencies().store, compared.id, compared.run);
          usecases::prune_old_uploads(site.dependencies().store, now);
        });
      });
}

void run_comparison(Site& site, const std::shared_ptr<Visit>& visit, const std::shared_ptr<UnderWay>& under_way) {
  under_way->turn = site.comparisons().begin(under_way->begun.reconciliation.id);
  if (!under_way->turn) return visit->fail(busy());
  const Dependencies& parts = site.dependencies();
  const auto show = [turn = under_way->turn](usecases::ComparisonPhase phase, std::int64_t done, std::int64_t all) {
    turn->show({phase, done, all});
  };
  try {
    end_comparison(
        site, visit, under_way,
        usecases::run_comparison({parts.store, parts.files, {parts.tables, parts.sheets}}, under_way->begun, show));
  } catch (...) {
    under_way->turn->end();
    throw;
  }
}

}  // namespace

void upload_platform_table(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::table, true);
  check_idempotency_key(visit->request());
  QueryReader query(visit->request().query);
  const auto named = query.text("name", 200);
  query.done();
  const std::string name = admitted_text(named.value_or(""), {.max_characters = 200, .min_characters = 1}, "name");
  first_part(
      site, visit,
      [](ports::Transaction& tx, const Asked& asked, bool& goes_on) {
        const auto expected = usecases::expect_reconciliation(tx, asked.context);
        goes_on = expected.ok();
        return expected ? Answer{} : asked.refused(expected.error());
      },
      [&site, visit, name] { keep_table(site, visit, name); });
}

void compare_platform_table(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::json, true);
  check_idempotency_key(visit->request());
  const auto under_way = std::make_shared<UnderWay>();
  first_part(
      site, visit,
      [under_way](ports::Transaction& tx, const Asked& asked, bool& goes_on) {
        if (!core::may_ever(asked.context.actor.role, asked.act) || !tx.reconcile().reconciliation(asked.id()))
          return asked.refused(usecases::record_not_yours(
              tx, asked.context, {asked.act, usecases::object_name("reconciliation", asked.parameter)}));
        under_way->reading = read_reading(asked.request);
        const auto lines = tx.reconcile().first_lines(asked.id());
        std::size_t columns = 0;
        for (const core::CellRow& line : lines) columns = std::max(columns, line.size());
        if (const auto trouble = core::trouble_of(under_way->reading.columns, under_way->reading.year, columns))
          throw map_fault(*trouble);
        auto begun = usecases::begin_comparison(tx, asked.context, asked.id(), under_way->reading);
        if (!begun) return asked.refused(begun.error());
        under_way->begun = std::move(begun).value();
        goes_on = true;
        return Answer{};
      },
      [&site, visit, under_way] { run_comparison(site, visit, under_way); });
}

}  // namespace kaoji::http
