#include "usecases/names_of_the_catalogue.hpp"

#include <limits>

namespace kaoji::usecases {

core::NameBook names_of_the_catalogue(ports::Transaction& tx) {
  core::NameBook book;
  ports::InstitutionFilter filter;
  filter.limit = 1000;
  while (true) {
    const auto institutions = tx.catalogue().institutions(filter);
    for (const core::Institution& each : institutions) {
      std::vector<std::string> former;
      for (const ports::FormerName& name : tx.catalogue().former_names(each.id)) former.push_back(name.name);
      book.add(each, former);
    }
    if (static_cast<int>(institutions.size()) < filter.limit) break;
    filter.after_code = institutions.back().code;
  }
  for (const auto& each : tx.catalogue().search_certificates("", std::numeric_limits<int>::max()))
    book.add(each.certificate);
  for (const auto& each : tx.reconcile().name_decisions()) book.decide(each.decision);
  return book;
}

}  // namespace kaoji::usecases
