#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "core/policy/terms.hpp"

namespace kaoji::core {

using CertificateId = base::Id<struct CertificateTag>;
using InstitutionId = base::Id<struct InstitutionTag>;

/// 院校. Keyed by `code`; `id` is the store's.
struct Institution {
  InstitutionId id;
  std::string code;
  std::string name;
  InstitutionKind kind{};
  std::string bureau;       ///< code of the owning bureau; only for local_secondary, else empty
  bool registered = false;  ///< on the ministry's platform (二(二)1)
  std::optional<base::Instant> registered_at;
};

/// A place on a schematic map.
struct MapTile {
  int column = 0;
  int row = 0;

  friend bool operator==(const MapTile&, const MapTile&) = default;
};

/// 市县教育行政部门.
struct Bureau {
  std::string code;
  std::string name;
  /// Its place on the map of tiles, from 1 at the left and the top; nothing: it is not on the map.
  std::optional<MapTile> tile{};
};

/// A level of a certificate; from `closed_from` on it takes no new plans and no increases (R16).
struct CertificateLevel {
  Level level{};
  std::optional<base::Date> closed_from;
};

/// 职业技能等级证书. Its name is unique in the catalogue.
struct Certificate {
  CertificateId id;
  std::string name;
  std::string organisation;
  std::vector<CertificateLevel> levels;

  /// Its row for that level; null when it has no such level.
  [[nodiscard]] const CertificateLevel* find(Level level) const;
};

/// Is this level closed for new plans and increases on `day` (R16)?
[[nodiscard]] bool closed_on(const CertificateLevel& level, base::Date day);

}  // namespace kaoji::core
