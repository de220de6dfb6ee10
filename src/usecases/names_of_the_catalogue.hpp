#pragma once

#include "core/reconcile/name_book.hpp"
#include "ports/store.hpp"

namespace kaoji::usecases {

/// Every institution with its names in time, every certificate, and what was decided of names that are none of these.
[[nodiscard]] core::NameBook names_of_the_catalogue(ports::Transaction& tx);

}  // namespace kaoji::usecases
