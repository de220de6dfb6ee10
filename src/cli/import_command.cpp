#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/catalogue_import.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/installation.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::cli {

namespace {

/// What is stored already counts for the files: bureaus that institutions belong to.
catalogue_csv::Catalogue stored_bureaus(ports::Store& store) {
  catalogue_csv::Catalogue catalogue;
  store.read([&](ports::Transaction& tx) { catalogue.bureaus = tx.catalogue().bureaus(); });
  return catalogue;
}

catalogue_csv::Catalogue read_folder(ports::Store& store, const std::string& folder) {
  catalogue_csv::Catalogue fresh;
  auto errors = add_catalogue_folder(fresh, folder);
  if (errors.empty()) return fresh;
  catalogue_csv::Catalogue beside = stored_bureaus(store);
  const auto errors_beside = add_catalogue_folder(beside, folder);
  if (!errors_beside.empty()) throw CommandFailed(to_text(errors));
  return beside;
}

int import_folder(const Whereabouts& whereabouts, const std::string& folder) {
  Installation installation(whereabouts);
  const catalogue_csv::Catalogue catalogue = read_folder(installation.store(), folder);
  const std::string counts = fmt::format("bureaus={} institutions={} certificates={}", catalogue.bureaus.size(),
                                         catalogue.institutions.size(), catalogue.certificates.size());
  installation.write([&](ports::Transaction& tx, const usecases::Context& context) {
    put_catalogue(tx, catalogue, context.now);
    usecases::append_audit(tx, context, {"catalogue-import", "catalogue", "ok", counts});
  });
  fmt::print("ok {}\n", counts);
  return 0;
}

}  // namespace

void add_import(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("import",
                                         "导入目录（bureaus.csv、institutions.csv、certificates."
                                         "csv），全部成功或一条不改 Import the catalogue: all or nothing");
  auto folder = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "CSV 文件所在目录 Folder of the CSV files")->required();
  auto whereabouts = add_whereabouts(*command);
  command->callback([whereabouts, folder, &action] {
    action = [whereabouts, folder] { return import_folder(*whereabouts, *folder); };
  });
}

}  // namespace kaoji::cli
