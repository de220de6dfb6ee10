#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/asked.hpp"
#include "http/visit.hpp"
#include "usecases/papers.hpp"

namespace kaoji::http {

class Site;

/// What a question found to be printed, and under which name.
struct FoundPaper {
  std::optional<ports::Paper> paper;
  std::string name;
};
using FindPaper = Answer (*)(ports::Transaction&, const Asked&, FoundPaper&);

/// Looks the paper up in the snapshot, then prints it on a thread for slow work. Without a paper, what `find` answered
/// is the answer.
void print_paper(Site& site, const std::shared_ptr<Visit>& visit, FindPaper find);

}  // namespace kaoji::http
