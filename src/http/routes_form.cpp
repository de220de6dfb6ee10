#include <array>

#include "http/routes.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

/// Looks the form up in the snapshot, then prints it on a thread for slow work.
void print_form(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto document = std::make_shared<std::optional<ports::FormDocument>>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [document, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::form_document(tx, asked.context, {asked.id()}, revision);
        if (!found) return asked.refused(found.error());
        *document = std::move(found).value();
        return Answer{};
      },
      [&site, visit, document](Answer answer) {
        if (!*document) return visit->answer(std::move(answer));
        site.slowly(visit, [&site, visit, document] {
          std::string bytes = site.dependencies().printer.print(**document);
          visit->answer(pdf_answer(std::move(bytes), (*document)->number, Shows::document));
        });
      });
}

constexpr std::array kFormRoutes{
    flows(Method::get, "/api/applications/{id}/form.pdf", core::Act::form_print, print_form),
};
static_assert(all_have_rows(kFormRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> form_routes() {
  return kFormRoutes;
}

}  // namespace kaoji::http
