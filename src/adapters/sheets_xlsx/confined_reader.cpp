#include "adapters/sheets_xlsx/confined_reader.hpp"

#include <memory>
#include <utility>

#include "adapters/sheets_xlsx/nameless_file.hpp"
#include "adapters/sheets_xlsx/refused.hpp"
#include "adapters/sheets_xlsx/sheet_answer.hpp"
#include "adapters/sheets_xlsx/sheet_child.hpp"
#include "adapters/sheets_xlsx/zip_parts.hpp"

namespace kaoji::sheets_xlsx {

ConfinedBookReader::ConfinedBookReader(const ports::ChildWork& children, BookReaderLimits limits)
    : children_(children), limits_(std::move(limits)), places_(limits_.at_a_time) {}

ports::SheetReading ConfinedBookReader::read(std::string_view book) const {
  if (book.size() > kLargestBook) return refuse(ports::SheetRefusal::too_large);
  if (book.empty()) return refuse(ports::SheetRefusal::not_xlsx);
  if (!places_.try_acquire_for(limits_.patience)) throw ports::SheetReaderUnavailable("all readers of books are taken");
  const auto leave = [this](const void*) { places_.release(); };
  const std::unique_ptr<const void, decltype(leave)> place(this, leave);
  try {
    NamelessFile file(limits_.folder);
    file.write(book);
    const ports::ChildOutcome outcome = children_.run(kSheetChild, file.descriptor(), limits_.child);
    switch (outcome.end) {
      case ports::ChildEnd::finished:
        return read_answer(outcome.answer);
      case ports::ChildEnd::out_of_time:
        return refuse(ports::SheetRefusal::timeout);
      case ports::ChildEnd::failed:
        break;
    }
    return refuse(ports::SheetRefusal::damaged);
  } catch (const ports::ChildUnavailable& error) {
    throw ports::SheetReaderUnavailable(error.what());
  } catch (const ports::SheetUnavailable& error) {
    throw ports::SheetReaderUnavailable(error.what());
  }
}

}  // namespace kaoji::sheets_xlsx
