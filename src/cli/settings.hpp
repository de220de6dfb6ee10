#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "adapters/policy_toml/policy_error.hpp"
#include "base/result.hpp"
#include "usecases/password_rules.hpp"

namespace kaoji::cli {

/// Every knob of kaoji.toml, with what holds where the file says nothing.
struct Settings {
  struct Database {
    std::string url;  ///< empty: kaoji.db in the data folder
    std::size_t readers = 4;
    std::size_t writers = 4;
    std::size_t queue_limit = 1024;
    std::size_t batch_limit = 128;
  };
  struct Server {
    std::string address = "127.0.0.1";
    unsigned short port = 8628;
    bool over_tls = true;
    std::string gateway;
    std::size_t bodies_mib = 256;
  };
  struct Passwords {
    std::size_t at_a_time = 2;
  };
  struct SignIn {
    usecases::SignInRules rules;
    std::size_t failures_per_address = 100;
    std::size_t fresh_seconds = 300;
  };
  struct Files {
    std::uint64_t reserve_mib = 512;
  };
  struct Scans {
    std::size_t at_a_time = 2;
    std::uint64_t quota_mib = 2048;
  };
  struct Forms {
    std::size_t at_a_time = 2;
  };
  struct Audit {
    std::string heads_folder;  ///< empty: heads in the data folder
  };
  struct Log {
    std::string level = "info";
  };

  Database database;
  Server server;
  Passwords passwords;
  SignIn sign_in;
  Files files;
  Scans scans;
  Forms forms;
  Audit audit;
  Log log;
};

/// Reads a configuration file: strict, every error with its line.
[[nodiscard]] base::Result<Settings, policy_toml::PolicyErrors> read_settings(std::string_view toml_text);

/// The configuration file that `kaoji init` writes: every knob with its default and what it does. `database_url` may be
/// empty.
[[nodiscard]] std::string settings_text(const std::string& database_url);

/// A configuration file with another address of the database, everything else as it stands. Throws CommandFailed when
/// the address is not written on one line of its own, `url = "…"`.
[[nodiscard]] std::string with_database_url(const std::string& toml_text, const std::string& database_url);

}  // namespace kaoji::cli
