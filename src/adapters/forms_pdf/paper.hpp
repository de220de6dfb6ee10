#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/forms_pdf/canvas.hpp"
#include "adapters/forms_pdf/chart.hpp"
#include "adapters/forms_pdf/table.hpp"
#include "ports/papers.hpp"

namespace kaoji::forms_pdf {

/// A labelled value at the head of a paper.
struct Fact {
  std::string label;     ///< Chinese
  std::string label_en;  ///< the same in English
  std::string value;
};

/// A paragraph and, if useful, what it says in English.
struct Passage {
  std::string words;
  std::string words_en;
};

/// A part of a paper that begins on a page of its own: facts, paragraphs, a chart, a table, paragraphs.
struct PaperSection {
  std::string title;
  std::string title_en;
  std::vector<Fact> facts;
  std::vector<Passage> opening;  ///< above the table
  std::optional<Chart> chart;    ///< between them and the table
  Grid grid;                     ///< at least one row
  std::vector<Passage> closing;  ///< below the table
  std::vector<std::string> end;  ///< right below: who says so, when
};

/// A paper with everything in it as text, before any page is thought of.
struct PaperContent {
  FileProperties properties;
  std::string foot;  ///< what names the paper, on each page
  std::vector<PaperSection> sections;
  bool made_up = false;  ///< each page says that the data are
};

/// The cover sheet with totals by kind, then the list.
PaperContent content_of(const ports::RoundPackage& package);
/// The letter with the plans that went.
PaperContent content_of(const ports::ExitLetter& letter);
/// The plan with its totals, for signature and seal.
PaperContent content_of(const ports::WorkPlan& plan);
/// The receipt with the lines that came.
PaperContent content_of(const ports::SubmissionReceipt& receipt);
/// Cover with the rates, then years, side figures, groups, funnels, and what the figures mean.
PaperContent content_of(const ports::RatesReport& paper);

/// Width of a paper's text and tables, points.
inline constexpr double kPaperWidth = 483.28;

}  // namespace kaoji::forms_pdf
