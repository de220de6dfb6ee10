#include "http/paper_flow.hpp"

#include <utility>

#include "http/site.hpp"

namespace kaoji::http {

void print_paper(Site& site, const std::shared_ptr<Visit>& visit, FindPaper find) {
  const auto found = std::make_shared<FoundPaper>();
  site.ask_then(
      visit, [found, find](ports::Transaction& tx, const Asked& asked) { return find(tx, asked, *found); },
      [&site, visit, found](Answer answer) {
        if (!found->paper) return visit->answer(std::move(answer));
        site.slowly(visit, [&site, visit, found] {
          visit->answer(pdf_answer(site.dependencies().papers.print(*found->paper), found->name, Shows::document));
        });
      });
}

}  // namespace kaoji::http
