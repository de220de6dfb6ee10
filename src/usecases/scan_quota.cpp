#include "usecases/scan_quota.hpp"

#include <limits>
#include <set>
#include <string>

namespace kaoji::usecases {

std::int64_t scan_bytes_of_year(ports::Transaction& tx, core::InstitutionId institution, int year) {
  ports::ApplicationFilter filter;
  filter.institution = institution;
  filter.year = year;
  filter.limit = std::numeric_limits<int>::max();
  std::set<std::string> files;
  std::int64_t bytes = 0;
  for (const ports::ApplicationRow& row : tx.applications().applications(filter)) {
    for (const ports::Scan& scan : tx.applications().scans(row.id)) {
      if (files.insert(scan.digest).second) bytes += scan.bytes;
    }
  }
  return bytes;
}

}  // namespace kaoji::usecases
