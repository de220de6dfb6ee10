#include "http/sheet_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "http/site.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kPiece = std::size_t{64} * 1024;

/// `then` runs when the audit row is safe.
void note(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, const core::Actor& actor,
          std::int64_t rows, std::function<void()> then) {
  site.dependencies().store.write(
      [visit, file, actor, rows](ports::Transaction& tx) {
        usecases::Context context = visit->context;
        context.actor = actor;
        usecases::record_export(tx, context, visit->act, file, rows);
      },
      [visit, then = std::move(then)](const std::exception_ptr& failure) {
        if (failure) return visit->fail(failure);
        then();
      });
}

}  // namespace

void send_book(const Visit& visit, std::string_view file, std::string_view name, base::Language language,
               ports::SheetBytes& bytes) {
  Answer head;
  head.content_type = kXlsxType;
  head.headers.emplace_back(
      "Content-Disposition",
      attachment(file, language == base::Language::en ? std::string(file) : fmt::format("{}.xlsx", name)));
  head.headers.emplace_back("Content-Language", content_language(language));
  head.headers.emplace_back("Vary", "Accept-Language");
  std::string piece = bytes.next(kPiece);
  visit.exchange->begin_pieces(std::move(head));
  while (!piece.empty() && visit.exchange->piece(std::move(piece))) piece = bytes.next(kPiece);
  visit.exchange->end_pieces();
}

void export_book(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, ExportBook make) {
  const auto made = std::make_shared<ExportedBook>();
  site.ask_then(
      visit,
      [made, make = std::move(make)](ports::Transaction& tx, const Asked& asked) {
        if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
        made->actor = asked.context.actor;
        return make(tx, asked, *made).value_or(Answer{});
      },
      [&site, visit, made, file](Answer answer) {
        if (made->bytes == nullptr) return visit->answer(std::move(answer));
        note(site, visit, file, made->actor, made->rows, [&site, visit, made, file] {
          site.slowly(visit, [visit, made, file] {
            send_book(*visit, file, made->name, language_of(visit->request().accept_language), *made->bytes);
          });
        });
      });
}

void export_sheet(Site& site, const std::shared_ptr<Visit>& visit, const ListSheet& sheet) {
  export_book(site, visit, sheet.file,
              [&site, &sheet](ports::Transaction& tx, const Asked& asked, ExportedBook& made) -> std::optional<Answer> {
                const auto writer = site.dependencies().books.book(asked.zone);
                const base::Language language = asked.language();
                const bool english = language == base::Language::en && !sheet.name_en.empty();
                writer->begin(english ? sheet.name_en : sheet.name, sheet.columns, language);
                SheetRows rows(*writer, language);
                if (auto refused = sheet.fill(tx, asked, rows)) return refused;
                made.name = sheet.name;
                made.rows = rows.written();
                made.bytes = writer->finish();
                return std::nullopt;
              });
}

void note_export(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, const core::Actor& actor,
                 std::int64_t rows) {
  note(site, visit, file, actor, rows, [] {});
}

std::string_view bureau_cell(Directory& directory, std::string_view bureau, base::Language language) {
  return bureau.empty() ? kNoBureau.in(language) : directory.bureau_name(bureau);
}

std::string round_words(const core::Round& round, base::Language language) {
  return round_words(round.ref, round.label, language);
}

std::string round_words(const core::RoundRef& round, std::string_view label, base::Language language) {
  if (language == base::Language::en) {
    std::string name = round.name;
    std::ranges::replace(name, '-', ' ');
    return fmt::format("{} {}", round.year, name);
  }
  return fmt::format("{} 年{}", round.year, label);
}

}  // namespace kaoji::http
