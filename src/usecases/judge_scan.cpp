#include "usecases/judge_scan.hpp"

#include "base/check.hpp"

namespace kaoji::usecases {

base::Result<KeptScan, ports::ScanVerdict> judge_scan(ports::FileStore& files, const ports::ScanInspector& inspector,
                                                      std::string_view bytes) {
  std::string digest = files.keep(bytes);
  const auto path = files.path(digest);
  base::check(path.has_value(), "a kept file must have a path");
  ports::ScanVerdict verdict = inspector.inspect(*path);
  if (!verdict.accepted()) return verdict;
  return KeptScan{std::move(digest), static_cast<std::int64_t>(bytes.size()), verdict.pages};
}

}  // namespace kaoji::usecases
