#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/visit.hpp"

namespace kaoji::http {

class Site;

/// What a question learned of a paper on which contacts may stand.
struct ShownContacts {
  bool whole = false;  ///< they are not masked there
  core::Actor actor;
  std::string object;  ///< of the audit row
};

/// Runs `then` once the audit row of whole contacts is safe; at once, when there are none. A row that cannot be written
/// becomes the answer.
void note_shown(Site& site, const std::shared_ptr<Visit>& visit, const ShownContacts& shown,
                std::function<void()> then);

}  // namespace kaoji::http
