#pragma once

#include "adapters/store_sql/catalogue_memo.hpp"
#include "adapters/store_sql/session.hpp"
#include "ports/grant_store.hpp"

namespace kaoji::store_sql {

/// Admissions, waivers, extensions, holds and the platform switch as rows.
class GrantRows : public ports::GrantStore {
 public:
  GrantRows(Session& session, CatalogueMemo& memo) : session_(session), memo_(memo) {}

  std::vector<ports::Admission> admissions(std::optional<core::InstitutionId> institution) override;
  void insert_admission(const ports::Admission& admission) override;
  void use_admission(std::int64_t id, core::ApplicationId application) override;
  std::vector<ports::Admission> usable_admissions(core::InstitutionId institution, base::Date day) override;

  std::vector<ports::Waiver> waivers(std::optional<core::InstitutionId> institution) override;
  void insert_waiver(const ports::Waiver& waiver) override;
  void use_waiver(std::int64_t id, core::ApplicationId application) override;

  std::vector<ports::GrantedExtension> extensions() override;
  std::vector<core::Extension> extensions_for(std::string_view institution, std::string_view bureau) override;
  void insert_extension(const ports::GrantedExtension& extension) override;

  std::vector<ports::Hold> holds(int year) override;
  std::optional<ports::Hold> hold(std::int64_t id) override;
  void insert_hold(const ports::Hold& hold) override;
  void lift_holds(core::PlanId plan, int year, base::Instant at, std::string_view actor,
                  std::string_view reason) override;

  std::vector<ports::Closure> closures() override;
  void put_closure(const ports::Closure& closure) override;
  void remove_closure(std::int64_t id) override;

  ports::PlatformState platform() override;
  void set_platform(const ports::PlatformState& state) override;

 private:
  void close_level(core::CertificateId certificate, std::string_view level, std::optional<base::Date> from);

  Session& session_;
  CatalogueMemo& memo_;
};

}  // namespace kaoji::store_sql
