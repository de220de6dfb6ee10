#pragma once

#include <string>
#include <string_view>

#include "http/visit.hpp"

namespace kaoji::http {

struct Dependencies;

/// Schema Me: who is signed in, what the role may ever do.
[[nodiscard]] std::string me_text(ports::Transaction& tx, const Visit& visit, const ports::Account& account,
                                  std::string_view csrf_token, const Dependencies& dependencies);

/// The actor that an account stands for: its institution's code, its bureau's, or its office.
[[nodiscard]] std::string_view actor_of(const ports::Account& account);

/// Where an account belongs, in words.
[[nodiscard]] std::string belonging_of(ports::Transaction& tx, const ports::Account& account);

}  // namespace kaoji::http
