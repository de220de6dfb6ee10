#pragma once

namespace kaoji::cli {

/// The hidden command that checks an archive in a confined child. Standard input is the archive; standard output is
/// what was checked, in lines for people, and last `ok` or `bad`.
inline constexpr const char* kArchiveChild = "--archive-child";
int run_archive_child(int argc, char** argv);

}  // namespace kaoji::cli
