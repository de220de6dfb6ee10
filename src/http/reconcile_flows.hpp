#pragma once

#include <memory>

namespace kaoji::http {

class Site;
struct Visit;

/// POST /reconciliations: asks first whether an upload is expected at all, then looks at the file on a worker's thread,
/// keeps it, and records it.
void upload_platform_table(Site& site, const std::shared_ptr<Visit>& visit);

/// POST /reconciliations/{id}/comparison: begins in one transaction, works on a worker's thread and in many small
/// transactions, and ends in one that shows the lists and keeps the answer.
void compare_platform_table(Site& site, const std::shared_ptr<Visit>& visit);

}  // namespace kaoji::http
