#pragma once

namespace kaoji::scan_reading {

/// The hidden first argument that starts the program as a reader of one scan.
constexpr const char* kReadChild = "--read-child";

/// What the program does when its first argument is --read-child: reads the PDF file that is its standard input and
/// writes the records of reading_wire. Returns the process's status; not 0 when the file cannot be read.
int run_read_child(int argc, char** argv);

}  // namespace kaoji::scan_reading
