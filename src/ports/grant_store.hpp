#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/plan/ledger.hpp"
#include "core/policy/deadline.hpp"

namespace kaoji::ports {

/// 调增准入, one for one increase (R6).
struct Admission {
  std::int64_t id = 0;
  core::InstitutionId institution;
  std::optional<base::Date> until;  ///< last day on which it can be used; nothing: no end
  core::ApplicationId used_by;
  base::Instant granted_at;
  std::string actor;
};

/// 上限豁免, one for one decrease in a round.
struct Waiver {
  std::int64_t id = 0;
  core::InstitutionId institution;
  core::RoundRef round;
  std::string reason;
  core::ApplicationId used_by;
  base::Instant granted_at;
  std::string actor;
};

/// 延期 as recorded.
struct GrantedExtension {
  std::int64_t id = 0;
  core::Extension extension;
  std::string reason;
  base::Instant granted_at;
  std::string actor;
};

/// 暂缓退出 of one plan in one year.
struct Hold {
  std::int64_t id = 0;
  core::PlanId plan;
  int year = 0;
  std::string reason;
  base::Instant granted_at;
  std::string actor;
  std::optional<base::Instant> lifted_at;  ///< nothing: it stands
  std::string lifted_by;
  std::string lift_reason;
};

/// A level closed for new plans and increases (R16); at most one for each level of a certificate.
struct Closure {
  std::int64_t id = 0;
  core::CertificateId certificate;
  std::string certificate_name;  ///< read only
  core::Level level{};
  base::Date from{};
  base::Instant granted_at;
  std::string actor;
};

/// The switch of R6.
struct PlatformState {
  bool open = true;  ///< open unless the office closed it
  std::optional<base::Instant> changed_at;
  std::string actor;
};

/// What the office grants.
class GrantStore {
 public:
  virtual ~GrantStore() = default;

  /// All, newest first; of one institution when given.
  [[nodiscard]] virtual std::vector<Admission> admissions(std::optional<core::InstitutionId> institution) = 0;
  virtual void insert_admission(const Admission& admission) = 0;
  virtual void use_admission(std::int64_t id, core::ApplicationId application) = 0;
  /// Those not used up yet and not expired on `day`, the one that ends first in front.
  [[nodiscard]] virtual std::vector<Admission> usable_admissions(core::InstitutionId institution, base::Date day) = 0;

  [[nodiscard]] virtual std::vector<Waiver> waivers(std::optional<core::InstitutionId> institution) = 0;
  virtual void insert_waiver(const Waiver& waiver) = 0;
  virtual void use_waiver(std::int64_t id, core::ApplicationId application) = 0;

  /// All, newest first.
  [[nodiscard]] virtual std::vector<GrantedExtension> extensions() = 0;
  /// Those that may touch this institution (its own, its bureau's, everyone's).
  [[nodiscard]] virtual std::vector<core::Extension> extensions_for(std::string_view institution,
                                                                    std::string_view bureau) = 0;
  virtual void insert_extension(const GrantedExtension& extension) = 0;

  /// All of that year, those taken back too, in the order in which they were placed.
  [[nodiscard]] virtual std::vector<Hold> holds(int year) = 0;
  [[nodiscard]] virtual std::optional<Hold> hold(std::int64_t id) = 0;
  virtual void insert_hold(const Hold& hold) = 0;
  /// Takes back every standing hold of that plan and year.
  virtual void lift_holds(core::PlanId plan, int year, base::Instant at, std::string_view actor,
                          std::string_view reason) = 0;

  /// In the order of certificate names and levels.
  [[nodiscard]] virtual std::vector<Closure> closures() = 0;
  /// Replaces the level's closure, if any; the catalogue's `closed_from` follows.
  virtual void put_closure(const Closure& closure) = 0;
  /// Opens the level again; nothing when there is no such closure.
  virtual void remove_closure(std::int64_t id) = 0;

  [[nodiscard]] virtual PlatformState platform() = 0;
  virtual void set_platform(const PlatformState& state) = 0;
};

}  // namespace kaoji::ports
