#pragma once

namespace kaoji::scan_reading {

/// The hidden first argument that starts the program as a joiner of photos.
constexpr const char* kPhotoChild = "--photo-child";

/// What the program does when its first argument is --photo-child: joins the photos that photo_wire put into its
/// standard input and writes the records of photo_wire. Returns the process's status.
int run_photo_child(int argc, char** argv);

}  // namespace kaoji::scan_reading
