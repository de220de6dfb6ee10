#include <array>

#include "http/routes.hpp"
#include "usecases/reveal_contact.hpp"

namespace kaoji::http {

namespace {

/// A look that is written down: it changes nothing that a second look would change again, so it needs no key, and no
/// answer with a person in it is kept.
Prepared keyless(std::function<Answer(ports::Transaction&, const Asked&)> look) {
  return {std::move(look), true, false};
}

Prepared reveal_application(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  return keyless([](ports::Transaction& tx, const Asked& asked) {
    const auto contact = usecases::reveal_application_contact(tx, asked.context, {asked.id()});
    if (!contact) return asked.refused(contact.error());
    JsonWriter json = asked.json();
    json.begin_object().member("name", contact->name).member("phone", contact->phone).end_object();
    return json_answer(json.take());
  });
}

Prepared reveal_schedule(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  return keyless([](ports::Transaction& tx, const Asked& asked) {
    const auto contact = usecases::reveal_schedule_contact(tx, asked.context, {asked.id()});
    if (!contact) return asked.refused(contact.error());
    JsonWriter json = asked.json();
    json.begin_object().member("contact", *contact).end_object();
    return json_answer(json.take());
  });
}

constexpr std::array kContactRoutes{
    writes(Method::post, "/api/applications/{id}/contact/reveal", core::Act::contact_reveal, BodyType::none,
           reveal_application),
    writes(Method::post, "/api/assessment-schedules/{id}/contact/reveal", core::Act::schedule_reveal, BodyType::none,
           reveal_schedule),
};
static_assert(all_have_rows(kContactRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> contact_routes() {
  return kContactRoutes;
}

}  // namespace kaoji::http
