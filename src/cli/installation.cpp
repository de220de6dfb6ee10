#include "cli/installation.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_file.hpp"
#include "cli/failure.hpp"
#include "cli/policies.hpp"

namespace kaoji::cli {

namespace {

DataFolder made(const std::string& path) {
  DataFolder folder(path);
  if (!folder.made()) {
    throw CommandFailed(
        fmt::format("{} 不是数据目录；请用 --data 指明，或用 kaoji init 建立。 "
                    "It is no data folder; name one with --data, or make one with kaoji init.",
                    path));
  }
  return folder;
}

}  // namespace

std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& command) {
  auto whereabouts = std::make_shared<Whereabouts>();
  command.add_option("--data", whereabouts->data, "数据目录 Data folder")->capture_default_str()->envname("KAOJI_DATA");
  command.add_option("--db", whereabouts->database,
                     "数据库地址，默认按配置 Database address, by default the settings'");
  return whereabouts;
}

std::string database_url_of(const Whereabouts& whereabouts, const Settings& settings, const DataFolder& folder) {
  if (!whereabouts.database.empty()) return whereabouts.database;
  return settings.database.url.empty() ? folder.database_url() : settings.database.url;
}

std::unique_ptr<ports::Store> open_database(const Whereabouts& whereabouts, const Settings& settings,
                                            const DataFolder& folder, std::shared_ptr<const ports::Sealing> sealing,
                                            std::shared_ptr<ports::StoreCounts> counts) {
  return store_sql::open_store({database_url_of(whereabouts, settings, folder), settings.database.readers,
                                settings.database.writers, settings.database.queue_limit, settings.database.batch_limit,
                                std::move(sealing), std::move(counts)});
}

Installation::Installation(const Whereabouts& whereabouts)
    : folder_(made(whereabouts.data)),
      settings_(folder_.read_settings()),
      crypto_(system::read_key_file(folder_.key()), static_cast<std::ptrdiff_t>(settings_.passwords.at_a_time)),
      store_(open_database(whereabouts, settings_, folder_, system::read_key_ring(folder_.key_places()))),
      clock_(folder_, *store_),
      book_(load_book(folder_.policies(), *store_)) {}

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
