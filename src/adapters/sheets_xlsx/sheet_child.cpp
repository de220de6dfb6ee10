#include "adapters/sheets_xlsx/sheet_child.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <string_view>

#include "adapters/sheets_xlsx/read_book.hpp"
#include "adapters/sheets_xlsx/refused.hpp"
#include "adapters/sheets_xlsx/sheet_answer.hpp"

namespace kaoji::sheets_xlsx {

namespace {

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t gone = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (gone <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(gone));
  }
  return true;
}

/// The limits as they go from the parent to its child, the same program on the same machine.
struct Order {
  std::size_t inflated_bytes;
  int rows;
  int cells;
};

ports::SheetReading reading_of(std::string_view book, const ports::SheetLimits& limits) {
  try {
    ports::SheetReading reading;
    reading.sheets = read_book(book, limits);
    return reading;
  } catch (const Refused& refused) {
    return refuse(refused.refusal, limits, refused.place);
  }
}

}  // namespace

std::string child_order(const ports::SheetLimits& limits) {
  const Order order{limits.inflated_bytes, limits.rows, limits.cells};
  return {reinterpret_cast<const char*>(&order), sizeof order};
}

int run_sheet_child(int, char**) {
  struct stat about {};
  if (fstat(STDIN_FILENO, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= static_cast<off_t>(sizeof(Order)))
    return 2;
  const auto size = static_cast<std::size_t>(about.st_size);
  void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED) return 2;
  const std::string_view input(static_cast<const char*>(data), size);
  Order order{};
  std::memcpy(&order, input.data(), sizeof order);
  const ports::SheetLimits limits{.inflated_bytes = order.inflated_bytes, .rows = order.rows, .cells = order.cells};
  return write_all(answer_text(reading_of(input.substr(sizeof order), limits))) ? 0 : 2;
}

}  // namespace kaoji::sheets_xlsx
