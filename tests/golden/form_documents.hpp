#pragma once

#include <cstddef>

#include "ports/forms.hpp"

namespace kaoji::golden {

/// A made-up document of this kind with this many lines (in annex 1 two of three in the left block), names short and
/// long, every line different. The same arguments give the same document.
ports::FormDocument sample_document(ports::FormKind kind, std::size_t lines);

}  // namespace kaoji::golden
