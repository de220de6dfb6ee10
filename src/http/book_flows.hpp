#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "http/asked.hpp"
#include "http/shown_contacts.hpp"
#include "http/visit.hpp"
#include "usecases/export_sheet.hpp"
#include "usecases/sheet_table.hpp"

namespace kaoji::http {

class Site;

using Sheets = std::vector<ports::ReadSheet>;
using MadeBook = base::Result<std::unique_ptr<ports::SheetBytes>, Answer>;

/// Makes a book in a snapshot, then sends it. `make` gives the book, or a refusal instead. `file` and `name` are those
/// of send_book. `shown`: what `make` learns of contacts in it; null: there are none.
void make_and_send(Site& site, const std::shared_ptr<Visit>& visit, std::string_view file, std::string_view name,
                   std::function<MadeBook(ports::Transaction&, const Asked&)> make, bool token_needed,
                   const std::shared_ptr<ShownContacts>& shown = nullptr);

/// Reads the book in the request, in a child, with the limits of what people fill in by hand. Whoever may not do this
/// at all is told so before the book is read; then `then` gets its sheets, on a thread for slow work. A book that is
/// refused answers 422.
void with_sheets(Site& site, const std::shared_ptr<Visit>& visit, std::function<void(std::shared_ptr<Sheets>)> then);

/// Member `problems` of an import: what is wrong, by sheet and cell.
void write_problems(JsonWriter& json, const std::vector<usecases::CellProblem>& problems);

/// What an import of a book did or would do: the body that tells it, and what is wrong with the book.
struct Imported {
  Answer answer;
  std::vector<usecases::CellProblem> problems;
};
using RunImport = base::Result<Imported, Answer> (*)(ports::Transaction&, const Asked&, const Sheets&, bool dry_run);
/// The flow of an import, all or nothing: parameter `dry_run` looks in a snapshot; without it a problem makes it 422,
/// which names the first cell. `run` gives a refusal instead of an outcome.
void import_book(Site& site, const std::shared_ptr<Visit>& visit, RunImport run);

/// A sheet of the rows of one table that have a problem, as they were typed, each with what is wrong with it. The rows
/// of other tables, which lack `own_column`, are passed over.
void put_failed_rows(ports::SheetWriter& writer, const base::Words& name, std::span<const usecases::TableColumn> table,
                     const std::vector<usecases::TableRow>& failed, std::string_view own_column,
                     base::Language language);
using FailedRows = std::optional<Answer> (*)(ports::Transaction&, const Asked&, const Sheets&, ports::SheetWriter&);
/// The flow that gives the failed rows of a book as a book: `put` begins its sheets, or refuses.
void failed_rows_book(Site& site, const std::shared_ptr<Visit>& visit, FailedRows put);

/// 422 for a book whose content is no use.
[[nodiscard]] Fault sheet_invalid(std::string zh, std::string en, std::string place);

}  // namespace kaoji::http
