#pragma once

namespace kaoji::scan_checks {

/// The hidden first argument that starts the program as a scan child.
constexpr const char* kScanChild = "--scan-child";

/// What the program does when its first argument is --scan-child: reads the structure of the PDF file that is its
/// standard input and writes one line, "pages N" or "refused CODE". Returns the process's status.
int run_scan_child(int argc, char** argv);

}  // namespace kaoji::scan_checks
