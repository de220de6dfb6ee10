#include "cli/demo_world.hpp"

#include <fmt/format.h>

#include <set>

#include "assets/embedded_files.hpp"
#include "base/check.hpp"
#include "cli/catalogue_import.hpp"
#include "cli/demo_scan.hpp"
#include "cli/demo_schools.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

namespace {

constexpr std::string_view kCatalogueLoaded = "2021-10-08T08:30:00+08:00";

std::string_view embedded(const char* name) {
  const assets::EmbeddedFile* file = assets::find_embedded(name);
  base::check(file != nullptr, fmt::format("the program lacks {}", name));
  return file->plain;
}

catalogue_csv::Catalogue demo_catalogue() {
  catalogue_csv::Catalogue catalogue;
  auto errors = add_catalogue(catalogue, {embedded("catalogue/bureaus.csv"), embedded("catalogue/institutions.csv"),
                                          embedded("catalogue/certificates.csv")});
  base::check(errors.empty(), to_text(errors));
  errors = add_catalogue(
      catalogue, {"", embedded("catalogue/demo/institutions.csv"), embedded("catalogue/demo/certificates.csv")});
  base::check(errors.empty(), to_text(errors));
  return catalogue;
}

void add_account(ports::Transaction& tx, const std::string& login, const std::string& name, core::Role role,
                 core::InstitutionId institution = {}, const std::string& bureau = {}) {
  ports::Account account;
  account.login = login;
  account.display_name = name;
  account.role = role;
  account.institution = institution;
  account.bureau = bureau;
  tx.accounts().insert(account);
}

void add_clerk(ports::Transaction& tx, const std::string& code) {
  const auto institution = tx.catalogue().institution_by_code(code);
  base::check(institution.has_value(), fmt::format("the catalogue lacks {}", code));
  add_account(tx, code, institution->name, core::Role::institution_clerk, institution->id);
}

/// One account for each demo school and its bureau, and for everyone above them: whoever plays may sign in as any.
void add_accounts(ports::Transaction& tx) {
  for (const DemoSchool& school : kDemoSchools) add_clerk(tx, school.code);
  add_clerk(tx, kRegisteredInstitution);
  add_clerk(tx, kUnregisteredInstitution);
  std::set<std::string> bureaus;
  for (const DemoSchool& school : kDemoSchools) bureaus.insert(school.bureau);
  for (const core::Bureau& bureau : tx.catalogue().bureaus()) {
    if (bureaus.contains(bureau.code))
      add_account(tx, bureau.code, bureau.name, core::Role::bureau_reviewer, {}, bureau.code);
  }
  add_account(tx, "department", "省教育厅", core::Role::department_reviewer);
  add_account(tx, "office", "省推进办", core::Role::office);
  add_account(tx, "auditor", "审计员", core::Role::auditor);
  add_account(tx, "system", "系统管理员", core::Role::system_administrator);
  add_account(tx, "security", "安全管理员", core::Role::security_administrator);
}

void record_catalogue(ports::Transaction& tx, const core::PolicyBook& book, const ports::Crypto& crypto,
                      base::Instant at) {
  core::Actor actor;
  actor.login = "system";
  actor.role = core::Role::system_administrator;
  const usecases::Context context{book, at, actor, crypto, "demo", {}};
  usecases::append_audit(tx, context, {"catalogue-import", "catalogue", "ok", "演示数据，虚构 made up"});
}

}  // namespace

void make_demo_world(ports::Store& store, ports::FileStore& files, const core::PolicyBook& book,
                     const ports::Crypto& crypto) {
  const catalogue_csv::Catalogue catalogue = demo_catalogue();
  const std::string scan = demo_scan();
  const usecases::KeptScan kept{files.keep(scan), static_cast<std::int64_t>(scan.size()), 1};
  const base::Instant loaded = *base::parse_instant(kCatalogueLoaded);
  store.write_and_wait([&](ports::Transaction& tx) {
    put_catalogue(tx, catalogue, loaded);
    add_accounts(tx);
    record_catalogue(tx, book, crypto, loaded);
    DemoScript script(tx, book, crypto, kept);
    play_demo_past(script);
    play_demo_present(script);
    tx.records().put_setting(kSandboxSetting, "demo");
  });
}

}  // namespace kaoji::cli
