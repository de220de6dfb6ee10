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

ports::KeptReading read_scan(ports::FileStore& files, const ports::ScanReader& reader, KnownReadings& known,
                             std::string_view digest, const ports::ScanReader::Progress& progress) {
  if (auto before = known.find(digest)) return *std::move(before);
  const auto path = files.path(digest);
  base::check(path.has_value(), "a kept file must have a path");
  std::optional<ports::ScanReading> read;
  try {
    read = reader.read(*path, progress);
  } catch (const ports::ScanUnavailable&) {
    // The reviewer is told that no machine has looked; the school need not wait for one.
    return {};
  }
  if (!read) return {};
  ports::KeptReading kept{true, {}, read->seal, read->leader_signature, read->department_signature};
  for (ports::ReadPage& page : read->pages) {
    kept.pages.push_back({std::move(page.mark), page.turned, files.keep(page.picture)});
  }
  known.remember(digest, kept);
  return kept;
}

}  // namespace kaoji::usecases
