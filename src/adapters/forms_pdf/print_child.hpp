#pragma once

namespace kaoji::forms_pdf {

/// The hidden first argument that starts the program as a printing child.
constexpr const char* kPrintChild = "--print-child";

/// What the program does when its first argument is --print-child: prints the job on its standard input (as
/// encode makes it) and writes the PDF. Returns the process's status.
int run_print_child(int argc, char** argv);

}  // namespace kaoji::forms_pdf
