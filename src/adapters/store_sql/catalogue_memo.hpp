#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/store_sql/session.hpp"
#include "core/plan/catalogue.hpp"

namespace kaoji::store_sql {

/// What a session has read of the catalogue so far. It changes a few times a year and is asked for several times by
/// every request, so it is kept from one transaction to the next for as long as the version stands that each change of
/// the catalogue moves on.
class CatalogueMemo {
 public:
  explicit CatalogueMemo(Session& session) : session_(session) {}

  /// A transaction begins, or a lock was waited for: others may have changed the catalogue.
  void doubt() { sure_ = false; }
  /// Forgets everything; after a rollback.
  void forget();
  /// Moves the version on, in the transaction that changes the catalogue.
  void change();

  [[nodiscard]] const std::vector<core::Bureau>* bureaus();
  [[nodiscard]] const core::Institution* institution(core::InstitutionId id);
  [[nodiscard]] const core::Institution* institution(std::string_view code);
  [[nodiscard]] const core::Certificate* certificate(core::CertificateId id);
  [[nodiscard]] const core::Certificate* certificate(std::string_view name);

  // Only what was found is kept: a stranger's guesses take no room.
  void keep(std::vector<core::Bureau> bureaus) { bureaus_ = std::move(bureaus); }
  void keep(const core::Institution& institution);
  void keep(const core::Certificate& certificate);

 private:
  void be_sure();

  Session& session_;
  bool sure_ = false;
  std::int64_t version_ = -1;
  std::optional<std::vector<core::Bureau>> bureaus_;
  std::unordered_map<std::int64_t, core::Institution> institutions_;
  std::map<std::string, core::InstitutionId, std::less<>> institution_codes_;
  std::unordered_map<std::int64_t, core::Certificate> certificates_;
  std::map<std::string, core::CertificateId, std::less<>> certificate_names_;
};

}  // namespace kaoji::store_sql
