#include "adapters/sheets_xlsx/sheet_child.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

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

ports::SheetReading reading_of(std::string_view book) {
  try {
    ports::SheetReading reading;
    reading.sheets = read_book(book);
    return reading;
  } catch (const Refused& refused) {
    return refuse(refused.refusal, refused.place);
  }
}

}  // namespace

int run_sheet_child(int, char**) {
  struct stat about {};
  if (fstat(STDIN_FILENO, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) return 2;
  const auto size = static_cast<std::size_t>(about.st_size);
  void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED) return 2;
  return write_all(answer_text(reading_of({static_cast<const char*>(data), size}))) ? 0 : 2;
}

}  // namespace kaoji::sheets_xlsx
