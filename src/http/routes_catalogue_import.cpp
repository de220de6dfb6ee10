#include <array>

#include "http/book_flows.hpp"
#include "http/list_words.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"
#include "usecases/typed_text.hpp"

namespace kaoji::http {

namespace {

constexpr int kFreeCatalogueRows = 500;

/// The value of an enum that a list calls so, in either language.
template <class Value, std::size_t count>
std::optional<Value> meant(std::string_view typed) {
  const std::string word = usecases::without_blanks(typed);
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = static_cast<Value>(i);
    for (const base::Language language : {base::Language::zh, base::Language::en})
      if (usecases::without_blanks(list_word(value, language)) == word) return value;
  }
  return std::nullopt;
}

constexpr std::size_t kInstitutionKinds = static_cast<std::size_t>(core::InstitutionKind::local_secondary) + 1;
constexpr std::size_t kLevelCount = static_cast<std::size_t>(core::Level::senior) + 1;

bool says_no_bureau(std::string_view typed) {
  return typed == kNoBureau.zh || typed == kNoBureau.en;
}

constexpr usecases::CatalogueWords kCatalogueWords{meant<core::InstitutionKind, kInstitutionKinds>,
                                                   meant<core::Level, kLevelCount>, meant<bool, 2>, says_no_bureau};

template <class Value, std::size_t count>
std::vector<std::string> list_words_of(base::Language language) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.emplace_back(list_word(static_cast<Value>(i), language));
  return words;
}

/// An empty sheet of the template: heads locked, drop-downs where a column takes words of a list.
void begin_empty(ports::SheetWriter& writer, const base::Words& name, std::span<const usecases::TableColumn> table,
                 std::vector<ports::SheetChoice> choices, base::Language language) {
  std::vector<ports::SheetColumn> columns;
  for (const usecases::TableColumn& column : table) {
    const bool wide = column.name == "name" || column.name == "certificate" || column.name == "organisation" ||
                      column.name == "bureau" || column.name == "pinyin";
    columns.push_back({column.head, ports::SheetKind::text, wide ? 34 : 16, column.head_en});
  }
  writer.begin_to_fill(name.in(language), columns, {0, kFreeCatalogueRows, std::move(choices)}, language);
}

void read_catalogue_template(Site& site, const std::shared_ptr<Visit>& visit) {
  make_and_send(
      site, visit, "catalogue-template.xlsx", "目录导入模板",
      [&site](ports::Transaction& tx, const Asked& asked) -> MadeBook {
        asked.takes_no_query();
        if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
        const base::Language language = asked.language();
        std::vector<std::string> bureaus{std::string(kNoBureau.in(language))};
        for (const core::Bureau& bureau : tx.catalogue().bureaus()) bureaus.push_back(bureau.name);
        const auto writer = site.dependencies().books.book(asked.zone);
        begin_empty(*writer, usecases::kInstitutionSheet, usecases::kInstitutionTable,
                    {{2, list_words_of<core::InstitutionKind, kInstitutionKinds>(language)},
                     {3, std::move(bureaus)},
                     {4, list_words_of<bool, 2>(language)}},
                    language);
        begin_empty(*writer, usecases::kCertificateSheet, usecases::kCertificateTable,
                    {{2, list_words_of<core::Level, kLevelCount>(language)}}, language);
        return writer->finish();
      },
      false);
}

base::Result<Imported, Answer> run_catalogue_import(ports::Transaction& tx, const Asked& asked, const Sheets& sheets,
                                                    bool dry_run) {
  auto outcome =
      usecases::import_catalogue(tx, asked.context, sheets, kCatalogueWords, asked.dependencies->pinyin, dry_run);
  if (!outcome) return asked.refused(outcome.error());
  JsonWriter json = asked.json(256 + outcome->problems.size() * 256);
  json.begin_object()
      .member("dry_run", dry_run)
      .member("allowed", outcome->problems.empty())
      .member("institutions_added", outcome->institutions_added)
      .member("institutions_changed", outcome->institutions_changed)
      .member("certificates_added", outcome->certificates_added)
      .member("certificates_changed", outcome->certificates_changed)
      .member("unchanged", outcome->unchanged)
      .member("failed_rows", static_cast<std::int64_t>(outcome->failed.size()));
  write_problems(json, outcome->problems);
  json.end_object();
  return Imported{json_answer(json.take()), std::move(outcome->problems)};
}

void take_catalogue(Site& site, const std::shared_ptr<Visit>& visit) {
  import_book(site, visit, run_catalogue_import);
}

std::optional<Answer> put_failed_catalogue(ports::Transaction& tx, const Asked& asked, const Sheets& sheets,
                                           ports::SheetWriter& writer) {
  const auto outcome =
      usecases::import_catalogue(tx, asked.context, sheets, kCatalogueWords, asked.dependencies->pinyin, true);
  if (!outcome) return asked.refused(outcome.error());
  const base::Language language = asked.language();
  put_failed_rows(writer, usecases::kInstitutionSheet, usecases::kInstitutionTable, outcome->failed, "code", language);
  put_failed_rows(writer, usecases::kCertificateSheet, usecases::kCertificateTable, outcome->failed, "certificate",
                  language);
  return std::nullopt;
}

void read_failed_catalogue(Site& site, const std::shared_ptr<Visit>& visit) {
  failed_rows_book(site, visit, put_failed_catalogue);
}

constexpr std::array kCatalogueImportRoutes{
    flows(Method::get, "/api/catalogue/template.xlsx", core::Act::catalogue_import, read_catalogue_template),
    flows(Method::post, "/api/catalogue/import", core::Act::catalogue_import, take_catalogue),
    flows(Method::post, "/api/catalogue/import/failed-rows", core::Act::catalogue_import, read_failed_catalogue),
};
static_assert(all_have_rows(kCatalogueImportRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> catalogue_import_routes() {
  return kCatalogueImportRoutes;
}

}  // namespace kaoji::http
