#include "adapters/forms_pdf/pango_form_printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "adapters/forms_pdf/annex.hpp"
#include "adapters/forms_pdf/archive_file.hpp"
#include "adapters/forms_pdf/canvas.hpp"
#include "adapters/forms_pdf/form_mark.hpp"
#include "adapters/forms_pdf/made_up_marks.hpp"
#include "adapters/forms_pdf/page_break.hpp"
#include "adapters/forms_pdf/paper_words.hpp"
#include "adapters/forms_pdf/printable.hpp"
#include "adapters/forms_pdf/sheet.hpp"
#include "adapters/forms_pdf/table.hpp"

namespace kaoji::forms_pdf {
namespace {

// Room for a row on the first page of an annex, which has the least, when totals and signatures stand there too.
constexpr double kHighestRow = 200;

FileProperties properties_of(const Annex& annex, const ports::FormDocument& document) {
  return {fmt::format("{} {} {}", annex.title, document.institution_name, document.number), document.institution_name,
          fmt::format("{} 第{}版", document.number, document.revision),
          fmt::format("{} {} {}", document.number, document.institution_code, document.digest),
          file_date(document.declared_on)};
}

PageRoom room_of(const Sheet& sheet, const Table& table) {
  const double below_head = kBodyBottom - table.head_height();
  return {below_head - sheet.table_top(true), below_head - sheet.table_top(false),
          table.totals_height() + kSignatureHeight};
}

// Free rows only fill up a form of one page, as far as it goes: on a longer one they might stand alone on the sheet
// that is signed.
std::vector<std::size_t> pages_of(const Table& table, const Annex& annex, const PageRoom& room) {
  std::vector<double> heights = table.row_heights();
  std::vector<std::size_t> pages = break_rows(heights, room);
  while (pages.size() > 1 && heights.size() > std::max(annex.filled, std::size_t{1})) {
    heights.pop_back();
    pages = break_rows(heights, room);
  }
  return pages;
}

/// A form whose rows have found their pages. The document must outlive it.
struct SetForm {
  explicit SetForm(const ports::FormDocument& document)
      : annex(annex_of(document)),
        canvas(ports::kSheetWidth, ports::kSheetHeight, properties_of(annex, document)),
        table(canvas, annex.grid, kHighestRow),
        sheet(canvas, annex, document),
        pages(pages_of(table, annex, room_of(sheet, table))) {}

  Annex annex;
  Canvas canvas;
  Table table;
  Sheet sheet;
  std::vector<std::size_t> pages;  ///< rows on each
};

}  // namespace

std::vector<std::size_t> PangoFormPrinter::rows_of_pages(const ports::FormDocument& document) const {
  require_printable(document);
  return SetForm(document).pages;
}

std::string PangoFormPrinter::print(const ports::FormDocument& document) const {
  require_printable(document);
  SetForm form(document);
  auto& [annex, canvas, table, sheet, pages] = form;
  FormMark mark{document.number, document.revision,  0, static_cast<std::int64_t>(pages.size()),
                document.digest, document.draft_mark};
  std::size_t row = 0;
  for (const std::size_t count : pages) {
    mark.page += 1;
    const bool last = mark.page == mark.pages;
    if (document.draft_mark) {
      canvas.watermark("草稿");
    }
    sheet.draw_codes(mark);
    sheet.draw_top(mark);
    table.draw(kTableLeft, sheet.table_top(mark.page == 1), row, count, last);
    if (last) {
      sheet.draw_signatures();
    }
    sheet.draw_foot(mark);
    draw_made_up_marks(canvas, document.made_up, mark.page == 1, last);
    canvas.end_page();
    row += count;
  }
  return as_archive_file(canvas.finish());
}

}  // namespace kaoji::forms_pdf
