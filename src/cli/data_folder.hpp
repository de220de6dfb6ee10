#pragma once

#include <string>

#include "adapters/system/key_folder.hpp"
#include "cli/settings.hpp"

namespace kaoji::cli {

/// Where things lie in a data folder.
class DataFolder {
 public:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string settings() const { return path_ + "/kaoji.toml"; }
  [[nodiscard]] std::string key() const { return path_ + "/installation.key"; }
  [[nodiscard]] system::KeyPlaces key_places() const { return {key(), path_ + "/keys"}; }
  [[nodiscard]] std::string signing_key() const { return path_ + "/signing.key"; }
  /// Where signed heads go when the settings name no folder.
  [[nodiscard]] std::string heads() const { return path_ + "/heads"; }
  [[nodiscard]] std::string files() const { return path_ + "/files"; }
  [[nodiscard]] std::string policies() const { return path_ + "/policies"; }
  /// What the server's clock has shown.
  [[nodiscard]] std::string clock() const { return path_ + "/clock"; }
  /// Made by `kaoji init`: real data lies here, and the sandbox must keep away.
  [[nodiscard]] std::string marker() const { return path_ + "/installation"; }
  /// The database's own address when the settings name none.
  [[nodiscard]] std::string database_url() const;

  [[nodiscard]] bool made_by_init() const;
  /// Is it a data folder at all, an installation's or a sandbox's?
  [[nodiscard]] bool made() const;
  /// The settings of this folder; the defaults when it has no file. Throws CommandFailed with every error of a bad
  /// file.
  [[nodiscard]] Settings read_settings() const;

 private:
  std::string path_;
};

/// Throws CommandFailed when the folder lies, or would lie, where real data is not safe: on a network's file system or
/// in memory.
void refuse_unsafe_place(const DataFolder& folder);

/// Makes a data folder for real data: key, settings, policies folder. Throws CommandFailed when the folder already
/// holds anything.
void make_data_folder(const DataFolder& folder, const std::string& database_url);

/// Sets the marker: the last step of `kaoji init`.
void mark_made_by_init(const DataFolder& folder);

/// A file in a data folder, for its owner alone; on disk when this returns.
void write_private(const std::string& path, const std::string& text);

/// Makes a data folder for the sandbox unless it is there. Throws CommandFailed for a folder made by `kaoji init`, and
/// for one that holds something else.
void make_sandbox_folder(const DataFolder& folder);

}  // namespace kaoji::cli
