#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "http/embedded_client.hpp"
#include "http/metrics.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

Answer health(const Visit& visit, const Site& site, std::string_view status, int code) {
  JsonWriter json(visit.zone(), 128);
  json.begin_object().member("status", status).member("version", site.options().version).end_object();
  return json_answer(json.take(), code);
}

/// The process turns its wheel; nothing else is asked.
void live(Site& site, const std::shared_ptr<Visit>& visit) {
  if (!visit->request().query.empty()) QueryReader(visit->request().query).done();
  visit->answer(health(*visit, site, "live", 200));
}

/// A write that goes the whole way to the disk, and the checks beside it; whoever asks learns whether the next act
/// would go well.
void ready(Site& site, const std::shared_ptr<Visit>& visit) {
  QueryReader(visit->request().query).done();
  const auto told = [&site, visit](bool store_works) {
    std::vector<std::pair<std::string_view, bool>> checks{{"store", store_works}};
    for (const ReadyCheck& check : site.dependencies().ready_checks) checks.emplace_back(check.name, check.holds());
    const bool works = std::ranges::all_of(checks, [](const auto& check) { return check.second; });
    JsonWriter json(visit->zone(), 256);
    json.begin_object()
        .member("status", works ? "ready" : "not-ready")
        .member("version", site.options().version)
        .key("checks")
        .begin_object();
    for (const auto& [name, holds] : checks) json.member(name, holds ? "ok" : "failed");
    json.end_object().end_object();
    visit->answer(json_answer(json.take(), works ? 200 : 503));
  };
  site.probe().ask(site.dependencies().store, visit->context.now, told);
}

void contract(Site&, const std::shared_ptr<Visit>& visit) {
  QueryReader(visit->request().query).done();
  auto file = embedded_answer(visit->request(), "api/openapi.yaml", Shows::data);
  if (!file) throw not_found();
  visit->answer(*std::move(file));
}

void docs(Site&, const std::shared_ptr<Visit>& visit) {
  QueryReader(visit->request().query).done();
  visit->answer(docs_page(visit->request()));
}

constexpr std::array kServiceRoutes{
    flows(Method::get, "/api/openapi.yaml", core::Act::contract_read, contract),
    flows(Method::get, "/api/docs", core::Act::contract_read, docs),
    flows(Method::get, "/livez", core::Act::health_read, live),
    flows(Method::get, "/readyz", core::Act::health_read, ready),
    flows(Method::get, "/metrics", core::Act::health_read, metrics),
};
static_assert(all_have_rows(kServiceRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> service_routes() {
  return kServiceRoutes;
}

}  // namespace kaoji::http
