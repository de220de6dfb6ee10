#include "adapters/sheets_xlsx/confined_reader.hpp"

#include <memory>
#include <utility>

#include "adapters/sheets_xlsx/nameless_file.hpp"
#include "adapters/sheets_xlsx/refused.hpp"
#include "adapters/sheets_xlsx/sheet_answer.hpp"
#include "adapters/sheets_xlsx/sheet_child.hpp"

namespace kaoji::sheets_xlsx {

namespace {

/// What the child may use to read as much as the limits allow: the unpacked parts, their cells, and its answer.
ports::ChildLimits child_limits(const ports::SheetLimits& limits) {
  constexpr std::uint64_t own_memory = std::uint64_t{312} << 20;
  constexpr std::uint64_t own_answer = std::uint64_t{14} << 20;
  return {.memory_bytes = own_memory + 4 * limits.inflated_bytes,
          .cpu_seconds = static_cast<std::uint32_t>(limits.time.count()),
          .wall = limits.time * 3 / 2,
          .answer_bytes = own_answer + limits.inflated_bytes};
}

}  // namespace

ConfinedBookReader::ConfinedBookReader(const ports::ChildWork& children, BookReaderLimits limits)
    : children_(children), limits_(std::move(limits)), places_(limits_.at_a_time) {}

ports::SheetReading ConfinedBookReader::read(std::string_view book, const ports::SheetLimits& limits) const {
  if (book.size() > limits.book_bytes) return refuse(ports::SheetRefusal::too_large, limits);
  if (book.empty()) return refuse(ports::SheetRefusal::not_xlsx, limits);
  if (!places_.try_acquire_for(limits_.patience)) throw ports::SheetReaderUnavailable("all readers of books are taken");
  const auto leave = [this](const void*) { places_.release(); };
  const std::unique_ptr<const void, decltype(leave)> place(this, leave);
  try {
    NamelessFile file(limits_.folder);
    file.write(child_order(limits));
    file.write(book);
    const ports::ChildOutcome outcome = children_.run(kSheetChild, file.descriptor(), child_limits(limits));
    switch (outcome.end) {
      case ports::ChildEnd::finished:
        return read_answer(outcome.answer, limits);
      case ports::ChildEnd::out_of_time:
        return refuse(ports::SheetRefusal::timeout, limits);
      case ports::ChildEnd::failed:
        break;
    }
    return refuse(ports::SheetRefusal::damaged, limits);
  } catch (const ports::ChildUnavailable& error) {
    throw ports::SheetReaderUnavailable(error.what());
  } catch (const ports::SheetUnavailable& error) {
    throw ports::SheetReaderUnavailable(error.what());
  }
}

}  // namespace kaoji::sheets_xlsx
