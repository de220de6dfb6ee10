#pragma once

#include <string_view>

namespace kaoji::scan_checks {

/// True for a dictionary key (decoded, with its slash) that a scan of a signed form never has: scripts, additional
/// actions, embedded files, XFA, rich media (trust.md §5).
bool is_active_key(std::string_view name);

/// True for an action type (the value of /S) that does more than turn to a page of this file or show an address.
bool is_active_action(std::string_view name);

/// True for an annotation or object type (the value of /Subtype or /Type) that carries media, a file or a program.
bool is_active_type(std::string_view name);

}  // namespace kaoji::scan_checks
