#pragma once

#include <functional>
#include <memory>

#include "adapters/archive_json/json_texts.hpp"
#include "adapters/bundles_zip/zip_bundles.hpp"
#include "adapters/child_process/self_child.hpp"
#include "adapters/forms_pdf/child_printer.hpp"
#include "adapters/forms_pdf/qr_paths.hpp"
#include "adapters/pinyin_icu/icu_pinyin.hpp"
#include "adapters/platform_csv/csv_tables.hpp"
#include "adapters/policy_toml/toml_policy_reader.hpp"
#include "adapters/scan_checks/confined_inspector.hpp"
#include "adapters/scan_reading/confined_joiner.hpp"
#include "adapters/scan_reading/confined_reader.hpp"
#include "adapters/sheets_xlsx/annex_books.hpp"
#include "adapters/sheets_xlsx/confined_reader.hpp"
#include "adapters/sheets_xlsx/xlsx_books.hpp"
#include "adapters/system/clocks.hpp"
#include "adapters/system/disk_files.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "adapters/system/sm2_signing.hpp"
#include "cli/data_folder.hpp"
#include "cli/installation.hpp"
#include "http/dependencies.hpp"

namespace kaoji::cli {

/// Everything that a server works with, in the order in which it rests on each other.
class Served {
 public:
  /// Opens the folder. Throws CommandFailed for bad settings or policies, BadKeyFile, StoreUnavailable.
  Served(const DataFolder& folder, const Whereabouts& whereabouts);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] ports::Store& store() { return *store_; }
  [[nodiscard]] http::PolicyShelf& shelf() { return shelf_; }
  [[nodiscard]] ports::FileStore& files() { return files_; }
  [[nodiscard]] const ports::Crypto& crypto() const { return crypto_; }
  [[nodiscard]] const ports::Signing& signing() const { return *signing_; }
  [[nodiscard]] http::Dependencies dependencies(std::function<base::Instant()> now);

  /// Reads the policies again. A bad file, or one that is gone, is logged with its line and reason; then what stood
  /// before goes on to hold. Safe while serving.
  void reload_policies();

 private:
  DataFolder folder_;
  Settings settings_;
  system::NationalCrypto crypto_;
  std::shared_ptr<const system::KeyRing> sealing_;
  std::unique_ptr<system::Sm2Signing> signing_;
  system::SystemClock machine_clock_;
  policy_toml::TomlPolicyReader policy_reader_;
  http::PolicyShelf shelf_;
  std::shared_ptr<ports::StoreCounts> counts_ = std::make_shared<ports::StoreCounts>();
  std::unique_ptr<ports::Store> store_;
  system::DiskFiles files_;
  child_process::SelfChild children_;
  forms_pdf::ChildPrinter printer_;
  scan_checks::ConfinedInspector inspector_;
  scan_reading::ConfinedReader reader_;
  scan_reading::ConfinedJoiner joiner_;
  platform_csv::CsvTables tables_;
  sheets_xlsx::XlsxBooks books_;
  sheets_xlsx::XlsxAnnexBooks annexes_;
  sheets_xlsx::ConfinedBookReader sheets_;
  bundles_zip::ZipBundles bundles_;
  archive_json::JsonTexts archives_;
  forms_pdf::QrPaths codes_;
  pinyin_icu::IcuPinyin pinyin_;
};

}  // namespace kaoji::cli
