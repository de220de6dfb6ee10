#include <gtest/gtest.h>

#include <string_view>

#include "adapters/forms_pdf/print_child.hpp"
#include "adapters/scan_checks/scan_child.hpp"
#include "adapters/scan_reading/photo_child.hpp"
#include "adapters/scan_reading/read_child.hpp"
#include "golden/misbehaviour.hpp"

// The suite is its own child, as the program is: the hidden commands come before the tests.
int main(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (command == kaoji::scan_checks::kScanChild) {
    return kaoji::scan_checks::run_scan_child(argc, argv);
  }
  if (command == kaoji::forms_pdf::kPrintChild) {
    return kaoji::forms_pdf::run_print_child(argc, argv);
  }
  if (command == kaoji::scan_reading::kReadChild) {
    return kaoji::scan_reading::run_read_child(argc, argv);
  }
  if (command == kaoji::scan_reading::kPhotoChild) {
    return kaoji::scan_reading::run_photo_child(argc, argv);
  }
  if (kaoji::golden::is_misbehaviour(command)) {
    return kaoji::golden::misbehave(command);
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
