#include <array>

#include "http/routes.hpp"
#include "http/shown_contacts.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

/// Looks the form up in the snapshot, then prints it on a thread for slow work.
void print_form(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto document = std::make_shared<std::optional<ports::FormDocument>>();
  const auto shown = std::make_shared<ShownContacts>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [document, shown, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::form_rows(tx, asked.context, {asked.id()}, revision);
        if (!found) return asked.refused(found.error());
        *shown = {found->shows_contact, asked.context.actor, usecases::object_name("application", asked.id())};
        *document = std::move(found).value().document;
        return Answer{};
      },
      [&site, visit, document, shown](Answer answer) {
        if (!*document) return visit->answer(std::move(answer));
        note_shown(site, visit, *shown, [&site, visit, document] {
          site.slowly(visit, [&site, visit, document] {
            std::string bytes = site.dependencies().printer.print(**document);
            visit->answer(pdf_answer(std::move(bytes), (*document)->number, Shows::document));
          });
        });
      });
}

Answer pages_answer(const usecases::FormRows& form, const std::vector<std::size_t>& rows_of_pages) {
  const base::Zone zone;  // no instant is written
  JsonWriter json(zone, 64 + 4 * form.row_of_line.size());
  json.begin_object().member("revision", form.document.revision).member("pages", rows_of_pages.size());
  json.key("page_of_line").begin_array();
  for (const std::size_t page : usecases::pages_of_lines(form.row_of_line, rows_of_pages)) json.value(page);
  json.end_array().end_object();
  return json_answer(json.take());
}

/// Where the form would break is only known to whoever sets it.
void read_pages(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto form = std::make_shared<std::optional<usecases::FormRows>>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [form, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::form_rows(tx, asked.context, {asked.id()}, revision);
        if (!found) return asked.refused(found.error());
        *form = std::move(found).value();
        return Answer{};
      },
      [&site, visit, form](Answer answer) {
        if (!*form) return visit->answer(std::move(answer));
        site.slowly(visit, [&site, visit, form] {
          visit->answer(pages_answer(**form, site.dependencies().printer.rows_of_pages((*form)->document)));
        });
      });
}

constexpr std::array kFormRoutes{
    flows(Method::get, "/api/applications/{id}/form.pdf", core::Act::form_print, print_form),
    flows(Method::get, "/api/applications/{id}/form/pages", core::Act::form_print, read_pages),
};
static_assert(all_have_rows(kFormRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> form_routes() {
  return kFormRoutes;
}

}  // namespace kaoji::http
