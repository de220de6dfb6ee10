#include <string_view>

#include "adapters/forms_pdf/print_child.hpp"
#include "adapters/scan_checks/scan_child.hpp"
#include "adapters/scan_reading/photo_child.hpp"
#include "adapters/scan_reading/read_child.hpp"
#include "adapters/sheets_xlsx/sheet_child.hpp"
#include "cli/archive_child.hpp"
#include "cli/commands.hpp"

/// First the hidden commands by which the program starts itself as a confined child, before anything else is touched.
int main(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == kaoji::scan_checks::kScanChild) return kaoji::scan_checks::run_scan_child(argc, argv);
  if (first == kaoji::scan_reading::kReadChild) return kaoji::scan_reading::run_read_child(argc, argv);
  if (first == kaoji::scan_reading::kPhotoChild) return kaoji::scan_reading::run_photo_child(argc, argv);
  if (first == kaoji::forms_pdf::kPrintChild) return kaoji::forms_pdf::run_print_child(argc, argv);
  if (first == kaoji::sheets_xlsx::kSheetChild) return kaoji::sheets_xlsx::run_sheet_child(argc, argv);
  if (first == kaoji::cli::kArchiveChild) return kaoji::cli::run_archive_child(argc, argv);
  return kaoji::cli::run(argc, argv);
}
