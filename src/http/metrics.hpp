#pragma once

#include <memory>

namespace kaoji::http {

class Site;
struct Visit;

/// GET /metrics: requests, queues, commits, checks and windows as Prometheus reads them. For whoever asks on this
/// machine and not through a gateway; for all others there is no such page.
void metrics(Site& site, const std::shared_ptr<Visit>& visit);

}  // namespace kaoji::http
