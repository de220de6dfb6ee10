#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/system/national_crypto.hpp"
#include "cli/data_folder.hpp"
#include "cli/kept_clock.hpp"
#include "cli/settings.hpp"
#include "core/policy/policy_book.hpp"
#include "ports/sealing.hpp"
#include "ports/store.hpp"
#include "ports/store_counts.hpp"
#include "usecases/context.hpp"

namespace CLI {
class App;
}

namespace kaoji::cli {

/// The options by which a command finds an installation.
struct Whereabouts {
  std::string data = "kaoji-data";
  std::string database;  ///< empty: as the settings say
};

/// Adds --data and --db to a command; they are read into the result.
[[nodiscard]] std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& command);

/// An opened data folder for a command at the terminal, while no server runs on it.
class Installation {
 public:
  /// Throws CommandFailed when it is no data folder, its settings or policies are bad;
  /// StoreUnavailable when its database cannot be opened.
  explicit Installation(const Whereabouts& whereabouts);

  [[nodiscard]] ports::Store& store() { return *store_; }
  [[nodiscard]] const ports::Crypto& crypto() const { return crypto_; }
  [[nodiscard]] const core::PolicyBook& book() const { return book_; }
  [[nodiscard]] const DataFolder& folder() const { return folder_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }

  /// Who acts at the terminal, now: whoever may read the installation's key.
  [[nodiscard]] usecases::Context context() const;
  /// Runs `act` in one transaction, which stays as it was when it throws.
  void write(const std::function<void(ports::Transaction&, const usecases::Context&)>& act);

 private:
  DataFolder folder_;
  Settings settings_;
  system::NationalCrypto crypto_;
  std::unique_ptr<ports::Store> store_;
  KeptClock clock_;
  core::PolicyBook book_;
};

/// The address of the database: of the command, else of the settings, else the folder's own.
[[nodiscard]] std::string database_url_of(const Whereabouts& whereabouts, const Settings& settings,
                                          const DataFolder& folder);

/// Opens the database of that address, sealed with that ring; `counts` is kept up by it.
[[nodiscard]] std::unique_ptr<ports::Store> open_database(
    const Whereabouts& whereabouts, const Settings& settings, const DataFolder& folder,
    std::shared_ptr<const ports::Sealing> sealing,
    std::shared_ptr<ports::StoreCounts> counts = std::make_shared<ports::StoreCounts>());

}  // namespace kaoji::cli
