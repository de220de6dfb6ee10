#include "http/sheet_export.hpp"

#include <fmt/format.h>

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

void send_book(const Visit& visit, std::string_view file, std::string_view name, ports::SheetBytes& bytes) {
  Answer head;
  head.content_type = kXlsxType;
  head.headers.emplace_back("Content-Disposition", attachment(file, name));
  std::string piece = bytes.next(kPiece);
  visit.exchange->begin_pieces(std::move(head));
  while (!piece.empty() && visit.exchange->piece(std::move(piece))) piece = bytes.next(kPiece);
  visit.exchange->end_pieces();
}

void export_book(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, MakeBook make) {
  const auto made = std::make_shared<MadeBook>();
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
            send_book(*visit, file, fmt::format("{}.xlsx", made->name), *made->bytes);
          });
        });
      });
}

void export_sheet(Site& site, const std::shared_ptr<Visit>& visit, const ListSheet& sheet) {
  export_book(site, visit, sheet.file,
              [&site, &sheet](ports::Transaction& tx, const Asked& asked, MadeBook& made) -> std::optional<Answer> {
                const auto writer = site.dependencies().books.book(asked.zone);
                writer->begin(sheet.name, sheet.columns);
                SheetRows rows(*writer);
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

std::string_view bureau_cell(Directory& directory, std::string_view bureau) {
  return bureau.empty() ? std::string_view("直报省级") : directory.bureau_name(bureau);
}

std::string round_words(const core::Round& round) {
  return fmt::format("{} 年{}", round.ref.year, round.label);
}

}  // namespace kaoji::http
