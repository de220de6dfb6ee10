#pragma once

#include <string_view>

namespace kaoji::golden {

/// True for a hidden command that makes this program a bad child.
bool is_misbehaviour(std::string_view command);

/// Does what the command says, such as --hang or --crash, and returns the process's status if it comes to that.
int misbehave(std::string_view command);

}  // namespace kaoji::golden
