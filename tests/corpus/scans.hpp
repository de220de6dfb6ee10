#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/camera.hpp"
#include "corpus/printed_sheets.hpp"
#include "ports/scans.hpp"

namespace kaoji::corpus {

/// What is done with the seal on a sheet.
enum class Stamping {
  none,
  in_place,
  over_upper_code,  ///< half of the upper code lies under it, its centre beside the place
  over_lower_code,  ///< likewise
  out_of_place      ///< on the lower half of the sheet
};

/// What is done with a sheet before it is scanned, and how it is scanned.
struct Treatment {
  Form form = Form::new_plans;
  int page = 1;
  int dpi = 150;
  Stamping stamping = Stamping::in_place;
  bool leader_signs = true;
  bool department_signs = true;
  bool red_box = false;   ///< a mark of receipt, which is no seal
  bool red_disc = false;  ///< a sticker, which is none either
  bool coffee = false;
  bool fold = false;
  bool blank = false;  ///< the back of the sheet
  Capture capture;
};

/// A scan of one page or several, with what is true of it.
struct Scan {
  std::string name;  ///< says how it was made
  std::vector<Treatment> pages;
  std::uint32_t seed = 0;

  /// The mark that is printed on that page (from 0); nothing on a blank one.
  std::optional<ports::SheetMark> mark(const PrintedSheets& sheets, std::size_t page) const;
};

/// All scans of the corpus, always the same ones.
std::vector<Scan> all_scans(const PrintedSheets& sheets);

/// The scan as a PDF file.
std::string pdf_of(const Scan& scan, const PrintedSheets& sheets);

}  // namespace kaoji::corpus
