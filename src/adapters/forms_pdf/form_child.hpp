#pragma once

namespace kaoji::forms_pdf {

/// The hidden first argument that starts the program as a form child.
constexpr const char* kFormChild = "--form-child";

/// What the program does when its first argument is --form-child: prints the document on its standard input (as
/// encode makes it) and writes the PDF. Returns the process's status.
int run_form_child(int argc, char** argv);

}  // namespace kaoji::forms_pdf
