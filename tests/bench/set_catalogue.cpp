#include "bench/set_catalogue.hpp"

#include <fmt/format.h>

#include "bench/data_set.hpp"
#include "cli/demo_world.hpp"

namespace kaoji::bench {

namespace {

core::InstitutionKind kind_of(int institution) {
  switch (institution % 10) {
    case 0:
      return core::InstitutionKind::applied_undergraduate;
    case 1:
    case 2:
      return core::InstitutionKind::higher_vocational;
    case 3:
      return core::InstitutionKind::provincial_secondary;
    default:
      return core::InstitutionKind::local_secondary;
  }
}

std::string bureau_code(int bureau) {
  return fmt::format("{}", 410100 + 100 * bureau);
}

void put_account(ports::Transaction& tx, std::string login, std::string name, core::Role role) {
  ports::Account account;
  account.login = std::move(login);
  account.display_name = std::move(name);
  account.role = role;
  tx.accounts().insert(account);
}

}  // namespace

base::Date day(int year, unsigned month, unsigned of_month) {
  return base::Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

base::Instant morning(base::Date date) {
  return base::Instant{std::chrono::sys_days{date}} + std::chrono::hours{2};
}

std::vector<core::CertificateId> put_catalogue(ports::Transaction& tx) {
  for (int b = 0; b < kBureaus; ++b) tx.catalogue().put_bureau({bureau_code(b), fmt::format("演示教育局{:02}", b)});
  std::vector<core::CertificateId> certificates;
  for (int c = 0; c < kCertificates; ++c) {
    core::Certificate certificate;
    certificate.name = certificate_name(c);
    certificate.organisation = fmt::format("演示组织{:02}", c % 60);
    certificate.levels = {{core::Level::junior, {}}, {core::Level::intermediate, {}}, {core::Level::senior, {}}};
    certificates.push_back(tx.catalogue().put_certificate(
        certificate, {fmt::format("yanshizhengshu{:03}", c), fmt::format("yszs{:03}", c)}));
  }
  for (int d = 0; d < kDepartments; ++d)
    put_account(tx, fmt::format("department{}", d), "省教育厅", core::Role::department_reviewer);
  put_account(tx, "office0", "省推进办", core::Role::office);
  tx.records().put_setting(cli::kSandboxSetting, "bench");
  return certificates;
}

core::InstitutionId put_school(ports::Transaction& tx, int institution) {
  core::Institution school;
  school.code = institution_code(institution);
  school.name = fmt::format("演示院校{:04}", institution);
  school.kind = kind_of(institution);
  if (school.kind == core::InstitutionKind::local_secondary) school.bureau = bureau_code(institution % kBureaus);
  school.registered = true;
  school.registered_at = morning(day(kFirstYear, 1, 10));
  const core::InstitutionId id = tx.catalogue().put_institution(school, *school.registered_at);
  ports::Account clerk;
  clerk.login = school.code;
  clerk.display_name = school.name;
  clerk.role = core::Role::institution_clerk;
  clerk.institution = id;
  tx.accounts().insert(clerk);
  return id;
}

}  // namespace kaoji::bench
