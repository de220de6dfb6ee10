#include "cli/installation.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_file.hpp"
#include "cli/failure.hpp"
#include "cli/policies.hpp"

namespace kaoji::cli {

namespace {

DataFolder initialised(const std::string& path) {
  DataFolder folder(path);
  if (!folder.made_by_init()) {
    throw CommandFailed(
        fmt::format("{} 不是 kaoji init 建立的数据目录；请用 --data 指明。 "
                    "It is no data folder made by kaoji init; name one with --data.",
                    path));
  }
  return folder;
}

core::PolicyBook book_of(const DataFolder& folder) {
  policy_toml::PolicyFolder loaded = load_policies(folder.policies());
  std::string errors;
  for (const policy_toml::RefusedFile& refused : loaded.refused) {
    errors += policy_toml::to_text(refused.errors, refused.path) + "\n";
  }
  if (!errors.empty()) throw CommandFailed(errors);
  return core::PolicyBook(std::move(loaded.policies));
}

store_sql::StoreOptions store_options(const std::string& url, const Settings& settings) {
  return {url, settings.database.readers, settings.database.writers, settings.database.queue_limit,
          settings.database.batch_limit};
}

}  // namespace

std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& command) {
  auto whereabouts = std::make_shared<Whereabouts>();
  command.add_option("--data", whereabouts->data, "数据目录 Data folder")->capture_default_str()->envname("KAOJI_DATA");
  command.add_option("--db", whereabouts->database,
                     "数据库地址，默认按配置 Database address, by default the settings'");
  return whereabouts;
}

std::string database_url(const Whereabouts& whereabouts, const Settings& settings, const DataFolder& folder) {
  if (!whereabouts.database.empty()) return whereabouts.database;
  return settings.database.url.empty() ? folder.database_url() : settings.database.url;
}

Installation::Installation(const Whereabouts& whereabouts)
    : folder_(initialised(whereabouts.data)),
      settings_(folder_.read_settings()),
      crypto_(system::read_key_file(folder_.key()), static_cast<std::ptrdiff_t>(settings_.passwords.at_a_time)),
      book_(book_of(folder_)),
      store_(store_sql::open_store(store_options(database_url(whereabouts, settings_, folder_), settings_))) {}

usecases::Context Installation::context() const {
  core::Actor actor;
  actor.login = "system";
  actor.role = core::Role::system_administrator;
  return {book_, clock_.now(), actor, crypto_, "terminal", {}};
}

void Installation::write(const std::function<void(ports::Transaction&, const usecases::Context&)>& act) {
  const usecases::Context context = this->context();
  store_->write_and_wait([&](ports::Transaction& tx) { act(tx, context); });
}

}  // namespace kaoji::cli
