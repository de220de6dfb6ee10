#include "adapters/forms_pdf/pango_paper_printer.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "adapters/forms_pdf/archive_file.hpp"
#include "adapters/forms_pdf/canvas.hpp"
#include "adapters/forms_pdf/chart.hpp"
#include "adapters/forms_pdf/page_break.hpp"
#include "adapters/forms_pdf/paper.hpp"
#include "adapters/forms_pdf/printable.hpp"
#include "adapters/forms_pdf/table.hpp"
#include "adapters/forms_pdf/text_stack.hpp"

namespace kaoji::forms_pdf {
namespace {

constexpr double kPageWidth = 595.28;  // A4, standing
constexpr double kPageHeight = 841.89;
constexpr double kLeft = (kPageWidth - kPaperWidth) / 2;
constexpr double kTop = 56;
constexpr double kBottom = 770;
constexpr double kFootTop = 788;
constexpr double kMadeUpTop = 26;
constexpr const char* kMadeUp = "演示数据，院校、计划和数字均为虚构 · MADE UP: no real school, plan or figure";
constexpr double kFootHeight = 30;
constexpr double kHighestRow = 240;
constexpr double kGap = 12;
constexpr double kValueX = 140;

constexpr TextStyle kTitle{20, true, Align::centre};
constexpr TextStyle kEnglishTitle{10, false, Align::centre};
constexpr TextStyle kWords{12};
constexpr TextStyle kEnglish{9};
constexpr TextStyle kEnd{12, false, Align::right};

void add_passages(TextStack& stack, const std::vector<Passage>& passages) {
  for (const Passage& passage : passages) {
    stack.add(passage.words, kWords, kGap);
    if (!passage.words_en.empty()) {
      stack.add(passage.words_en, kEnglish, 2);
    }
  }
}

// A section that is measured, broken into pages, and not yet drawn.
class LaidSection {
 public:
  LaidSection(Canvas& canvas, const PaperSection& section)
      : top_(canvas, kLeft, kPaperWidth),
        later_top_(canvas, kLeft, kPaperWidth),
        tail_(canvas, kLeft, kPaperWidth),
        table_(canvas, section.grid, kHighestRow),
        canvas_(canvas),
        chart_(section.chart),
        chart_height_(section.chart ? chart_height(*section.chart) + kGap : 0) {
    top_.add(section.title, kTitle, 0);
    top_.add(section.title_en, kEnglishTitle, 2);
    later_top_.add(section.title + "（续）", kWords, 0);
    bool first = true;
    for (const Fact& fact : section.facts) {
      if (first) {
        top_.add(" ", kEnglish, 0);
        first = false;
      }
      top_.add_fact(fact.label, fact.label_en, fact.value, kValueX);
    }
    add_passages(top_, section.opening);
    add_passages(tail_, section.closing);
    double gap = 3 * kGap;
    for (const std::string& line : section.end) {
      tail_.add(line, kEnd, gap);
      gap = kGap;
    }
    const double room = kBottom - kTop - kGap - table_.head_height();
    pages_ = break_rows(table_.row_heights(), {room - top_.height() - chart_height_, room - later_top_.height(),
                                               table_.totals_height() + tail_.height()});
  }

  std::size_t pages() const { return pages_.size(); }

  /// Draws the page, counted from 0; pages in their order.
  void draw(std::size_t page) {
    TextStack& top = page == 0 ? top_ : later_top_;
    top.draw(kTop);
    double y = kTop + top.height() + kGap;
    if (page == 0 && chart_) {
      draw_chart(canvas_, *chart_, kLeft, y, kPaperWidth);
      y += chart_height_;
    }
    const bool last = page + 1 == pages_.size();
    y = table_.draw(kLeft, y, row_, pages_[page], last);
    row_ += pages_[page];
    if (last) {
      tail_.draw(y);
    }
  }

 private:
  TextStack top_;
  TextStack later_top_;
  TextStack tail_;
  Table table_;
  Canvas& canvas_;
  std::optional<Chart> chart_;
  double chart_height_;
  std::vector<std::size_t> pages_;
  std::size_t row_ = 0;
};

void draw_foot(Canvas& canvas, const std::string& words, std::size_t page, std::size_t pages) {
  canvas.line(kLeft, kFootTop - 4, kLeft + kPaperWidth, kFootTop - 4, 0.5);
  const double width = kPaperWidth - 90;
  canvas.text(kLeft, kFootTop, width, words, {canvas.fitting_size(words, {9}, width, kFootHeight)});
  canvas.text(kLeft + kPaperWidth - 90, kFootTop, 90, fmt::format("第 {} 页 共 {} 页", page, pages),
              {9, false, Align::right});
}

}  // namespace

std::string PangoPaperPrinter::print(const ports::Paper& paper) const {
  require_printable(paper);
  const PaperContent content = std::visit([](const auto& one) { return content_of(one); }, paper);
  Canvas canvas(kPageWidth, kPageHeight, content.properties);
  std::vector<LaidSection> sections;
  std::size_t pages = 0;
  for (const PaperSection& section : content.sections) {
    pages += sections.emplace_back(canvas, section).pages();
  }
  std::size_t page = 0;
  for (LaidSection& section : sections) {
    for (std::size_t i = 0; i < section.pages(); ++i) {
      page += 1;
      section.draw(i);
      draw_foot(canvas, content.foot, page, pages);
      if (content.made_up) canvas.text(kLeft, kMadeUpTop, kPaperWidth, kMadeUp, kEnglish);
      canvas.end_page();
    }
  }
  return as_archive_file(canvas.finish());
}

}  // namespace kaoji::forms_pdf
